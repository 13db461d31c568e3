"""Values and scores as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kartoteka import amount_in_words, ngettext, number_in_words, pgettext
from kartoteka import gettext as _
from kartoteka_rfm.measures import MONETARY, RECENCY, Measure


def value_in_words(measure: Measure, value: Decimal, currency: str) -> str:
    """`12 days`, `1 order`, `1,299.50 PLN`."""
    if measure is MONETARY:
        return amount_in_words(value, currency)
    number, shown = int(value), number_in_words(int(value))
    if measure is RECENCY:
        return ngettext("{number} day", "{number} days", number, number=shown)
    return ngettext("{number} order", "{number} orders", number, number=shown)


def group_in_words(measure: Measure, score: int, cuts: Sequence[Decimal], groups: int, currency: str) -> str:
    """Which values have a score: `less than 115 days`, `at least 6 orders and less than 8 orders`, `at least 666 PLN`."""
    number = groups - score if measure.low_is_best else score - 1
    first = cuts[number - 1] if number > 0 else None
    end = cuts[number] if number < len(cuts) else None
    if end is None:
        assert first is not None
        return _at_least(measure, first, currency)
    if first is None:
        return _less_than(measure, end, currency)
    if first == end:
        return pgettext("values of a group", "no value")
    return _(
        "{at_least} and {less_than}",
        at_least=_at_least(measure, first, currency),
        less_than=_less_than(measure, end, currency),
    )


def _at_least(measure: Measure, value: Decimal, currency: str) -> str:
    if measure is MONETARY:
        return _("at least {amount}", amount=amount_in_words(value, currency))
    number, shown = int(value), number_in_words(int(value))
    if measure is RECENCY:
        return ngettext("at least {number} day", "at least {number} days", number, number=shown)
    return ngettext("at least {number} order", "at least {number} orders", number, number=shown)


def _less_than(measure: Measure, value: Decimal, currency: str) -> str:
    if measure is MONETARY:
        return _("less than {amount}", amount=amount_in_words(value, currency))
    number, shown = int(value), number_in_words(int(value))
    if measure is RECENCY:
        return ngettext("less than {number} day", "less than {number} days", number, number=shown)
    return ngettext("less than {number} order", "less than {number} orders", number, number=shown)
