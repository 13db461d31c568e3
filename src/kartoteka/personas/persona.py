"""A persona: the picture of a segment as a person has written it down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from kartoteka.config.places import KeyPath
from kartoteka.model.periods import Period

BARRIERS: Sequence[str] = ("knowledge", "resources", "time")
"""What keeps customers from reaching a result by themselves; PSD asks which of them we remove."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order: on a day, or so long before the as-of date; neither is the as-of date itself.

    Attributes:
        fields: What the order has besides, such as its product.
    """

    amount: Decimal
    on: date | None = None
    ago: Period | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Buys:
    """Orders that come again and again.

    Attributes:
        average_order: What each of them amounts to.
        every: From one order to the next; None where there is one order.
        duration: How long they have come; None where `number` says how many there were.
        last: How long before the as-of date the last one came; None on the day itself.
        fields: What each has besides.
    """

    average_order: Decimal
    every: Period | None = None
    duration: Period | None = None
    number: int | None = None
    last: Period | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Declared:
    """What the rules of a segmentation can see of a persona."""

    traits: Mapping[str, Any] = field(default_factory=dict)
    buys: Buys | None = None
    orders: Sequence[Order] = ()


@dataclass(frozen=True, slots=True)
class Persona:
    """One persona.

    Attributes:
        name: What it is called, such as *Marta, who prints menus for six restaurants*.
        declared: What is run through the rules.
        goals: What it wants to reach.
        tasks: What it has to get done.
        touchpoints: Where it meets us.
        obstacles: By barrier, what keeps it from reaching its goals by itself.
        say: What to say.
        do_not_say: What not to say.
        key: Where it stands in its file.
    """

    segmentation: str
    segment: str
    name: str
    declared: Declared
    goals: Sequence[str] = ()
    tasks: Sequence[str] = ()
    touchpoints: Sequence[str] = ()
    obstacles: Mapping[str, str] = field(default_factory=dict)
    say: Sequence[str] = ()
    do_not_say: Sequence[str] = ()
    key: KeyPath = ()
