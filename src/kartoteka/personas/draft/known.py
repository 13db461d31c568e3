"""What is known of a segment's goals, touchpoints and obstacles, and where each value of a draft comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kartoteka.components.dossier import DossierAnswer
from kartoteka.language import gettext as _
from kartoteka.language import ngettext, number_in_words, percent_in_words
from kartoteka.model.field_titles import field_title
from kartoteka.personas.draft.draft import Draft
from kartoteka.personas.obstacles import barrier_in_words
from kartoteka.personas.persona import BARRIERS
from kartoteka.profile.sections import may_be_several

_COMMON = 0.4
"""Of several values, those are told that so many have."""

_MOST_WORDS = 3
_FEWEST = 2
"""What one member alone has said is nothing that a persona could say for all."""

Known = tuple[str, str, str | None]
"""The name of a barrier for an obstacle, else nothing; the text; and where it was found."""


def known_texts(draft: Draft) -> dict[str, list[Known]]:
    """By part of a persona, what is known."""
    return {
        "goals": [*_from_fields(draft, ("goals", "wishes", "looks_for")), *_noted(draft, "expectations")],
        "tasks": [],
        "touchpoints": list(_from_fields(draft, ("touchpoints",))),
        "obstacles": list(_removed(draft)),
        "say": list(_noted(draft, "results")),
        "do_not_say": [],
    }


def _answers(draft: Draft) -> Iterator[DossierAnswer]:
    """What people said of the segment when they judged it."""
    for dossier in draft.profile.dossiers.values():
        yield from (criterion.answer for criterion in dossier.criteria if criterion.answer is not None)


def _noted(draft: Draft, note: str) -> Iterator[Known]:
    for answer in _answers(draft):
        if note in answer.notes:
            yield "", answer.notes[note], _("says {name}", name=answer.by)


def _removed(draft: Draft) -> Iterator[Known]:
    """The barriers that we remove: so they are there."""
    removed = {barrier: answer.by for answer in _answers(draft) for barrier in answer.removes or ()}
    for barrier in BARRIERS:
        if barrier in removed:
            yield barrier, barrier_in_words(barrier), _("and we remove it, says {name}", name=removed[barrier])


def _from_fields(draft: Draft, names: Sequence[str]) -> Iterator[Known]:
    """The most common words of the members themselves, one at a time where a cell may hold several."""
    for name in names:
        several = [trait for trait in draft.profile.traits if trait.name == name and may_be_several(name)]
        for trait in several:
            common = [one for one in trait.frequent if one.having >= _FEWEST and one.share >= _COMMON]
            for one in common[:_MOST_WORDS]:
                having, known = number_in_words(one.having), number_in_words(trait.known)
                yield "", one.value, _("{field}: {having} of {known}", field=field_title(name), having=having, known=known)
        if several:
            continue
        value = draft.members.values.get(name)
        if value is not None and value.having >= _FEWEST and isinstance(value.value, str):
            having, known = number_in_words(value.having), number_in_words(value.known)
            yield "", value.value, _("{field}: {having} of {known}", field=field_title(name), having=having, known=known)


def whence(draft: Draft, name: str) -> str:
    """What the value of a trait was taken from."""
    if draft.candidate.origin == "member":
        return _("as one of them has it")
    if name in draft.claimed:
        trait = next(trait for trait in draft.profile.traits if trait.name == name)
        here = [value for value in trait.values if value.claimed and (value.lift is None or value.lift > 1)]
        most = max(here, key=lambda value: value.share)
        ours, others = percent_in_words(most.share), percent_in_words(most.others_share or 0.0)
        return _("{share} of them, {others} of all others", share=ours, others=others)
    value_of = draft.members.values[name]
    known = number_in_words(value_of.known)
    if value_of.is_median:
        return ngettext("the median of {number} of them", "the median of {number} of them", value_of.known, number=known)
    return _("the most common: {having} of {known}", having=number_in_words(value_of.having), known=known)
