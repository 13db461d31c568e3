"""How the traits of a segment are shown to a person."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.cli.output import Console
from kartoteka.language import gettext as _
from kartoteka.language import list_in_words, number_in_words
from kartoteka.model.field_titles import field_title
from kartoteka.profile.traits import FEWEST, Spread, Trait
from kartoteka.profile.words import lift_in_words, percent, plain_number

_MOST_NAMED = 6
_MOST_VALUES = 5


def show_traits(found: Sequence[Trait], out: Console) -> None:
    """What sets the segment apart; then what was looked at and does not, and what cannot be told."""
    rows = [row for trait in found if trait.claimed for row in _claimed_rows(trait)]
    if rows:
        out.table(_("What sets them apart"), _columns(), rows, right=(2, 3))
    else:
        out.heading(_("What sets them apart"))
        out.line(_("No field differs by more than chance alone could make."))
    alike = [field_title(trait.name) for trait in found if not trait.claimed and not trait.too_few]
    if alike:
        out.line(_("No difference that chance alone could not make: {fields}.", fields=list_in_words(alike, _MOST_NAMED)))
    few = [field_title(trait.name) for trait in found if trait.too_few]
    if few:
        fields = list_in_words(few, _MOST_NAMED)
        out.line(
            _(
                "Nothing is claimed of what is known of fewer than {fewest} members or {fewest} others: {fields}.",
                fewest=FEWEST,
                fields=fields,
            )
        )


def show_section(title: str, found: Sequence[Trait], out: Console) -> None:
    """The distribution of some fields, whether or not they set the segment apart."""
    rows = [row for trait in found if trait.known for row in _rows(trait)]
    if rows:
        out.table(title, _columns(), rows, right=(2, 3))


def _columns() -> list[str]:
    return [_("field"), _("value"), _("here"), _("others"), ""]


def _claimed_rows(trait: Trait) -> list[tuple[str, ...]]:
    if trait.numbers is not None:
        return _number_rows(trait)
    name = field_title(trait.name)
    return [
        (name, one.value, percent(one.share), percent(one.others_share or 0), lift_in_words(one.lift))
        for one in trait.values
        if one.claimed
    ]


def _rows(trait: Trait) -> list[tuple[str, ...]]:
    name = field_title(trait.name)
    if trait.numbers is not None:
        return _number_rows(trait)
    few = _("known of {number}", number=number_in_words(trait.known)) if trait.too_few else ""
    return [
        (
            name,
            one.value,
            percent(one.share),
            "" if one.others_share is None else percent(one.others_share),
            lift_in_words(one.lift) if one.claimed else few,
        )
        for one in trait.frequent[:_MOST_VALUES]
        if one.having
    ]


def _number_rows(trait: Trait) -> list[tuple[str, ...]]:
    if trait.numbers is None or trait.others_numbers is None or trait.higher is None:
        return []
    name, median = field_title(trait.name), _("median (quarters)")
    told = _("known of {number}", number=number_in_words(trait.known)) if trait.too_few else ""
    if trait.claimed:
        likely = percent(max(trait.higher, 1 - trait.higher))
        if trait.higher > 0.5:
            told = _("higher in {share} of pairs", share=likely)
        else:
            told = _("lower in {share} of pairs", share=likely)
    return [(name, median, _spread(trait.numbers), _spread(trait.others_numbers), told)]


def _spread(spread: Spread) -> str:
    return f"{plain_number(spread.median)} ({plain_number(spread.lower)}–{plain_number(spread.upper)})"
