"""Who else serves the members of a segment: what is known of them, when their contracts end, and whom to approach next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kartoteka.components.labels import BLACKLIST
from kartoteka.config.competitors import KnownCompetitors
from kartoteka.model.frame import Frame
from kartoteka.model.nobody import NOBODY
from kartoteka.model.spelling import plain
from kartoteka.profile.run_data import RunData

APPROACH_DAYS = 90
"""So many days before the end of a contract a member is approached, where no step of the pipeline says another day."""

MOST_TO_APPROACH = 10


@dataclass(frozen=True, slots=True)
class ContractEnds:
    """How many contracts end in a month; `month` is its first day."""

    month: date
    members: int


@dataclass(frozen=True, slots=True)
class Competitor:
    """One competitor.

    Attributes:
        members: How many members it serves.
        share: Their share of all members, from 0 to 1.
        next_end: The first end of a contract after the run's day; None where none is known.
        ended: How many contracts ended by then.
        without_end: Of how many the end is not known.
        ends: How many contracts end in which month, after the run's day.
        strengths: What people wrote of it in the competitors file.
        weaknesses: The same.
        because: How they know.
        described: Whether the file has anything of it.
    """

    name: str
    members: int
    share: float
    next_end: date | None
    ended: int
    without_end: int
    ends: Sequence[ContractEnds] = ()
    strengths: Sequence[str] = ()
    weaknesses: Sequence[str] = ()
    because: str | None = None
    described: bool = False


@dataclass(frozen=True, slots=True)
class ToApproach:
    """A member whose contract with a competitor ends next.

    Attributes:
        approach_on: From when on to approach them; in the past where that is due.
    """

    customer_id: str
    name: str | None
    competitor: str
    until: date
    approach_on: date


@dataclass(frozen=True, slots=True)
class Competition:
    """All competitors of a segment, those who serve most members first, and those members whose contracts end first.

    Nobody is approached who is on the blacklist.
    """

    competitors: Sequence[Competitor] = ()
    to_approach: Sequence[ToApproach] = ()


def competition_of(data: RunData, step: str, segments: Sequence[str], known: KnownCompetitors) -> Mapping[str, Competition]:
    """For each segment; nothing where no field tells."""
    import narwhals.stable.v2 as nw

    if "competitor" not in data.columns:
        return {}
    until = nw.col("competitor_until") if "competitor_until" in data.columns else nw.lit(None, dtype=nw.Date)
    approach = f"{step}_approach_on"
    served = data.customers.filter(
        ~nw.col("competitor").is_null() & ~nw.col("competitor").str.to_lowercase().is_in(list(NOBODY))
    ).select(
        "customer_id",
        (nw.col("name") if "name" in data.columns else nw.lit(None, dtype=nw.String)).alias("name"),
        nw.col(step).alias("segment"),
        nw.col("competitor"),
        until.alias("until"),
        (nw.col(approach) if approach in data.columns else nw.lit(None, dtype=nw.Date)).alias("approach_on"),
    )
    counted = served.group_by("segment", "competitor", "until").agg(nw.len().alias("members"))
    rows = data.engine.rows(counted)
    names = _names(rows, known)
    ends: dict[str, dict[str, list[tuple[date | None, int]]]] = {}
    for row in rows:
        each = ends.setdefault(row["segment"], {})
        each.setdefault(names[row["competitor"]], []).append((row["until"], int(row["members"])))
    last = {segment: day for segment, day in _last_days(data.as_of, ends).items() if segment != BLACKLIST}
    next_ones = _to_approach(data, served, last, names)
    return {
        segment: Competition(
            sorted(
                (
                    _competitor(name, each, data.as_of, data.run.segments[step][segment], known)
                    for name, each in ends.get(segment, {}).items()
                ),
                key=lambda one: (-one.members, one.name),
            ),
            next_ones.get(segment, ()),
        )
        for segment in segments
    }


def _names(rows: Sequence[Mapping[str, Any]], known: KnownCompetitors) -> dict[str, str]:
    """What to call a competitor, by each way it is spelt: as the file does, else as most members have it."""
    spelt: dict[str, dict[str, int]] = {}
    for row in rows:
        each = spelt.setdefault(plain(row["competitor"]), {})
        each[row["competitor"]] = each.get(row["competitor"], 0) + int(row["members"])
    names: dict[str, str] = {}
    for each in spelt.values():
        usual = min(each, key=lambda name: (-each[name], name))
        written = known.named(usual)
        names |= dict.fromkeys(each, usual if written is None else written.name)
    return names


def _competitor(
    name: str, ends: Sequence[tuple[date | None, int]], as_of: date, members: int, known: KnownCompetitors
) -> Competitor:
    months: dict[date, int] = {}
    for end, count in ends:
        if end is not None and end > as_of:
            months[end.replace(day=1)] = months.get(end.replace(day=1), 0) + count
    served = sum(count for _, count in ends)
    written = known.named(name)
    return Competitor(
        name=name,
        members=served,
        share=served / members,
        next_end=min((end for end, _ in ends if end is not None and end > as_of), default=None),
        ended=sum(count for end, count in ends if end is not None and end <= as_of),
        without_end=sum(count for end, count in ends if end is None),
        ends=[ContractEnds(month, months[month]) for month in sorted(months)],
        strengths=() if written is None else written.strengths,
        weaknesses=() if written is None else written.weaknesses,
        because=None if written is None else written.because,
        described=written is not None and bool(written.strengths or written.weaknesses),
    )


def _last_days(as_of: date, ends: Mapping[str, Mapping[str, Sequence[tuple[date | None, int]]]]) -> dict[str, date]:
    """For each segment the day up to which enough contracts end: the engine then gives those members alone."""
    found = {}
    for segment, each in ends.items():
        days: dict[date, int] = {}
        for end, count in (one for competitor in each.values() for one in competitor):
            if end is not None and end > as_of:
                days[end] = days.get(end, 0) + count
        enough = 0
        for day in sorted(days):
            found[segment] = day
            enough += days[day]
            if enough >= MOST_TO_APPROACH:
                break
    return found


def _to_approach(
    data: RunData, served: Frame, last: Mapping[str, date], names: Mapping[str, str]
) -> dict[str, list[ToApproach]]:
    import narwhals.stable.v2 as nw

    if not last:
        return {}
    wanted = nw.any_horizontal(
        *((nw.col("segment") == nw.lit(segment)) & (nw.col("until") <= nw.lit(day)) for segment, day in last.items()),
        ignore_nulls=True,
    )
    rows: list[dict[str, Any]] = data.engine.rows(served.filter((nw.col("until") > nw.lit(data.as_of)) & wanted))
    rows.sort(key=lambda row: (row["until"], row["customer_id"]))
    found: dict[str, list[ToApproach]] = {}
    for row in rows:
        each = found.setdefault(row["segment"], [])
        if len(each) < MOST_TO_APPROACH:
            day = row["approach_on"] or row["until"] - timedelta(days=APPROACH_DAYS)
            each.append(ToApproach(row["customer_id"], row["name"], names[row["competitor"]], row["until"], day))
    return found
