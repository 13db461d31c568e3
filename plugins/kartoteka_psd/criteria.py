"""The three criteria, the questions behind the two that people answer, and the barriers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kartoteka import N_

PASSION = "passion"
SPECIALISATION = "specialisation"
PROFITABILITY = "profitability"
CRITERIA = (PASSION, SPECIALISATION, PROFITABILITY)
"""All three; a segment must pass each."""

LOWEST, HIGHEST = Decimal(1), Decimal(5)
"""A mark is a number from one to the other."""

BARRIERS: Mapping[str, str] = {
    "knowledge": N_("they do not know how"),
    "resources": N_("they have no resources"),
    "time": N_("they have no time"),
}
"""What keeps customers from reaching a result by themselves."""


@dataclass(frozen=True, slots=True)
class Question:
    """What people are asked about a segment.

    Attributes:
        asks: The question that the mark answers.
        notes: What may be noted beside it, each with its question.
        barriers: Whether it is asked which barriers we remove.
    """

    asks: str
    notes: Mapping[str, str] = field(default_factory=dict)
    barriers: bool = False


QUESTIONS: Mapping[str, Question] = {
    PASSION: Question(
        N_("Do we like working with them?"),
        {
            "traits": N_("Which of their traits?"),
            "expectations": N_("Which of their expectations?"),
            "behaviours": N_("Which of their behaviours?"),
        },
    ),
    SPECIALISATION: Question(
        N_("How good are the results that they reach with us?"), {"results": N_("Which results?")}, barriers=True
    ),
}
"""The criteria that people answer. Profitability is computed."""

NOTES: Sequence[str] = tuple(note for question in QUESTIONS.values() for note in question.notes)
"""All notes, of any question."""
