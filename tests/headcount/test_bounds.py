"""Which band takes a headcount: the bounds, ranges that reach over them, and headcounts that are none."""

from __future__ import annotations

from typing import Any

import pytest

from kartoteka import Integer, Text
from support.engines import ENGINES
from support.headcount import COLUMNS, by_customer, headcount

SIZES = {
    0: "too-small",
    50: "too-small",
    51: "everyday",
    249: "everyday",
    250: "important",
    499: "important",
    500: "strategic",
    501: "strategic",
    1_000_000: "strategic",
}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_bound_of_the_default_bands(engine: str) -> None:
    customers = [{"customer_id": str(number), "employees": number} for number in SIZES]
    rows = by_customer(headcount(), customers, engine=engine)
    for number, size in SIZES.items():
        row = rows[str(number)]
        assert (row["segment"], row["size_band"], row["reason"]) == (size, size, None)
        assert (row["headcount_at_least"], row["headcount_at_most"]) == (number, number)


RANGES = [
    # text, size where it straddles nothing or is unknown, lower, upper
    ("50 to 249", "unknown", "too-small", "everyday"),
    ("51-249", "everyday", "everyday", "everyday"),
    ("250 to 499", "important", "important", "important"),
    ("249-250", "unknown", "everyday", "important"),
    ("499 - 500", "unknown", "important", "strategic"),
    ("1-50", "too-small", "too-small", "too-small"),
    ("<50", "too-small", "too-small", "too-small"),
    ("<= 51", "unknown", "too-small", "everyday"),
    ("500+", "strategic", "strategic", "strategic"),
    ("250+", "unknown", "important", "strategic"),
    ("powyżej 499", "strategic", "strategic", "strategic"),
    ("50-600", "unknown", "too-small", "strategic"),
    ("500", "strategic", "strategic", "strategic"),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("straddle", "column"), [("unknown", 1), ("lower", 2), ("upper", 3)])
def test_ranges_on_and_over_the_bounds(engine: str, straddle: str, column: int) -> None:
    customers = [{"customer_id": text, "employees_band": text} for text, *_ in RANGES]
    rows = by_customer(headcount(straddle=straddle), customers, engine=engine)
    assert {text: rows[text]["segment"] for text, *_ in RANGES} == {one[0]: one[column] for one in RANGES}
    reasons = {text: "straddles" if size == "unknown" and straddle == "unknown" else None for text, size, *_ in RANGES}
    assert {text: rows[text]["reason"] for text in reasons} == reasons
    assert (rows["250+"]["headcount_at_least"], rows["250+"]["headcount_at_most"]) == (250, None)


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_no_headcount_is_unknown_with_the_reason(engine: str) -> None:
    customers = [
        {"customer_id": "nothing"},
        {"customer_id": "text", "employees_band": "lots"},
        {"customer_id": "backwards", "employees_band": "99-50"},
        {"customer_id": "negative", "employees": -5},
    ]
    rows = by_customer(headcount(), customers, engine=engine)
    assert {name: (row["segment"], row["reason"]) for name, row in rows.items()} == {
        "nothing": ("unknown", "no-headcount"),
        "text": ("unknown", "not-understood"),
        "backwards": ("unknown", "not-understood"),
        "negative": ("unknown", "not-understood"),
    }
    assert all(row["headcount_at_least"] is None and row["headcount_at_most"] is None for row in rows.values())


@pytest.mark.parametrize("engine", ENGINES)
def test_a_number_goes_before_a_band(engine: str) -> None:
    rows = by_customer(headcount(), [{"customer_id": "K", "employees": 60, "employees_band": "500+"}], engine=engine)
    assert rows["K"]["segment"] == "everyday"


