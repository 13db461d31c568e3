"""How much of each field the segments explain: of numbers the share of their variance, of categories Cramér's V."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum, sqrt
from typing import Any, Literal

from kartoteka.profile.run_data import RunData
from kartoteka.profile.traits import FEWEST
from kartoteka.quality.members import SEGMENT, Known, Members
from kartoteka.quality.strength import Strength, association_strength, explained_strength

Measure = Literal["eta squared", "Cramér's V"]
WhyNot = Literal["too few", "one value", "one segment"]

_DIGITS = 6
_NOTHING = 1e-12
"""Of a variance, what doubles leave of it where there is none."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One field, and how far the segments tell what a customer has there.

    Attributes:
        of: The part of the dictionary that it belongs to, `orders`, or the step that gave it.
        own: The segmentation gave it itself, so that much of it is explained by the way it was made.
        measure: Eta squared for numbers: the share of their variance that lies between the segments. Cramér's V for categories,
            corrected for its bias. Both from 0 to 1.
        known: Of how many members it is known.
        value: None where nothing can be said.
        strength: The value in words.
        why_not: Why nothing is said.
    """

    name: str
    of: str
    own: bool
    measure: Measure
    known: int
    value: float | None = None
    strength: Strength | None = None
    why_not: WhyNot | None = None


def explained_numbers(data: RunData, members: Members, step: str) -> list[Explained]:
    """Each number, what the segments of a step explain most first.

    What is the same for all members of a segment, since the segmentation or a judgement of its segments gave it, such as a
    discount or a mark, says no more than the segment itself and is left out.
    """
    import narwhals.stable.v2 as nw

    assigned = _assigned(data, members, step)
    numbers = [known for known in members.numbers if known not in assigned]
    if not numbers:
        return []
    columns = [nw.col(known.column) for known in numbers]
    rows = data.engine.rows(
        members.frame.group_by(SEGMENT).agg(
            *(column.count().alias(f"count {at}") for at, column in enumerate(columns)),
            *(column.mean().alias(f"mean {at}") for at, column in enumerate(columns)),
            *(column.var(ddof=0).alias(f"variance {at}") for at, column in enumerate(columns)),
        )
    )
    rows.sort(key=lambda row: str(row[SEGMENT]))
    return _ordered(_numbers(numbers, rows))


def _assigned(data: RunData, members: Members, step: str) -> set[Known]:
    """The numbers that follow from a segment of the segmentation that gave them, or whose segments were judged."""
    import narwhals.stable.v2 as nw

    found: set[Known] = set()
    giving = {known.of for known in members.numbers if known.given}
    for other in data.run.segments:
        from_it = {other, *data.judgements(other)} & giving
        given = [known for known in members.numbers if known.given and known.of in from_it]
        if not given:
            continue
        column = SEGMENT if other == step else f"step {other}"
        spread = [(nw.col(known.column).max() - nw.col(known.column).min()).alias(known.column) for known in given]
        rows = data.engine.rows(members.frame.group_by(column).agg(*spread))
        found |= {known for known in given if all(row[known.column] in (None, 0) for row in rows)}
    return found


def _numbers(numbers: Sequence[Known], rows: Sequence[Mapping[str, Any]]) -> Iterator[Explained]:
    for at, known in enumerate(numbers):
        groups = [(int(row[f"count {at}"]), row[f"mean {at}"], row[f"variance {at}"]) for row in rows if row[f"count {at}"]]
        count = sum(size for size, _, _ in groups)
        found = Explained(known.name, known.of, known.own, "eta squared", count)
        if count == 0:
            continue
        mean = fsum(size * own for size, own, _ in groups) / count
        between = fsum(size * (own - mean) ** 2 for size, own, _ in groups)
        within = fsum(size * variance for size, _, variance in groups)
        nothing = _NOTHING * count * (mean**2 + (between + within) / count)
        if count < FEWEST:
            yield replace(found, why_not="too few")
        elif between + within <= nothing:
            yield replace(found, why_not="one value")
        elif len(groups) < 2:
            yield replace(found, why_not="one segment")
        else:
            share = round(between / (between + within), _DIGITS)
            yield replace(found, value=share, strength=explained_strength(share))


def explained_categories(data: RunData, members: Members) -> list[Explained]:
    """Each category, what the segments tell best first."""
    import narwhals.stable.v2 as nw

    found = []
    for known in members.categories:
        counted = members.frame.filter(~nw.col(known.column).is_null()).group_by(SEGMENT, known.column)
        rows = data.engine.rows(counted.agg(nw.len().alias("customers")))
        cells = {(str(row[SEGMENT]), str(row[known.column])): int(row["customers"]) for row in rows}
        found.append(_category(Explained(known.name, known.of, known.own, "Cramér's V", sum(cells.values())), cells))
    return _ordered(found)


def _category(found: Explained, cells: Mapping[tuple[str, str], int]) -> Explained:
    segments, values = sorted({at for at, _ in cells}), sorted({value for _, value in cells})
    if found.known < FEWEST:
        return replace(found, why_not="too few")
    if len(values) < 2 or len(segments) < 2:
        return replace(found, why_not="one value" if len(values) < 2 else "one segment")
    v = cramers_v([[cells.get((segment, value), 0) for value in values] for segment in segments])
    return replace(found, value=round(v, _DIGITS), strength=association_strength(v, len(segments), len(values)))


def cramers_v(table: Sequence[Sequence[int]]) -> float:
    """Cramér's V of a table of counts, corrected for its bias, from 0 to 1.

    The plain V of two things that have nothing to do with each other is not 0, and the less so the larger the table is. The
    correction is Bergsma's: A bias-correction for Cramér's V and Tschuprow's T, Journal of the Korean Statistical Society 42,
    2013.

    Args:
        table: At least two rows and two columns, each with a count in it.
    """
    every, rows, columns = sum(map(sum, table)), len(table), len(table[0])
    sums = [sum(column) for column in zip(*table, strict=True)]
    # Pearson's chi-squared over the count of all: the squares over what would be expected, less one.
    squared = fsum(count**2 / (sum(row) * total) for row in table for count, total in zip(row, sums, strict=True)) - 1
    corrected = max(0.0, squared - (rows - 1) * (columns - 1) / (every - 1))
    fewer = min(rows - (rows - 1) ** 2 / (every - 1), columns - (columns - 1) ** 2 / (every - 1)) - 1
    return min(1.0, sqrt(corrected / fewer)) if fewer > 0 else 0.0


def _ordered(found: Sequence[Explained] | Iterator[Explained]) -> list[Explained]:
    return sorted(found, key=lambda one: (one.value is None, -(one.value or 0.0), one.name))
