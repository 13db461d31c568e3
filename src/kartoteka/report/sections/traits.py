"""What sets a segment apart, and the distributions of its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kartoteka.language import gettext as _
from kartoteka.language import list_in_words
from kartoteka.model.field_titles import field_title
from kartoteka.profile.traits import FEWEST, Spread, Trait, ValueShare
from kartoteka.profile.words import lift_in_words, percent, plain_number
from kartoteka.report.cells import NOTHING, number, shared, text
from kartoteka.report.page import Beside, Block, Cell, Column, Sentence, Table
from kartoteka.report.pictures.traits import Compared, trait_picture

InOrder = Callable[[Sequence[str]], list[str]]
"""Sorts names as the language of the report does."""

FEWEST_SHOWN = 3
"""A value that fewer members have is left out, as it may speak of one person."""

_MOST_DRAWN = 12
_MOST_VALUES = 5
_MOST_CLAIMED = 30
_MOST_NAMED = 8


def apart(found: Sequence[Trait], page: str, in_order: InOrder) -> Iterator[Block]:
    """A picture and a table of what is claimed, then what was looked at and is not."""
    claimed = [trait for trait in found if trait.claimed]
    values = [(trait, value) for trait in claimed for value in trait.values if value.claimed]
    rows = [row for trait in claimed for row in _claimed(trait)][:_MOST_CLAIMED]
    if rows:
        table = Table(f"{page}-apart-table", _("What sets them apart"), _columns(), rows, quiet=True)
        picture = None if not values else _picture(values[:_MOST_DRAWN], page)
        yield table if picture is None else Beside(picture, table)
    else:
        yield Sentence(_("No field differs by more than chance alone could make."))
    alike = [field_title(trait.name) for trait in found if not trait.claimed and not trait.too_few]
    if alike:
        yield Sentence(
            _("No difference that chance alone could not make: {fields}.", fields=list_in_words(in_order(alike), _MOST_NAMED)),
            "note",
        )
    few = [field_title(trait.name) for trait in found if trait.too_few]
    if few:
        told = _(
            "Nothing is claimed of what is known of fewer than {fewest} members or {fewest} others: {fields}.",
            fewest=FEWEST,
            fields=list_in_words(in_order(few), _MOST_NAMED),
        )
        yield Sentence(told, "note")


def _picture(values: Sequence[tuple[Trait, ValueShare]], page: str) -> Block:
    rows = [
        Compared(_("{name}: {value}", name=field_title(trait.name), value=value.value), value.share, value.others_share or 0.0)
        for trait, value in values
    ]
    described = [
        _("{value}: {here} here, {others} elsewhere", value=row.label, here=percent(row.here), others=percent(row.others))
        for row in rows[:3]
    ]
    return trait_picture(f"{page}-apart-picture", _("Shares here and among all others"), "; ".join(described), rows)


def distribution(found: Sequence[Trait], id_: str, caption: str) -> Iterator[Block]:
    """The distribution of some fields, whether or not they set the segment apart."""
    rows = [row for trait in found if trait.known for row in _rows(trait)]
    if rows:
        yield Table(id_, caption, _columns(), rows, quiet=True)


def _columns() -> tuple[Column, ...]:
    return text(_("field")), text(_("value")), number(_("here")), number(_("others")), text(_("difference"))


def _claimed(trait: Trait) -> list[Sequence[Cell]]:
    if trait.numbers is not None:
        return _numbers(trait)
    return [_value(trait, one) for one in trait.values if one.claimed]


def _rows(trait: Trait) -> list[Sequence[Cell]]:
    if trait.numbers is not None:
        return _numbers(trait) if trait.known >= FEWEST_SHOWN else []
    return [_value(trait, one) for one in trait.frequent[:_MOST_VALUES] if one.having >= FEWEST_SHOWN]


def _value(trait: Trait, one: ValueShare) -> Sequence[Cell]:
    lift = Cell(lift_in_words(one.lift)) if one.claimed else NOTHING
    return Cell(field_title(trait.name)), Cell(one.value), shared(one.share), shared(one.others_share), lift


def _numbers(trait: Trait) -> list[Sequence[Cell]]:
    if trait.numbers is None or trait.others_numbers is None or trait.higher is None:
        return []
    told = NOTHING
    if trait.claimed:
        likely = percent(max(trait.higher, 1 - trait.higher))
        if trait.higher > 0.5:
            told = Cell(_("higher in {share} of pairs", share=likely))
        else:
            told = Cell(_("lower in {share} of pairs", share=likely))
    name = Cell(field_title(trait.name))
    return [(name, Cell(_("median (quarters)")), _spread(trait.numbers), _spread(trait.others_numbers), told)]


def _spread(spread: Spread) -> Cell:
    told = f"{plain_number(spread.median)} ({plain_number(spread.lower)}–{plain_number(spread.upper)})"
    return Cell(told, spread.median)
