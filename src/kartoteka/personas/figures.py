"""Figures of a card in words: each what it is of, and what it is. Nothing in them is escaped for any page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from kartoteka.language import (
    amount_in_words,
    day_in_words,
    decimal_in_words,
    ngettext,
    number_in_words,
    percent_in_words,
)
from kartoteka.language import gettext as _
from kartoteka.model.field_titles import field_title
from kartoteka.model.periods_in_words import every_in_words, period_in_words
from kartoteka.personas.persona import Buys, Declared, Order
from kartoteka.profile import SegmentProfile
from kartoteka.profile.traits import Trait
from kartoteka.profile.words import plain_number, whole_amount

_MOST_BOUGHT = 5


class Figure(NamedTuple):
    """One figure: `industry: catering`, `40 % of them, 12 % of all others`."""

    name: str
    value: str


def segment_figures(profile: SegmentProfile, currency: str) -> Iterator[Figure]:
    """Size and turnover."""
    counted = _("{size} of {customers}", size=number_in_words(profile.size), customers=number_in_words(profile.customers))
    yield Figure(_("customers"), _with_share(counted, profile.share))
    if profile.money is not None:
        turnover = whole_amount(profile.money.turnover, currency)
        yield Figure(_("turnover"), _with_share(turnover, profile.money.turnover_share))
        if profile.money.margin is not None:
            margin = whole_amount(profile.money.margin, currency)
            yield Figure(_("margin"), _with_share(margin, profile.money.margin_share))


def _with_share(words: str, share: float | None) -> str:
    return words if share is None else f"{words} ({percent_in_words(share, 0 if share == 0 or share >= 0.1 else 1)})"


def apart_figures(profile: SegmentProfile) -> Iterator[Figure]:
    """What sets the segment apart, as far as it is claimed."""
    for trait in profile.traits:
        if trait.claimed and trait.numbers is not None and trait.others_numbers is not None:
            ours, others = plain_number(trait.numbers.median), plain_number(trait.others_numbers.median)
            yield Figure(field_title(trait.name), _("median {ours}, {others} among all others", ours=ours, others=others))
        elif trait.claimed:
            yield from _values(trait)


def _values(trait: Trait) -> Iterator[Figure]:
    for value in trait.values:
        if value.claimed and value.others_share is not None:
            ours, others = percent_in_words(value.share), percent_in_words(value.others_share)
            told = _("{ours} of them, {others} of all others", ours=ours, others=others)
            yield Figure(_("{name}: {value}", name=field_title(trait.name), value=value.value), told)


def bought_figures(profile: SegmentProfile) -> Iterator[Figure]:
    """What its members buy more often than others."""
    more = [one for one in profile.bought if one.claimed and (one.lift is None or one.lift > 1)]
    for one in more[:_MOST_BOUGHT]:
        ours, others = percent_in_words(one.share), percent_in_words(one.others_share or 0.0)
        yield Figure(one.name, _("{ours} of the buyers, {others} of all others", ours=ours, others=others))


def declared_figures(declared: Declared, currency: str) -> Iterator[Figure]:
    """What the persona is like: its traits, and how it buys."""
    for name, value in declared.traits.items():
        yield Figure(field_title(name), value_in_words(value))
    if declared.buys is not None:
        yield from _buys(declared.buys, currency)
    for order in declared.orders:
        yield Figure(_order_when(order), ", ".join([amount_in_words(order.amount, currency), *_fields(order.fields)]))


def _buys(buys: Buys, currency: str) -> Iterator[Figure]:
    yield Figure(_("average order"), amount_in_words(buys.average_order, currency))
    if buys.every is not None:
        yield Figure(_("orders come"), every_in_words(buys.every))
    if buys.duration is not None:
        yield Figure(_("has bought for"), period_in_words(buys.duration))
    if buys.number is not None:
        yield Figure(_("orders"), number_in_words(buys.number))
    if buys.last is not None:
        yield Figure(_("since the last order"), period_in_words(buys.last))
    for name, value in buys.fields.items():
        yield Figure(field_title(name), value_in_words(value))


def _order_when(order: Order) -> str:
    if order.on is not None:
        return _("order of {day}", day=day_in_words(order.on))
    if order.ago is not None:
        return _("order before {period}", period=period_in_words(order.ago))
    return _("order of the day")


def _fields(fields: Mapping[str, Any]) -> Sequence[str]:
    return [value_in_words(value) for value in fields.values()]


def terms_figures(terms: Mapping[str, Any]) -> Iterator[Figure]:
    """What members are entitled to by the rules."""
    for name, value in terms.items():
        if name == "discount":
            yield Figure(_("discount"), f"{value_in_words(value)} %")
        elif name == "payment_days":
            days = int(value)
            yield Figure(_("payment"), ngettext("within {days} day", "within {days} days", days, days=number_in_words(days)))
        else:
            yield Figure(name, value_in_words(value))


def value_in_words(value: Any) -> str:
    """A value as people read it."""
    match value:
        case None:
            return _("not known")
        case bool():
            return _("yes") if value else _("no")
        case int():
            return number_in_words(value)
        case float() | Decimal():
            whole = value == int(value)
            return number_in_words(int(value)) if whole else decimal_in_words(value, 2)
        case date():
            return day_in_words(value)
    return str(value)
