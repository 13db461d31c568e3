"""Competitors' customers and occasional ones, who come before the bands; and the doubts that a run tells."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kartoteka import Frame, InputError
from support.engines import ENGINES
from support.headcount import AS_OF, Line, by_customer, headcount, tables

UNTIL = {"before": date(2026, 11, 29), "on": AS_OF, "after": date(2026, 12, 1), "never": None}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_contract_counts_while_it_ends_after_the_day(engine: str) -> None:
    customers = [
        {"customer_id": name, "employees": 60, "competitor": "Acme", "competitor_until": until} for name, until in UNTIL.items()
    ]
    customers.append({"customer_id": "unnamed", "employees": 60, "competitor_until": UNTIL["after"]})
    customers += [
        {"customer_id": word, "employees": 60, "competitor": word, "competitor_until": UNTIL["after"]}
        for word in ("No", "BRAK", "нет", "-")
    ]
    rows = by_customer(headcount(), customers, engine=engine)
    assert {name for name, row in rows.items() if row["segment"] == "competitor"} == {"after"}
    assert {row["size_band"] for row in rows.values()} == {"everyday"}
    assert {row["segment"] for name, row in rows.items() if name != "after"} == {"everyday"}
    evidence = {name: (row["competitor_until"], row["approach_on"]) for name, row in rows.items()}
    assert evidence.pop("after") == (date(2026, 12, 1), date(2026, 9, 2))
    assert set(evidence.values()) == {(None, None)}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("approach", "on"), [("30 days", date(2027, 5, 1)), ("3 months", date(2027, 2, 28)), ("1 year", date(2026, 5, 31))]
)
def test_the_day_to_approach_is_counted_back_on_the_calendar(engine: str, approach: str, on: date) -> None:
    customer = {"customer_id": "K", "competitor": "Acme", "competitor_until": date(2027, 5, 31)}
    row = by_customer(headcount(approach=approach), [customer], engine=engine)["K"]
    assert (row["segment"], row["size_band"], row["reason"], row["approach_on"]) == (
        "competitor",
        "unknown",
        "no-headcount",
        on,
    )


LINES: list[Line] = [
    ("o1", "main", "Lunch"),
    ("o2", "main", "Coffee"),
    ("o3", "mixed", "LUNCH"),
    ("o3", "mixed", "Coffee"),
    ("o4", "other", "Coffee"),
    ("o5", "other", None),
    ("o6", "silent", None),
    ("o7", "both", "Coffee"),
]


@pytest.mark.parametrize("engine", ENGINES)
def test_occasional_is_who_buys_no_main_product(engine: str) -> None:
    customers: list[dict[str, Any]] = [
        {"customer_id": name, "employees": 60} for name in ("main", "mixed", "other", "silent", "none")
    ]
    customers.append({"customer_id": "both", "employees": 60, "competitor": "Acme", "competitor_until": UNTIL["after"]})
    rows = by_customer(headcount(main_products=[" lunch"]), customers, LINES, engine)
    assert {name: (row["segment"], row["orders"], row["main_orders"]) for name, row in rows.items()} == {
        "main": ("everyday", 2, 1),
        "mixed": ("everyday", 1, 1),
        "other": ("occasional", 2, 0),
        "silent": ("everyday", 1, 0),
        "none": ("everyday", 0, 0),
        "both": ("competitor", 1, 0),
    }
    assert {row["size_band"] for row in rows.values()} == {"everyday"}


def test_without_main_products_nobody_is_occasional() -> None:
    plain = headcount()
    assert by_customer(plain, [{"customer_id": "other", "employees": 60}], LINES)["other"]["segment"] == "everyday"
    assert "occasional" not in {label.name for label in plain.labels()}
    assert "orders" not in plain.required_fields()
    assert headcount(main_products=["Lunch"]).required_fields()["orders"] == ["product"]


def doubts(customers: list[dict[str, Any]], lines: list[Line] | None = None, **options: Any) -> list[str]:
    """What a run would tell; those on DuckDB are in the tests of whole runs, where the engine keeps what a step gave."""
    segmenter = headcount(**options)
    given_tables = tables("polars", customers, lines or [])
    given: Frame = segmenter.frame(given_tables)
    return list(segmenter.warnings(given_tables, given))


def test_a_run_tells_what_it_could_make_little_of() -> None:
    assert doubts([{"customer_id": "K", "employees": 60, "competitor": "no"}]) == []
    assert doubts(
        [
            {"customer_id": "A", "employees_band": "50-249", "competitor": "Acme"},
            {"customer_id": "B", "employees_band": "249+", "competitor": "Acme"},
            {"customer_id": "C", "employees_band": "lots"},
        ]
    ) == [
        "2 customers name a competitor without the end of its contract, and stay in their size band; fill in competitor_until",
        "2 customers have a headcount that reaches over a bound of the bands, such as 50 to 249 of A: size unknown; "
        "straddle: lower or upper decides",
        "1 customer has a headcount that could not be understood, such as 'lots' of C: size unknown",
    ]
    assert doubts([{"customer_id": "K", "employees": 60}], LINES, main_products=["Lunch", "Dinner"]) == [
        "main product 'Dinner' is in no order line; write it as it stands there"
    ]


def test_the_end_of_a_contract_with_nobody_is_told_while_it_runs() -> None:
    ends = [("runs", None, UNTIL["after"]), ("over", None, AS_OF), ("nobody", "no", UNTIL["after"]), ("open", None, None)]
    customers = [{"customer_id": one, "employees": 60, "competitor": name, "competitor_until": day} for one, name, day in ends]
    assert doubts(customers) == [
        "1 customer has the end of a competitor's contract without a competitor, and stays in its size band; fill in competitor"
    ]
    unmapped = [{"customer_id": one, "employees": 60, "competitor_until": UNTIL["after"]} for one in ("A", "B")]
    assert doubts(unmapped)[0].startswith(
        "2 customers have the end of a competitor's contract without a competitor, and stay in"
    )


def test_numbers_among_bands_that_may_be_codes_are_doubted() -> None:
    [sentence] = doubts([{"customer_id": "A", "employees_band": "11"}, {"customer_id": "B", "employees_band": "01"}])
    assert sentence.endswith("if they are meant as codes, write codes: insee")
    assert doubts([{"customer_id": "A", "employees_band": "11"}, {"customer_id": "B", "employees_band": "14"}]) == []
    assert doubts([{"customer_id": "A", "employees_band": "11"}], codes="insee") == []


@pytest.mark.parametrize("engine", ENGINES)
def test_codes_that_stand_among_numbers_stop_the_run(engine: str) -> None:
    segmenter = headcount(codes="insee")
    codes: list[dict[str, Any]] = [{"customer_id": str(code), "employees": code} for code in (11, 12, 53)]
    with pytest.raises(InputError, match="the codes stand in the column of employees"):
        segmenter.frame(tables(engine, codes))
    with pytest.raises(InputError):
        segmenter.frame(tables(engine, [*codes, {"customer_id": "NN", "employees_band": "NN"}]))
    beside: list[dict[str, Any]] = [*codes, {"customer_id": "21", "employees_band": "21"}]
    assert by_customer(segmenter, beside, engine=engine)["53"]["segment"] == "everyday"
    exact: list[dict[str, Any]] = [*codes, {"customer_id": "14", "employees": 14}]
    assert by_customer(segmenter, exact, engine=engine)["14"]["segment"] == "too-small"
