"""Who else serves the members of a segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kartoteka.profile.run_data import RunData


@dataclass(frozen=True, slots=True)
class Competitor:
    """One competitor.

    Attributes:
        members: How many members it serves.
        next_end: The first end of a contract after the run's day; None where none is known.
        ended: How many contracts ended by then.
        without_end: Of how many the end is not known.
    """

    name: str
    members: int
    next_end: date | None
    ended: int
    without_end: int


def competitors_of(data: RunData, step: str, segment: str) -> Sequence[Competitor]:
    """The competitors of a segment, those who serve most members first; none where no field tells."""
    import narwhals.stable.v2 as nw

    if "competitor" not in data.columns:
        return ()
    until = nw.col("competitor_until") if "competitor_until" in data.columns else nw.lit(None, dtype=nw.Date)
    served = data.customers.filter((nw.col(step) == nw.lit(segment)) & ~nw.col("competitor").is_null()).select(
        nw.col("competitor").alias("name"), until.alias("until")
    )
    today = nw.lit(data.as_of)
    ends = nw.when(nw.col("until") > today).then(nw.col("until"))
    rows = data.engine.rows(
        served.with_columns(
            ends.alias("end"),
            (nw.col("until") <= today).cast(nw.Int64).alias("ended"),
            nw.col("until").is_null().cast(nw.Int64).alias("open"),
        )
        .group_by("name")
        .agg(
            nw.len().alias("members"),
            nw.col("end").min(),
            nw.col("ended").sum(),
            nw.col("open").sum(),
        )
    )
    found = [
        Competitor(row["name"], int(row["members"]), row["end"], int(row["ended"] or 0), int(row["open"] or 0)) for row in rows
    ]
    return sorted(found, key=lambda one: (-one.members, one.name))
