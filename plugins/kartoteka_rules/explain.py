"""Why a customer is in its segment: each rule, the parts of its condition, and the values they used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import narwhals.stable.v2 as nw

from kartoteka import Check, Frame, RowSegmenter
from kartoteka_rules.options import Rule

_TRUTHS = {True: "is true", False: "is false", None: "is unknown"}


def explain(segmenter: RowSegmenter, rules: Sequence[Rule], customers: Frame) -> Sequence[Check]:
    """A check for each rule; `customers` is one row. The last rule holds where no other does."""
    checks: list[Check] = []
    deciding: int | None = None
    for number, rule in enumerate(rules, start=1):
        name = f"rule {number}: {rule.segment}"
        if rule.when is None:
            because = "no rule before it holds" if deciding is None else f"rule {deciding} holds"
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
        f"{part.text} {_TRUTHS[truth]}{_values(part.names, value_of)}" for part, truth in zip(parts, truth_of, strict=True)
    )
    met = all(truth_of) if None not in truth_of else False if False in truth_of else None
    missing = [part.text for part, truth in zip(parts, truth_of, strict=True) if not truth]
    would_change = f"it takes {' and '.join(missing)}" if missing and not decided else None
    return Check(name, met, because, would_change)


def _values(names: frozenset[str], value_of: Mapping[str, Any]) -> str:
    if not names:
        return ""
    return f" ({', '.join(f'{name} is {_shown(value_of[name])}' for name in sorted(names))})"


def _shown(value: object) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return str(value).lower()
        case str():
            return f"'{value}'"
        case Decimal():
            return f"{value.normalize():f}"
        case date():
            return value.isoformat()
    return str(value)
