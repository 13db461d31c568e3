"""Twelve cases worked by hand: every boundary of the rule."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from support.frequency import ENGINES, Bought, by_customer, frequency, tables
from support.shared_cases import shared_case_rows

COLUMNS = ("segment", "keep_until", "next_tier", "promote_on", "order_by", "orders_needed")

# case; order days; amount; segment, keep until, next tier, promote on, order by, orders needed. As of 30 November 2026,
# logistic minimum 300, tiers of the print shop.
OWN = """
fortnightly for seven weeks; 2026-10-12 2026-10-26 2026-11-09 2026-11-23; 300; vip 2026-12-07 - - - -
exactly six weeks; 2026-10-19 2026-11-02 2026-11-16 2026-11-30; 300; vip 2026-12-14 - - - -
one day short of six weeks; 2026-10-20 2026-11-03 2026-11-17 2026-11-30; 300; segment-3 2027-05-30 vip 2026-12-01 - 0
one gap of fifteen days; 2026-09-01 2026-09-15 2026-09-29 2026-10-14 2026-10-28 2026-11-11 2026-11-25; 300; \
vip 2026-12-09 - - - -
last order fifteen days ago; 2026-08-10 2026-08-24 2026-09-07 2026-09-21 2026-10-05 2026-10-19 2026-11-02 2026-11-15; 300; \
segment-1 2026-12-15 vip 2027-01-11 2026-11-30 3
monthly over the short month; 2026-08-31 2026-09-30 2026-10-30 2026-11-30; 300; segment-1 2026-12-30 vip 2027-01-11 2026-12-14 2
quarterly; 2026-05-29 2026-08-29 2026-11-28; 300; segment-2 2027-02-28 vip 2027-01-09 2026-12-12 2
a single order today; 2026-11-30; 300; segment-3 2027-05-30 segment-2 2027-05-30 2027-02-28 1
half a year ago to the day; 2026-05-30; 300; segment-3 2026-11-30 segment-2 2027-05-30 2026-11-30 2
half a year and a day ago; 2026-05-29; 300; inactive - segment-3 2026-11-30 2026-11-30 1
only small orders; 2026-11-01 2026-11-15 2026-11-29; 299.99; below-minimum - segment-3 2026-11-30 2026-11-30 1
no order yet; ; 300; no-orders - segment-3 2026-11-30 2026-11-30 1
"""


def own_cases() -> dict[str, dict[str, str]]:
    cases = {}
    for line in OWN.strip().splitlines():
        case, days, amount, expected = (part.strip() for part in line.split(";"))
        values = ["" if value == "-" else value for value in expected.split()]
        cases[case] = {
            "as_of": "2026-11-30",
            "logistic_minimum": "300",
            "order_dates": days,
            "amount": amount,
            **dict(zip(COLUMNS, values, strict=True)),
        }
    return cases


def results(cases: Mapping[str, Mapping[str, str]], engine: str) -> dict[str, dict[str, str]]:
    """The columns of each case as text. Cases of one day and minimum are customers of one run."""
    settings = {(case["as_of"], case["logistic_minimum"]) for case in cases.values()}
    found: dict[str, dict[str, str]] = {}
    for as_of_text, minimum in settings:
        as_of = date.fromisoformat(as_of_text)
        these = {
            name: case for name, case in cases.items() if (case["as_of"], case["logistic_minimum"]) == (as_of_text, minimum)
        }
        orders = [
            Bought(name, date.fromisoformat(day), Decimal(case["amount"]))
            for name, case in these.items()
            for day in case["order_dates"].split()
            # What lies after the as-of date does not exist for the run: the core leaves it out before a segmenter sees it.
            if date.fromisoformat(day) <= as_of
        ]
        for name, row in by_customer(frequency(as_of, minimum=minimum), tables(engine, these, orders)).items():
            found[name] = {column: "" if row[column] is None else str(row[column]) for column in COLUMNS}
    return found


@cache
def own_results(engine: str) -> dict[str, dict[str, str]]:
    return results(own_cases(), engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", list(own_cases()))
def test_case(name: str, engine: str) -> None:
    assert own_results(engine)[name] == {column: own_cases()[name][column] for column in COLUMNS}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_shared_table_of_cases(engine: str) -> None:
    cases = {case["case"]: case for case in shared_case_rows("cases/frequency.csv")}
    assert len(cases) == 12
    assert results(cases, engine) == {name: {column: case[column] for column in COLUMNS} for name, case in cases.items()}
