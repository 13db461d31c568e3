"""A draft as the text of a file of personas, with comments on what it was taken from and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kartoteka.language import day_in_words, ngettext, number_in_words
from kartoteka.language import gettext as _
from kartoteka.personas.draft.draft import Draft, Drafts
from kartoteka.personas.draft.known import known_texts, whence
from kartoteka.personas.persona import Buys, Order
from kartoteka.pipeline.begin.yaml_text import comment, scalar

_COMMENTS_FROM = 36
_WIDEST = 80

Line = tuple[str, str | None]
"""A line of YAML, and what is said of it in a comment behind it."""


def draft_text(drafts: Drafts) -> str:
    """The whole file."""
    lines = [
        comment(_("Personas, drafted from run {run} as of {day}.", run=drafts.run_id, day=day_in_words(drafts.as_of))),
        comment(_("Names, goals and sentences are for people to write.")),
        comment(_("'kartoteka personas check' runs traits, buys and orders through the rules.")),
    ]
    step = None
    for draft in drafts.drafts:
        if draft.segmentation != step:
            step = draft.segmentation
            lines.append(f"{scalar(step)}:")
        lines += [_written(f"  {text}", told) for text, told in _persona(draft)]
    return "\n".join(lines) + "\n"


def _written(text: str, told: str | None) -> str:
    """A line with its comment, below those of other lines."""
    return text if told is None else f"{text.ljust(_COMMENTS_FROM)} {comment(told)}"


def _persona(draft: Draft) -> Iterator[Line]:
    yield f"{scalar(draft.segment)}:", _size(draft)
    yield f"  name: {scalar(draft.segment)}", _("give it a name and a face")
    yield from ((f"  {text}", told) for text, told in [*_traits(draft), *_orders(draft)])
    known = known_texts(draft)
    questions = {
        "goals": _("not known: what do they want to reach?"),
        "tasks": _("not known: what do they have to do?"),
        "touchpoints": _("not known: where do they meet us?"),
        "obstacles": _("not known: what do they lack?"),
        "say": _("not known: what convinces them?"),
        "do_not_say": _("not known: what puts them off?"),
    }
    for part, question in questions.items():
        if not known[part]:
            yield f"  {part}: {'{}' if part == 'obstacles' else '[]'}", question
            continue
        yield f"  {part}:", None
        for name, text, told in known[part]:
            yield f"    {f'{name}:' if name else '-'} {scalar(text)}", told


def _size(draft: Draft) -> str:
    profile = draft.profile
    return ngettext(
        "{size} of {customers} customer",
        "{size} of {customers} customers",
        profile.customers,
        size=number_in_words(profile.size),
        customers=number_in_words(profile.customers),
    )


def _traits(draft: Draft) -> Iterator[Line]:
    traits = draft.declared.traits
    if not traits:
        yield "traits: {}", _("nothing sets them apart")
        return
    yield "traits:", None
    for name, value in traits.items():
        yield f"  {scalar(name)}: {value_text(value)}", whence(draft, name)


def _orders(draft: Draft) -> Iterator[Line]:
    declared = draft.declared
    if declared.buys is not None:
        number = draft.members.buys[0].buyers
        yield (
            comment(
                ngettext(
                    "Near the median of {number} member who bought.",
                    "Near the medians of {number} members who bought.",
                    number,
                    number=number_in_words(number),
                )
            ),
            None,
        )
        yield from ((line, None) for line in _mapping("buys", _buys(declared.buys)))
    if declared.orders:
        yield comment(_("As one of them bought; put other days and amounts in their place.")), None
        yield "orders:", None
        yield from ((f"  - {_flow(_order(order))}", None) for order in declared.orders)


def _buys(buys: Buys) -> dict[str, Any]:
    told = {"every": buys.every, "for": buys.duration, "number": buys.number, "last": buys.last}
    named: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
    return {**named, "average_order": buys.average_order, **({"with": buys.fields} if buys.fields else {})}


def _order(order: Order) -> dict[str, Any]:
    told: dict[str, Any] = {"ago": order.ago, "amount": order.amount}
    named = {name: value for name, value in told.items() if value is not None}
    return {**named, **({"with": order.fields} if order.fields else {})}


def _mapping(name: str, values: Mapping[str, Any]) -> Iterator[str]:
    """In one line where it fits, else a line for each key."""
    line = f"{name}: {_flow(values)}"
    if len(line) <= _WIDEST - 4:
        yield line
        return
    yield f"{name}:"
    yield from (f"  {scalar(key)}: {value_text(value)}" for key, value in values.items())


def _flow(values: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{scalar(name)}: {value_text(value)}" for name, value in values.items()) + "}"


def value_text(value: Any) -> str:
    """A value in YAML."""
    match value:
        case Mapping():
            return _flow(value)
        case Decimal():
            return f"{value.normalize():f}"
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case datetime():
            return scalar(value.isoformat())
        case date():
            return value.isoformat()
        case bool() | int() | None:
            return scalar(value)
    return scalar(str(value))
