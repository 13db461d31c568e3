"""The parts of a card under their headings, in the order in which people read them; for every page the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kartoteka.language import day_in_words
from kartoteka.language import gettext as _
from kartoteka.personas.card import PersonaCard
from kartoteka.personas.figures import Figure


class Section(NamedTuple):
    """One part of a card.

    Attributes:
        key: What it is, in one word of the file: `goals`; to be found by a page.
        heading: The same in words.
        figures: What it holds, where that is figures.
        texts: What it holds, where that is sentences.
        missing: What to say where it holds nothing.
    """

    key: str
    heading: str
    figures: Sequence[Figure] = ()
    texts: Sequence[str] = ()
    missing: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing."""
        return not self.figures and not self.texts


PEOPLE_WRITE = frozenset({"goals", "tasks", "touchpoints", "obstacles", "say", "do_not_say"})
"""The keys of those parts that come from people alone."""


def sections(card: PersonaCard) -> list[Section]:
    """All parts of a card, also those that hold nothing yet: what nobody knows is worth a question."""
    unknown = _("Not known yet.")
    obstacles = [Figure(one.words, one.told) for one in card.obstacles]
    return [
        Section("declared", _("Portrait"), card.declared, missing=unknown),
        Section("figures", _("The segment"), card.figures),
        Section("apart", _("What sets them apart"), card.apart, missing=_("Nothing that could not be chance.")),
        *([Section("bought", _("What they buy"), card.bought)] if card.bought else []),
        Section("goals", _("Goals"), texts=card.goals, missing=unknown),
        Section("tasks", _("Tasks"), texts=card.tasks, missing=unknown),
        Section("touchpoints", _("Where they meet us"), texts=card.touchpoints, missing=unknown),
        Section("obstacles", _("Obstacles"), obstacles, missing=unknown),
        Section("say", _("What to say"), texts=card.say, missing=unknown),
        Section("do_not_say", _("What not to say"), texts=card.do_not_say, missing=unknown),
        Section("terms", _("Terms"), card.terms, missing=_("None.")),
    ]


def subtitle(card: PersonaCard) -> str:
    """Which segment the card stands for, and as of when."""
    return _(
        "{segment} of {segmentation}, as of {day}",
        segment=card.segment,
        segmentation=card.segmentation,
        day=day_in_words(card.as_of),
    )
