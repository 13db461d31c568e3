"""Rows that are completed from other files: what is found, what is not, and that both ways of landing agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kartoteka.pipeline.land.landing as way
import kartoteka.pipeline.land.lookup_join as join
from kartoteka.errors import ConfigError, InputError
from kartoteka.pipeline.land import LandedTable
from support.examples import examples
from support.landing import Landing, emptied_of, rejects_of, rows_of

LINES = "order_id,customer_id,ordered_on,ProductKey,Quantity\n"
PRODUCTS = "ProductKey,Name,Price\n1,Helmet,34.99\n01,Cap,8.50\n2,Bike,539.99\n"
PRICE = {"path": "products.csv", "key": "ProductKey", "take": {"unit_price": "Price"}}
AMOUNT = {"amount": "Quantity * unit_price"}


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    landing = Landing(tmp_path)
    landing.write("products.csv", PRODUCTS)
    return landing


def land(landing: Landing, rows: Sequence[str], lookup: Any = None, **settings: Any) -> LandedTable:
    landing.write("lines.csv", LINES + "".join(f"{row}\n" for row in rows))
    return landing.land("orders", "lines.csv", lookup=lookup or PRICE, **({"columns": AMOUNT} | settings))


def values(landed: LandedTable, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows_of(landed)]


def reasons(landed: LandedTable) -> dict[str, str]:
    return {row["line"]: row["reason"] for row in rejects_of(landed)}


def refuse(*_: object) -> None:
    raise duckdb.InvalidInputException("as if it were messy")


def both_ways(folder: Path, files: Mapping[str, str], **settings: Any) -> list[Any]:
    """What comes of the same files in the fast and in the careful way."""
    found: list[Any] = []
    for number, fast in enumerate((way.land_fast, refuse)):
        landing = Landing(folder / str(number))
        for name, text in files.items():
            landing.write(name, text)
        with patch.object(way, "land_fast", side_effect=fast):
            landed = landing.land("orders", "lines.csv", **settings)
        facts = landed.to_json() | {"fingerprint": None}
        found.append((facts, rows_of(landed), rejects_of(landed), emptied_of(landed)))
    return found


def test_amounts_are_computed_from_prices_of_another_file(landing: Landing) -> None:
    landed = land(landing, ["A,C1,2026-01-05,2,3", "A,C1,2026-01-05,1,1", "B,C2,2026-01-06,01,2"])
    assert (landed.rows_read, landed.rows_landed, landed.rows_rejected, landed.orders) == (3, 3, 0, 2)
    assert values(landed, "amount", "unit_price", "product") == [
        (Decimal("1619.97"), Decimal("539.99"), "2"),
        (Decimal("34.99"), Decimal("34.99"), "1"),
        (Decimal("17.00"), Decimal("8.50"), "01"),
    ]


def test_clean_rows_need_not_be_looked_at_one_by_one(landing: Landing) -> None:
    with patch.object(way, "staged_rows", side_effect=AssertionError("the careful way")):
        assert land(landing, ["A,C1,2026-01-05,2,3"]).rows_landed == 1


def test_an_unknown_key_is_a_reject_with_its_reason(landing: Landing) -> None:
    landed = land(landing, ["A,C1,2026-01-05,2,3", "B,C2,2026-01-06,9,1", "C,C3,2026-01-07,,1"])
    assert (landed.rows_read, landed.rows_landed, landed.rows_rejected) == (3, 1, 2)
    assert reasons(landed) == {
        "3": "amount cannot be computed: no ProductKey '9' in products.csv",
        "4": "amount cannot be computed: ProductKey is empty, so that nothing can be looked up in products.csv",
    }


def test_what_can_be_spared_is_left_empty_and_listed(landing: Landing) -> None:
    rows = ["A,C1,2026-01-05,9,3", "B,C1,2026-01-05,,3", "C,C1,2026-01-05,2,3"]
    lookup = {"path": "products.csv", "key": "ProductKey", "take": {"title": "Name"}}
    landed = land(landing, rows, lookup, columns={"amount": "Quantity"})
    assert values(landed, "title") == [(None,), (None,), ("Bike",)]
    assert emptied_of(landed) == [
        {
            "file": "lines.csv",
            "line": "2",
            "column": "title",
            "reason": "no ProductKey '9' in products.csv",
            "cell": "",
        }
    ]


def test_a_calculation_may_do_without_what_is_not_found(landing: Landing) -> None:
    rows = ["A,C1,2026-01-05,9,3", "B,C1,2026-01-05,2,1"]
    landed = land(landing, rows, columns={"amount": "Quantity * coalesce(unit_price, 1)"})
    assert values(landed, "amount") == [(Decimal(3),), (Decimal("539.99"),)]
    assert [(row["line"], row["column"]) for row in emptied_of(landed)] == [("2", "unit_price")]


def test_keys_are_trimmed_texts(landing: Landing) -> None:
    landed = land(landing, ["A,C1,2026-01-05, 01\u00a0,1", "B,C1,2026-01-05,001,1"])
    assert values(landed, "order_id", "unit_price") == [("A", Decimal("8.50"))]
    assert list(reasons(landed)) == ["3"]


def test_the_file_has_an_encoding_a_dialect_and_a_decimal_mark_of_its_own(landing: Landing) -> None:
    landing.write("products.csv", "Towar;Nazwa;Cena\n1;Zażółć;1 034,99 zł\n2;Łódź;9,50\n", "cp1250")
    lookup = {"path": "products.csv", "key": {"ProductKey": "Towar"}, "take": {"unit_price": "Cena", "title": "Nazwa"}}
    landed = land(landing, ["A,C1,2026-01-05,1,1.5"], lookup)
    assert values(landed, "amount", "title") == [(Decimal("1552.4850"), "Zażółć")]
    assert landed.settled["decimal"] == "."
    assert landed.settled["lookups"] == {"products.csv": {"decimal": ",", "date_order": None}}
    assert landed.settled["files"]["products.csv"] == {"encoding": "cp1250", "delimiter": ";"}


def test_options_say_how_the_file_is_read(landing: Landing) -> None:
    landing.write("products.csv", "1;1,250\n")
    reading = {"header": ["number", "price"], "decimal": ",", "delimiter": ";"}
    lookup = {"path": "products.csv", "key": {"ProductKey": "number"}, "take": {"unit_price": "price"}, **reading}
    assert values(land(landing, ["A,C1,2026-01-05,1,1.5"], lookup), "unit_price") == [(Decimal("1.25"),)]


def test_a_mark_that_nothing_settles_is_asked_for(landing: Landing) -> None:
    landing.write("products.csv", "ProductKey;Price\n1;1,250\n")
    with pytest.raises(InputError, match=r"products\.csv, line 2: '1,250' may have") as error:
        land(landing, ["A,C1,2026-01-05,1,1.5"])
    assert "pipelines.shop.sources.orders.lookup[0]" in str(error.value.hint)


def test_a_cell_that_cannot_be_read_is_told_with_its_place(landing: Landing) -> None:
    landing.write("products.csv", "ProductKey,Price\n1,on request\n2,\n3,5.00\n")
    landed = land(landing, ["A,C1,2026-01-05,1,1", "B,C1,2026-01-05,2,1", "C,C1,2026-01-05,3,1"])
    assert reasons(landed) == {
        "2": "amount cannot be computed: unit_price: 'on request' is not an amount (products.csv, line 2)",
        "3": "amount cannot be computed: unit_price is empty (products.csv, line 3)",
    }


def test_rows_of_one_key_may_say_the_same_and_not_different_things(landing: Landing) -> None:
    landing.write("products.csv", "ProductKey,Name,Price\n1,Helmet,5.00\n2,Bike,7.00\n1 ,Hat, 5.00\n")
    assert values(land(landing, ["A,C1,2026-01-05,1,1"]), "unit_price") == [(Decimal(5),)]
    both = {"path": "products.csv", "key": "ProductKey", "take": {"unit_price": "Price", "title": "Name"}}
    with pytest.raises(InputError, match=r"products\.csv, line 2 and products\.csv, line 4 both have ProductKey '1', but Name"):
        land(landing, ["A,C1,2026-01-05,1,1"], both)


def test_unusable_rows_of_the_file_are_told(landing: Landing) -> None:
    landing.write("products.csv", "ProductKey,Name,Price\n1,Helmet,5.00\n2,Bike\n,Total,5.00\n")
    landed = land(landing, ["A,C1,2026-01-05,1,1"])
    cut, total = landed.warnings
    assert cut == (
        "rows of products.csv that cannot be read: 1; "
        "the first is products.csv, line 3, which has 2 cells where the header has 3"
    )
    assert total == "rows of products.csv without ProductKey: 1; the first is products.csv, line 4"


def test_an_empty_file_finds_nothing(landing: Landing) -> None:
    landing.write("products.csv", "ProductKey,Price\n")
    landed = land(landing, ["A,C1,2026-01-05,1,1"])
    assert reasons(landed) == {"2": "amount cannot be computed: no ProductKey '1' in products.csv"}


def test_several_columns_make_a_key(landing: Landing) -> None:
    landing.write("prices.csv", "Product,Country,Price\n1,PL,10\n1,FR,20\n")
    landing.write("lines.csv", "order_id,customer_id,ordered_on,Product,Land\nA,C1,2026-01-05,1,FR\nB,C1,2026-01-05,2,PL\n")
    lookup = {"path": "prices.csv", "key": {"Product": "Product", "Land": "Country"}, "take": {"price": "Price"}}
    landed = landing.land("orders", "lines.csv", lookup=lookup, columns={"amount": "price"})
    assert values(landed, "order_id", "amount") == [("A", Decimal(20))]
    assert reasons(landed) == {"3": "no Product '2' with Country 'PL' in prices.csv"}


def test_a_lookup_may_look_for_what_an_earlier_one_gave(landing: Landing) -> None:
    landing.write("products.csv", "ProductKey,Group\n1,H\n2,X\n3,\n")
    landing.write("groups.csv", "Group,Price\nH,12.50\n")
    chain = [
        {"path": "products.csv", "key": "ProductKey", "take": {"group": "Group"}},
        {"path": "groups.csv", "key": {"group": "Group"}, "take": {"unit_price": "Price"}},
    ]
    landed = land(landing, [f"{key},C1,2026-01-05,{key},2" for key in "1239"], chain)
    assert values(landed, "order_id", "group", "amount") == [("1", "H", Decimal(25))]
    assert [reason.partition(": ")[2] for reason in reasons(landed).values()] == [
        "no Group 'X' in groups.csv",
        "group is empty, so that nothing can be looked up in groups.csv",
        "no ProductKey '9' in products.csv",
    ]


def test_several_files_make_one_lookup(landing: Landing) -> None:
    landing.write("prices-1.csv", "ProductKey,Price\n1,5.00\n")
    landing.write("prices-2.csv", "Price;ProductKey\nfree;2\n7.00;3\n")
    landed = land(landing, [f"{key},C1,2026-01-05,{key},1" for key in "123"], PRICE | {"path": "prices-*.csv"})
    assert values(landed, "order_id", "amount") == [("1", Decimal(5)), ("3", Decimal(7))]
    assert "(prices-2.csv, line 2)" in reasons(landed)["3"]


def test_a_looked_up_amount_is_not_in_the_currency_of_the_row(tmp_path: Path) -> None:
    landing = Landing(tmp_path, rates={"EUR": Decimal(4)})
    landing.write("products.csv", "ProductKey,Price\n1,10.00\n2,10.00 EUR\n")
    landing.write("lines.csv", LINES.strip() + ",currency,fee\nA,C1,2026-01-05,1,2,EUR,3\nB,C1,2026-01-05,2,2,PLN,3\n")
    landed = landing.land("orders", "lines.csv", lookup=PRICE, columns={"amount": "Quantity * unit_price + fee"})
    assert values(landed, "amount") == [(Decimal(32),), (Decimal(83),)]


def test_a_looked_up_currency_is_that_of_the_row(tmp_path: Path) -> None:
    landing = Landing(tmp_path, rates={"EUR": Decimal(4)})
    landing.write("products.csv", "ProductKey,Price,Cur\n1,10.00,EUR\n2,10.00,PLN\n")
    lookup = {"path": "products.csv", "key": "ProductKey", "take": {"unit_price": "Price", "currency": "Cur"}}
    rows = ["A,C1,2026-01-05,1,3", "B,C1,2026-01-05,2,1"]
    landed = land(landing, rows, lookup)
    assert values(landed, "amount", "currency") == [(Decimal(120), "EUR"), (Decimal(10), "PLN")]


def test_fields_and_days_are_read_as_such(landing: Landing) -> None:
    landing.write("heads.csv", "No,Who,Day\nA,C1,31/01/2026\n")
    landing.write("lines.csv", "No,Amount\nA,5.00\nA,6.00\n")
    lookup = {"path": "heads.csv", "key": "No", "take": {"customer_id": "Who", "ordered_on": "Day"}}
    landed = landing.land("orders", "lines.csv", lookup=lookup, columns={"order_id": "No"})
    assert [(row["customer_id"], str(row["ordered_on"]), row["amount"]) for row in rows_of(landed)] == [
        ("C1", "2026-01-31", Decimal(5)),
        ("C1", "2026-01-31", Decimal(6)),
    ]
    assert landed.settled["date_order"] is None
    assert landed.settled["lookups"]["heads.csv"]["date_order"] == "day-first"


def test_columns_say_what_becomes_of_what_is_taken(landing: Landing) -> None:
    lookup = {"path": "products.csv", "key": "ProductKey", "take": {"list_price": "Price", "unit_price": "Price"}}
    columns = {"amount": "list_price * 2", "unit_price": "unit_price / 2", "product": "Quantity"}
    landed = land(landing, ["A,C1,2026-01-05,2,3"], lookup, columns=columns)
    assert values(landed, "amount", "unit_price", "product", "list_price") == [
        (Decimal("1079.98"), Decimal("269.995"), "3", "539.99")
    ]
    told = {row["column"]: row["from"] for row in landed.mapping}
    assert (told["list_price"], told["amount"]) == ("Price in products.csv", "list_price * 2")


@pytest.mark.parametrize(
    ("lookup", "problem", "place"),
    [
        ({"key": "ProductKye"}, "lines.csv has no column 'ProductKye'", "key"),
        ({"key": {"ProductKey": "Nomber"}}, "products.csv has no column 'Nomber'", "key.ProductKey"),
        ({"take": {"unit_price": "Prize"}}, "products.csv has no column 'Prize'", "take.unit_price"),
        ({"take": {"Quantity": "Price"}}, "the source has a column 'Quantity' itself", "take.Quantity"),
        ({"take": {"Unit_Price": "Price"}}, "'Unit_Price' is spelt 'unit_price'", "take.Unit_Price"),
        ({"take": {"as_of": "Price"}}, "'as_of' cannot be the name of a column", "take.as_of"),
    ],
)
def test_what_cannot_be_found_is_a_problem_of_the_project_file(
    landing: Landing, lookup: dict[str, Any], problem: str, place: str
) -> None:
    with pytest.raises(ConfigError) as error:
        land(landing, [], PRICE | lookup, columns={"amount": "Quantity"})
    told = next(one for one in error.value.problems if one.message.startswith(problem))
    assert told.key == f"pipelines.shop.sources.orders.lookup[0].{place}"


def test_the_nearest_column_is_named(landing: Landing) -> None:
    with pytest.raises(ConfigError) as error:
        land(landing, [], PRICE | {"take": {"unit_price": "Prize"}})
    (problem,) = error.value.problems
    assert problem.hint == "the nearest is 'Price'; the columns are 'ProductKey', 'Name', 'Price'"


def test_two_lookups_do_not_give_one_column(landing: Landing) -> None:
    with pytest.raises(ConfigError, match="another lookup gives 'unit_price' as well"):
        land(landing, [], [PRICE, PRICE])


def test_a_changed_file_is_read_again(landing: Landing) -> None:
    row = ["A,C1,2026-01-05,2,1"]
    landing.write("lines.csv", LINES + row[0] + "\n")

    def again() -> LandedTable:
        return landing.land("orders", "lines.csv", lookup=PRICE, columns=AMOUNT)

    assert not again().reused
    assert again().reused
    landing.write("products.csv", PRODUCTS.replace("539.99", "540.00"))
    changed = again()
    assert not changed.reused
    assert values(changed, "amount") == [(Decimal(540),)]


def test_rows_keep_their_order_however_many_there_are(landing: Landing) -> None:
    count = 60_000
    landing.write("products.csv", "ProductKey,Price\n" + "".join(f"p{number},{number % 977}.5\n" for number in range(3_000)))
    lines = "".join(f"C1,2026-01-05,p{number * 7 % 3_000},1,{number}\n" for number in range(count))
    landing.write("lines.csv", "customer_id,ordered_on,ProductKey,Quantity,n\n" + lines)
    for few in (join.FEW, 100):
        with patch.object(join, "FEW", few):
            landed = landing.land("orders", "lines.csv", lookup=PRICE, columns=AMOUNT | {"few": f"{few} + 0"})
        rows = rows_of(landed)
        assert [row["n"] for row in rows] == [str(number) for number in range(count)]
        assert [row["order_id"] for row in rows[:2]] == ["row-1", "row-2"]
        assert [row["amount"] for row in rows] == [
            Decimal(number * 7 % 3_000 % 977) + Decimal("0.5") for number in range(count)
        ]


_KEYS = st.sampled_from(["1", "2", "02", " 2", "3", "9", "", "ż"])
_PRICES = st.sampled_from(["1.50", "2", "1 000.25", "", "x", "7.12345"])


@settings(max_examples=examples(25), deadline=None)
@given(
    st.lists(st.tuples(_KEYS, _PRICES), max_size=5, unique_by=lambda row: row[0].strip()),
    st.lists(st.tuples(_KEYS, st.sampled_from(["1", "2.5", "", "y"])), max_size=8),
    st.sampled_from([0, join.FEW]),
)
def test_both_ways_land_the_same(products: list[tuple[str, str]], lines: list[tuple[str, str]], few: int) -> None:
    files = {
        "products.csv": "ProductKey;Name;Price\n" + "".join(f"{key};n{key};{price}\n" for key, price in products),
        "lines.csv": "order_id;customer_id;ordered_on;ProductKey;Quantity\n"
        + "".join(f"{number};C1;2026-01-05;{key};{quantity}\n" for number, (key, quantity) in enumerate(lines)),
    }
    lookup = {**PRICE, "take": {"unit_price": "Price", "title": "Name"}, "decimal": "."}
    columns = {"amount": "coalesce(Quantity * unit_price, Quantity)", "double": "unit_price * 2"}
    with TemporaryDirectory() as folder, patch.object(join, "FEW", few):
        fast, careful = both_ways(Path(folder), files, lookup=lookup, columns=columns, reading={"decimal": "."})
    assert fast == careful
    titles = {key.strip(): f"n{key}" for key, _ in products if key.strip()}
    landed = {row["order_id"]: row for row in fast[1]}
    for number, (key, quantity) in enumerate(lines):
        row = landed.get(str(number))
        if row is not None:
            assert row["title"] == titles.get(key.strip())
        else:
            assert quantity in ("", "y")
