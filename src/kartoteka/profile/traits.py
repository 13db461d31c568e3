"""The traits that set a segment apart: the distribution of each field among its members, against all other customers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kartoteka.model.fields import field
from kartoteka.model.frame import Frame
from kartoteka.profile.comparable import comparable_fields
from kartoteka.profile.run_data import RunData
from kartoteka.profile.significance import Compared, compare_numbers, corrected, share_chance

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

FEWEST = 20
"""Of fewer members of whom something is known, nothing is claimed."""

CHANCE = 0.05
"""A difference that chance alone makes at least so often is no finding."""

_MOST_VALUES = 60
_SHOWN_VALUES = 12
_OFTEN, _SELDOM = 1.25, 0.8
_HIGHER, _LOWER = 0.56, 0.44


@dataclass(frozen=True, slots=True)
class ValueShare:
    """One value of a category.

    Attributes:
        having: How many members have it.
        share: Their share of the members of whom the field is known, from 0 to 1.
        others_share: The same among all other customers.
        lift: How many times as often it is here as elsewhere; None where nobody else has it.
        chance: How likely so much of a difference comes by chance, all that was looked at taken together.
        claimed: The difference is large enough, and hardly chance.
    """

    value: str
    having: int
    share: float
    others_share: float
    lift: float | None
    chance: float
    claimed: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """Numbers of one group: the quarters of their distribution."""

    lower: float
    median: float
    upper: float


@dataclass(frozen=True, slots=True)
class Trait:
    """One field of the members against that of all other customers.

    Attributes:
        known: Of how many members it is known.
        others_known: Of how many others.
        values: For a category its values, those that set the segment apart most first.
        numbers: For numbers, those of the members.
        others_numbers: Those of the others.
        higher: For numbers, how likely a member's is higher than another customer's, from 0 to 1.
        chance: For numbers, how likely so much of a difference comes by chance.
        claimed: It sets the segment apart.
        why_not: Why nothing is claimed of it, where that is not for the difference itself.
    """

    name: str
    group: str
    known: int
    others_known: int
    values: Sequence[ValueShare] = ()
    numbers: Spread | None = None
    others_numbers: Spread | None = None
    higher: float | None = None
    chance: float | None = None
    claimed: bool = False
    why_not: str | None = None


def traits(data: RunData, step: str, segment: str) -> list[Trait]:
    """Every field that can be compared, those that set the segment apart first.

    Sensitive fields are left out, and so are names, addresses and consents, and what earlier steps gave.
    """
    found = [_trait(data, step, segment, name, column) for name, column in comparable_fields(data)]
    return _judged([trait for trait in found if trait is not None])


def _trait(data: RunData, step: str, segment: str, name: str, column: nw.Expr) -> Trait | None:
    import narwhals.stable.v2 as nw

    member = (nw.col(step) == nw.lit(segment)).cast(nw.Int64)
    frame = data.customers.select(column.alias("value"), member.alias("member")).filter(~nw.col("value").is_null())
    counted = frame.group_by("value").agg(nw.col("member").sum().alias("ours"), nw.len().alias("all"))
    entry = field("customers", name)
    group = "custom" if entry is None else entry.group
    numeric = frame.collect_schema()["value"].is_numeric()
    if not numeric and data.engine.count(counted) > _MOST_VALUES:
        return None  # names, texts: nobody has what another has
    rows = _rows(data, counted)
    known, others = sum(row[1] for row in rows), sum(row[2] for row in rows)
    if not rows:
        return None
    trait = Trait(name, group, known, others)
    if known < FEWEST or others < FEWEST:
        return replace(trait, why_not=f"known of {known} members and {others} others; at least {FEWEST} of each are needed")
    return _numbers(trait, rows) if numeric else _category(trait, rows)


def _rows(data: RunData, counted: Frame) -> list[tuple[Any, int, int]]:
    rows = data.engine.rows(counted)
    return sorted((row["value"], int(row["ours"]), int(row["all"]) - int(row["ours"])) for row in rows)


def _numbers(trait: Trait, rows: Sequence[tuple[Any, int, int]]) -> Trait:
    compared: Compared = compare_numbers([(ours, others) for _, ours, others in rows])
    return replace(
        trait,
        numbers=_spread([(value, ours) for value, ours, _ in rows]),
        others_numbers=_spread([(value, others) for value, _, others in rows]),
        higher=compared.higher,
        chance=compared.chance,
    )


def _spread(counts: Sequence[tuple[Any, int]]) -> Spread:
    """The values that a quarter, a half and three quarters do not exceed."""
    every = sum(count for _, count in counts)
    wanted = [every * quarter / 4 for quarter in (1, 2, 3)]
    found: list[float] = []
    below = 0
    for value, count in counts:
        below += count
        while len(found) < len(wanted) and below >= wanted[len(found)]:
            found.append(float(value))
    return Spread(*found)


def _category(trait: Trait, rows: Sequence[tuple[Any, int, int]]) -> Trait:
    values = []
    for value, ours, others in rows:
        share, elsewhere = ours / trait.known, others / trait.others_known
        lift = share / elsewhere if elsewhere else None
        chance = share_chance(ours, trait.known, others, trait.others_known)
        text = {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
        values.append(ValueShare(text, ours, share, elsewhere, lift, chance))
    return replace(trait, values=values)


def _judged(found: Sequence[Trait]) -> list[Trait]:
    """The traits with their chances corrected for all that were looked at, and what is claimed of them."""
    looked = [value.chance for trait in found for value in trait.values]
    looked += [trait.chance for trait in found if trait.chance is not None]
    chances = iter(corrected(looked))
    with_values = [
        replace(trait, values=[_value(replace(value, chance=next(chances))) for value in trait.values]) for trait in found
    ]
    judged = []
    for trait in with_values:
        if trait.chance is not None and trait.higher is not None:
            chance = next(chances)
            far = trait.higher >= _HIGHER or trait.higher <= _LOWER
            trait = replace(trait, chance=chance, claimed=far and chance < CHANCE)  # noqa: PLW2901
        else:
            ordered = sorted(trait.values, key=lambda value: (not value.claimed, value.chance, -value.having, value.value))
            trait = replace(  # noqa: PLW2901
                trait, values=ordered[:_SHOWN_VALUES], claimed=any(value.claimed for value in ordered)
            )
        judged.append(trait)
    return sorted(judged, key=lambda trait: (not trait.claimed, _least(trait), trait.name))


def _value(value: ValueShare) -> ValueShare:
    far = value.lift is None or value.lift >= _OFTEN or value.lift <= _SELDOM
    return replace(value, claimed=far and value.chance < CHANCE)


def _least(trait: Trait) -> float:
    return min([value.chance for value in trait.values] or [1.0 if trait.chance is None else trait.chance])


def by_group(found: Sequence[Trait]) -> Mapping[str, list[Trait]]:
    """The traits by the part of the dictionary that they belong to."""
    groups: dict[str, list[Trait]] = {}
    for trait in found:
        groups.setdefault(trait.group, []).append(trait)
    return groups
