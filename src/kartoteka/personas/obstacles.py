"""The three barriers that keep customers from a result: they do not know how, have no resources, have no time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kartoteka.language import gettext as _
from kartoteka.personas.persona import BARRIERS


class Obstacle(NamedTuple):
    """A barrier, and what it keeps the persona from.

    Attributes:
        barrier: `knowledge`, `resources` or `time`.
        words: The barrier in words.
        told: What people wrote of it.
    """

    barrier: str
    words: str
    told: str


def barrier_in_words(barrier: str) -> str:
    """`does not know how`."""
    return {"knowledge": _("does not know how"), "resources": _("has no resources"), "time": _("has no time")}[barrier]


def obstacles_of(told: Mapping[str, str]) -> Sequence[Obstacle]:
    """Those that people wrote of, in the order of the barriers."""
    return tuple(Obstacle(barrier, barrier_in_words(barrier), told[barrier]) for barrier in BARRIERS if barrier in told)
