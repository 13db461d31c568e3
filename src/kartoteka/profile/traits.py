"""The traits that set a segment apart: the distribution of each field among its members, against all other customers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kartoteka.model.fields import field
from kartoteka.model.types import Integer, Money, Number
from kartoteka.profile.comparable import comparable_fields
from kartoteka.profile.run_data import RunData
from kartoteka.profile.sections import SECTIONS, Section, may_be_several, section_of
from kartoteka.profile.significance import Compared, compare_numbers, corrected, share_chance
from kartoteka.profile.tabulate import Values, tabulate_numbers, tabulate_values

FEWEST = 20
"""Of fewer members of whom something is known, nothing is claimed."""

CHANCE = 0.05
"""A difference that chance alone makes at least so often is no finding."""

_SHOWN_VALUES = 12
_OFTEN, _SELDOM = 1.25, 0.8
_HIGHER, _LOWER = 0.56, 0.44
_TOLD_IN_FULL: frozenset[Section] = frozenset({"where", "looks-for"})
_COVERED = 0.5


@dataclass(frozen=True, slots=True)
class ValueShare:
    """One value of a category.

    Attributes:
        having: How many members have it.
        share: Their share of the members of whom the field is known, from 0 to 1.
        others_share: The same among all other customers; None where it is known of none.
        lift: How many times as often it is here as elsewhere; None where nobody else has it.
        chance: How likely so much of a difference comes by chance, all that was looked at taken together; None where the
            field is known of too few to tell.
        claimed: The difference is large enough, and hardly chance.
    """

    value: str
    having: int
    share: float
    others_share: float | None
    lift: float | None
    chance: float | None
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
        name: The field; `age` and `years_active` where it is a day.
        group: The part of the field dictionary; `custom` for a column that only this project has.
        section: The part of the profile.
        known: Of how many members it is known.
        others_known: Of how many others.
        values: For a category its values, those that set the segment apart most first. One customer may have several.
        numbers: For numbers, those of the members.
        others_numbers: Those of the others.
        higher: For numbers, how likely a member's is higher than another customer's, from 0 to 1.
        chance: For numbers, how likely so much of a difference comes by chance.
        claimed: It sets the segment apart.
        too_few: It is known of too few members, or of too few others, to claim anything.
    """

    name: str
    group: str
    section: Section
    known: int
    others_known: int
    values: Sequence[ValueShare] = ()
    numbers: Spread | None = None
    others_numbers: Spread | None = None
    higher: float | None = None
    chance: float | None = None
    claimed: bool = False
    too_few: bool = False

    @property
    def frequent(self) -> list[ValueShare]:
        """Its values, those that most members have first."""
        return sorted(self.values, key=lambda value: (-value.having, value.value))


def traits_of(data: RunData, step: str, segments: Sequence[str]) -> dict[str, list[Trait]]:
    """For each segment every field that can be compared, those that set it apart first.

    Sensitive fields are left out, and so are names, addresses and consents, and what earlier steps gave.
    """
    found: dict[str, list[Trait]] = {segment: [] for segment in segments}
    for name, expression in comparable_fields(data):
        entry = field("customers", name)
        trait = Trait(name, "custom" if entry is None else entry.group, section_of(name), 0, 0)
        if data.columns.get(name, Number) in (Integer, Number, Money):
            compared = compare_numbers(tabulate_numbers(data, step, segments, expression), len(segments))
            each = [_of_numbers(trait, one) for one in compared]
        else:
            several = may_be_several(name)
            values = tabulate_values(data, step, segments, expression, several=several)
            if not _worth_it(values, trait.section, several=several):
                continue
            each = [_of_values(trait, values, place) for place in range(len(segments))]
        for segment, one in zip(segments, each, strict=True):
            if one.known or one.others_known:
                found[segment].append(one)
    return {segment: _judged(each) for segment, each in found.items()}


def _worth_it(values: Values, section: Section, *, several: bool) -> bool:
    """Names and remarks are not: nobody has what another has."""
    known = int(values.known.sum())
    if not len(values.values):
        return False
    return several or section in _TOLD_IN_FULL or int(values.counts.sum()) >= known * _COVERED


def _of_numbers(trait: Trait, compared: Compared) -> Trait:
    trait = replace(trait, known=compared.known, others_known=compared.others_known, too_few=_too_few(compared))
    if not compared.quarters:
        return trait
    return replace(
        trait,
        numbers=Spread(*compared.quarters),
        others_numbers=Spread(*compared.others_quarters),
        higher=compared.higher,
        chance=None if trait.too_few else compared.chance,
    )


def _too_few(compared: Compared) -> bool:
    return compared.known < FEWEST or compared.others_known < FEWEST


def _of_values(trait: Trait, values: Values, place: int) -> Trait:
    known = int(values.known[place])
    others_known = int(values.known.sum()) - known
    too_few = known < FEWEST or others_known < FEWEST
    found = []
    for value, ours, every in zip(values.values, values.counts[:, place].tolist(), values.counts.sum(axis=1), strict=True):
        others = int(every) - ours
        share = ours / known if known else 0.0
        elsewhere = others / others_known if others_known else None
        lift = share / elsewhere if elsewhere else None
        chance = None if too_few else share_chance(ours, known, others, others_known)
        text = ("yes" if value else "no") if isinstance(value, bool) else value
        found.append(ValueShare(text, ours, share, elsewhere, lift, chance))
    return replace(trait, known=known, others_known=others_known, values=found, too_few=too_few)


def _judged(found: Sequence[Trait]) -> list[Trait]:
    """The traits with their chances corrected for all that were looked at, and what is claimed of them."""
    looked = [value.chance for trait in found for value in trait.values if value.chance is not None]
    looked += [trait.chance for trait in found if trait.chance is not None]
    chances = iter(corrected(looked))
    with_values = [
        replace(trait, values=[value if value.chance is None else _value(value, next(chances)) for value in trait.values])
        for trait in found
    ]
    judged = [_number(trait, next(chances)) if trait.chance is not None else _category(trait) for trait in with_values]
    return sorted(judged, key=lambda trait: (not trait.claimed, _least(trait), trait.name))


def _value(value: ValueShare, chance: float) -> ValueShare:
    far = value.lift is None or value.lift >= _OFTEN or value.lift <= _SELDOM
    return replace(value, chance=chance, claimed=far and chance < CHANCE)


def _number(trait: Trait, chance: float) -> Trait:
    assert trait.higher is not None
    far = trait.higher >= _HIGHER or trait.higher <= _LOWER
    return replace(trait, chance=chance, claimed=far and chance < CHANCE)


def _category(trait: Trait) -> Trait:
    """With the values that set the segment apart most, and those that most members have."""
    ordered = sorted(trait.values, key=lambda value: (not value.claimed, _chance(value.chance), -value.having, value.value))
    frequent = {value.value for value in trait.frequent[:_SHOWN_VALUES] if value.having}
    kept = [value for at, value in enumerate(ordered) if at < _SHOWN_VALUES or value.value in frequent]
    return replace(trait, values=kept, claimed=any(value.claimed for value in ordered))


def _least(trait: Trait) -> float:
    return min([_chance(value.chance) for value in trait.values] or [_chance(trait.chance)])


def _chance(chance: float | None) -> float:
    return 1.0 if chance is None else chance


def by_section(found: Sequence[Trait]) -> Mapping[Section, list[Trait]]:
    """The traits by the part of the profile that they belong to, in the order in which these are told."""
    return {section: [trait for trait in found if trait.section == section] for section in SECTIONS}
