"""The measures of a dossier as people read them, in the language that is spoken."""

from __future__ import annotations

from decimal import Decimal

from kartoteka.components.dossier import DossierCriterion, DossierMeasure
from kartoteka.language import amount_in_words, decimal_in_words, list_in_words, ngettext, number_in_words, pgettext
from kartoteka.language import gettext as _
from kartoteka.model.field_titles import field_title


def barrier_in_words(name: str) -> str:
    """One of the three barriers that keep customers from a result; any other as it is called."""
    barriers = {
        "knowledge": _("they do not know how"),
        "resources": _("they have no resources"),
        "time": _("they have no time"),
    }
    return barriers.get(name, field_title(name))


def criterion_in_words(name: str) -> str:
    """`passion`, `pasja`: one of the three criteria; that of another scorer keeps its name."""
    known = {
        "passion": pgettext("criterion", "passion"),
        "specialisation": pgettext("criterion", "specialisation"),
        "profitability": pgettext("criterion", "profitability"),
    }
    return known.get(name, name)


def measure_in_words(name: str) -> str:
    """`average order`, `decision days`: what is measured; a column of the project's own keeps its name."""
    return pgettext("measure", "average order") if name == "average_order" else field_title(name)


def measured_in_words(one: DossierMeasure, currency: str) -> str:
    """`420 PLN`, `12 days`, `prepaid 5 and postpaid 2`; why there is none where it is unanswered."""
    if one.value is not None:
        return value_in_words(one, one.value, currency)
    if one.texts:
        each = [f"{text} {number_in_words(count)}" for text, count in sorted(one.texts.items(), key=lambda it: (-it[1], it[0]))]
        return list_in_words(each, 4)
    return _("no data")


def value_in_words(one: DossierMeasure, value: float, currency: str) -> str:
    """A value of a measure in its unit."""
    if one.unit == "money":
        amount = Decimal(repr(value)).quantize(Decimal("0.01"))
        return amount_in_words(amount.to_integral_value() if amount == amount.to_integral_value() else amount, currency)
    digits = decimal_or_whole(value)
    if one.unit == "days":
        return ngettext("{number} day", "{number} days", round(value), number=digits)
    if one.unit == "people":
        return ngettext("{number} person", "{number} people", round(value), number=digits)
    return digits


def anchors_in_words(one: DossierMeasure, currency: str) -> str:
    """`300 PLN gives 1 and 600 PLN gives 3`: which value gets which mark."""
    if one.anchors:
        each = [
            _("{value} gives {mark}", value=value_in_words(one, value, currency), mark=mark_in_words(mark))
            for value, mark in one.anchors
        ]
    else:
        best_first = sorted(one.marks.items(), key=lambda item: (-item[1], item[0]))
        each = [_("{value} gives {mark}", value=text, mark=mark_in_words(mark)) for text, mark in best_first]
    return list_in_words(each)


def passes_if_in_words(criterion: DossierCriterion, one: DossierMeasure, currency: str) -> str:
    """`Profitability passes if the average order rises to 420 PLN.` The segment then passes if the other criteria do."""
    assert one.passes_at is not None
    places = {"criterion": criterion_in_words(criterion.name).capitalize(), "measure": measure_in_words(one.name)}
    if one.value is None:
        places["value"] = mark_in_words(one.passes_at)
        return _("{criterion} passes if the mean mark of {measure} rises to {value}.", **places)
    places["value"] = value_in_words(one, one.passes_at, currency)
    if one.rises:
        return _("{criterion} passes if the {measure} rises to {value}.", **places)
    return _("{criterion} passes if the {measure} falls to {value}.", **places)


def mark_in_words(mark: float) -> str:
    """A mark with at most two decimals."""
    return decimal_or_whole(mark)


def decimal_or_whole(number: float) -> str:
    """A number with at most two decimals, and none that says nothing."""
    places = next((places for places in (0, 1) if round(number, places) == round(number, 2)), 2)
    return decimal_in_words(number, places)
