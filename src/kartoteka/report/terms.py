"""What the members of a segment are entitled to, as the run has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kartoteka.language import gettext as _
from kartoteka.language import ngettext, number_in_words
from kartoteka.report.cells import plain
from kartoteka.report.opened import OpenedRun

Terms = Mapping[str, Any]


def terms_of(opened: OpenedRun, step: str) -> dict[str, Terms | None]:
    """The terms of each segment, from the snapshot; None where they are not known.

    A segment without members has none there: its terms are those of the project file, where that has not changed.
    """
    import narwhals.stable.v2 as nw

    planned = opened.steps.get(step)
    if planned is None or not planned.terms:
        return {}
    columns = {name: planned.column(name) for name in planned.terms if planned.column(name) in opened.data.columns}
    grouped = opened.data.customers.group_by(step).agg(*(nw.col(column).min() for column in columns.values()))
    found = {row[step]: row for row in opened.data.engine.rows(grouped)}
    written: dict[str, Terms | None] = {}
    if opened.same_rules:
        written = {label.name: label.terms for label in planned.labels}
    terms: dict[str, Terms | None] = {}
    for segment in opened.run.segments[step]:
        row = found.get(segment)
        terms[segment] = (
            written.get(segment)
            if row is None
            else {name: row[column] for name, column in columns.items() if row[column] is not None}
        )
    return terms


def terms_in_words(terms: Terms) -> list[str]:
    """`20 % discount`, `30 days to pay`, `prefer: prepaid`."""
    words = []
    for name, value in terms.items():
        if name == "discount":
            words.append(_("{percent} % discount", percent=plain(value)))
        elif name == "payment_days":
            number = number_in_words(value)
            words.append(ngettext("{number} day to pay", "{number} days to pay", value, number=number))
        else:
            words.append(_("{name}: {value}", name=name, value=plain(value)))
    return words
