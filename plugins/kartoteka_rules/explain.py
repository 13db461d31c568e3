"""Why a customer is in its segment: each rule, the parts of its condition, and the values they used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import narwhals.stable.v2 as nw

from kartoteka import Check, Frame, RowSegmenter
from kartoteka import gettext as _
from kartoteka_rules.options import Rule


def explain(segmenter: RowSegmenter, rules: Sequence[Rule], customers: Frame) -> Sequence[Check]:
    """A check for each rule; `customers` is one row. The last rule holds where no other does."""
    checks: list[Check] = []
    deciding: int | None = None
    for number, rule in enumerate(rules, start=1):
        name = _("rule {number}: {segment}", number=number, segment=rule.segment)
        if rule.when is None:
            because = _("no rule before it holds") if deciding is None else _("rule {number} holds", number=deciding)
            checks.append(Check(name, deciding is None, because))
            continue
        check = _of_rule(name, segmenter, rule.when, customers, decided=deciding is not None)
        if check.met and deciding is None:
            deciding = number
        checks.append(check)
    return checks


def _of_rule(name: str, segmenter: RowSegmenter, when: str, customers: Frame, *, decided: bool) -> Check:
    parts = segmenter.conjuncts(when)
    names = sorted({name for part in parts for name in part.names})
    truths = {f"truth {index}": part.expression(segmenter.context.as_of) for index, part in enumerate(parts)}
    values = {f"value {index}": nw.col(column) for index, column in enumerate(names)}
    row = customers.select(**truths, **values).collect().rows(named=True)[0]
    value_of = {column: row[f"value {index}"] for index, column in enumerate(names)}
    truth_of = [row[f"truth {index}"] for index in range(len(parts))]
    because = "; ".join(
        _told(part.text, truth, _values(part.names, value_of)) for part, truth in zip(parts, truth_of, strict=True)
    )
    met = all(truth_of) if None not in truth_of else False if False in truth_of else None
    missing = [part.text for part, truth in zip(parts, truth_of, strict=True) if not truth]
    would_change = None
    if missing and not decided:
        # In the form of a condition, whose words are the same in every language.
        would_change = _("it takes {conditions}", conditions=" and ".join(missing))
    return Check(name, met, because, would_change)


def _told(condition: str, truth: bool | None, values: str) -> str:
    places = {"condition": condition, "values": values}
    if truth is None:
        return _("{condition} is unknown ({values})", **places) if values else _("{condition} is unknown", **places)
    if truth:
        return _("{condition} is true ({values})", **places) if values else _("{condition} is true", **places)
    return _("{condition} is false ({values})", **places) if values else _("{condition} is false", **places)


def _values(names: frozenset[str], value_of: Mapping[str, Any]) -> str:
    return ", ".join(_value(name, value_of[name]) for name in sorted(names))


def _value(name: str, value: object) -> str:
    if value is None:
        return _("{field} is empty", field=name)
    return _("{field} is {value}", field=name, value=_shown(value))


def _shown(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"'{value}'"
        case Decimal():
            return f"{value.normalize():f}"
        case date():
            return value.isoformat()
    return str(value)