@pytest.mark.parametrize("engine", ENGINES)
def test_headcounts_in_gaps_are_unknown_and_below_is_too_small(engine: str) -> None:
    bands = [{"name": "big", "more_than": 500, "less_than": 1000}, {"name": "middle", "at_least": 250, "at_most": 499}]
    customers = [{"customer_id": str(number), "employees": number} for number in (249, 250, 499, 500, 501, 999, 1000)]
    customers.append({"customer_id": "499-500", "employees_band": "499-500"})
    customers.append({"customer_id": "1000+", "employees_band": "1000+"})
    rows = by_customer(headcount(bands=bands), customers, engine=engine)
    assert {name: (row["segment"], row["reason"]) for name, row in rows.items()} == {
        "249": ("too-small", None),
        "250": ("middle", None),
        "499": ("middle", None),
        "500": ("unknown", "between-bands"),
        "501": ("big", None),
        "999": ("big", None),
        "1000": ("unknown", "above-bands"),
        "499-500": ("unknown", "straddles"),
        "1000+": ("unknown", "above-bands"),
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_a_range_with_both_ends_in_a_band_that_another_cuts_straddles(engine: str) -> None:
    bands = [{"name": "core", "at_least": 100, "at_most": 200}, {"name": "around", "at_least": 50, "at_most": 300}]
    customers = [{"customer_id": text, "employees_band": text} for text in ("60-250", "60-99", "120-130")]
    rows = by_customer(headcount(bands=bands), customers, engine=engine)
    assert {name: row["segment"] for name, row in rows.items()} == {"60-250": "unknown", "60-99": "around", "120-130": "core"}


@pytest.mark.parametrize("engine", ENGINES)
def test_either_field_of_a_headcount_will_do(engine: str) -> None:
    numbers = headcount({"customer_id": Text, "employees": Integer})
    assert by_customer(numbers, [{"customer_id": "K", "employees": 500}], engine=engine)["K"]["segment"] == "strategic"
    texts = headcount({"customer_id": Text, "employees_band": Text})
    assert by_customer(texts, [{"customer_id": "K", "employees_band": "500+"}], engine=engine)["K"]["segment"] == "strategic"
    assert numbers.required_fields() == {"customers": ["employees"]}
    assert texts.required_fields() == {"customers": ["employees_band"]}
    assert headcount({"customer_id": Text}).required_fields() == {"customers": ["employees"]}


INSEE = {
    "NN": ("too-small", 0, 0),
    "nn": ("too-small", 0, 0),
    "00": ("too-small", 0, 0),
    "1": ("too-small", 1, 2),
    "02": ("too-small", 3, 5),
    "03": ("too-small", 6, 9),
    "11": ("too-small", 10, 19),
    "12": ("too-small", 20, 49),
    "21": ("unknown", 50, 99),
    "22": ("everyday", 100, 199),
    "31": ("everyday", 200, 249),
    "32": ("important", 250, 499),
    "41": ("strategic", 500, 999),
    "42": ("strategic", 1000, 1999),
    "51": ("strategic", 2000, 4999),
    "52": ("strategic", 5000, 9999),
    "53": ("strategic", 10000, None),
    "75": ("unknown", None, None),
    "100 à 199 salariés": ("everyday", 100, 199),
}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_codes_of_insee_where_they_are_asked_for(engine: str) -> None:
    customers = [{"customer_id": text, "employees_band": text} for text in INSEE]
    rows = by_customer(headcount(codes="insee"), customers, engine=engine)
    found = {text: (row["segment"], row["headcount_at_least"], row["headcount_at_most"]) for text, row in rows.items()}
    assert found == INSEE
    assert (rows["21"]["reason"], rows["75"]["reason"]) == ("straddles", "not-understood")


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_texts_are_headcounts_where_codes_are_not_asked_for(engine: str) -> None:
    customers: list[dict[str, Any]] = [{"customer_id": text, "employees_band": text} for text in ("12", "53", "NN")]
    rows = by_customer(headcount(), customers, engine=engine)
    assert {text: (row["segment"], row["reason"]) for text, row in rows.items()} == {
        "12": ("too-small", None),
        "53": ("everyday", None),
        "NN": ("unknown", "not-understood"),
    }


def test_headcounts_that_are_understood_have_a_type_of_their_own() -> None:
    assert dict(headcount().provided_columns()) == {
        "size_band": Text,
        "headcount_at_least": Integer,
        "headcount_at_most": Integer,
        "reason": Text,
        "competitor_until": COLUMNS["competitor_until"],
        "approach_on": COLUMNS["competitor_until"],
    }
