"""JSON Lines as a source."""

from __future__ import annotations

import gzip
import json
import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kartoteka.errors import InputError
from kartoteka_jsonl.source import JsonLinesSource
from support.landing import Landing, rejects_of, rows_of


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)


def source(landing: Landing, path: str = "orders.jsonl", table: str = "orders") -> JsonLinesSource:
    return JsonLinesSource(JsonLinesSource.Options().load({"path": path}), landing.context(table))


def test_objects_land_with_their_values(landing: Landing) -> None:
    lines = [
        '{"order_id": 1001, "customer_id": "00123", "ordered_on": "2026-11-15T23:30:00Z", "amount": 1234.5678}',
        "",
        '{"customer_id": "K7", "ordered_on": "2026-11-16", "amount": 99, "order_id": 1002, "tags": ["a", {"b": 1.10}]}',
    ]
    landing.write("orders.jsonl", "\r\n".join(lines))
    rows = rows_of(landing.land("orders", "orders.jsonl", source=source(landing)))
    assert [(row["order_id"], row["customer_id"], row["ordered_on"], row["amount"]) for row in rows] == [
        ("1001", "00123", date(2026, 11, 16), Decimal("1234.5678")),
        ("1002", "K7", date(2026, 11, 16), Decimal(99)),
    ]
    assert [row["tags"] for row in rows] == [None, '["a", {"b": "1.10"}]']


def test_a_thousand_and_something_is_a_decimal_and_no_thousands_mark(landing: Landing) -> None:
    landing.write("orders.jsonl", '{"customer_id": "K1", "ordered_on": "2026-11-16", "amount": 1.234}\n')
    assert rows_of(landing.land("orders", "orders.jsonl", source=source(landing)))[0]["amount"] == Decimal("1.234")


def test_nested_objects_have_a_column_for_each_part(landing: Landing) -> None:
    landing.write("c.jsonl", '{"customer_id": 1, "address": {"city": "Łódź", "geo": {"lat": 51.75}}, "empty": {}}\n')
    (row,) = rows_of(landing.land("customers", "c.jsonl", source=source(landing, "c.jsonl", "customers")))
    assert (row["address.city"], row["address.geo.lat"], row["empty"]) == ("Łódź", "51.75", "{}")


def test_a_line_that_is_no_object_is_rejected_with_its_number_and_text(landing: Landing) -> None:
    good = '{"customer_id": "K1", "ordered_on": "2026-11-16", "amount": 5}'
    bad = ['{"customer_id": "K2", "amount": ', '["K3"]', '{"customer_id": "K4", "customer_id": "K5"}', "[" * 100_000]
    landing.write("orders.jsonl", "\n".join([good, *bad, good]))
    landed = landing.land("orders", "orders.jsonl", source=source(landing))
    assert (landed.rows_read, landed.rows_landed) == (6, 2)
    told = rejects_of(landed)
    assert [(row["line"], row["raw"]) for row in told] == [(str(at), text) for at, text in enumerate(bad, start=2)]
    assert [row["reason"] for row in told] == [
        "is no JSON: Expecting value at character 33",
        "holds no object: {…}",
        "has the key 'customer_id' twice",
        "is nested too deep",
    ]


def test_lines_that_other_programs_break_are_rejected_one_by_one(landing: Landing) -> None:
    good = b'{"customer_id": "K1", "ordered_on": "2026-11-16", "amount": 5}'
    bad = [
        b'{"customer_id": "K\xb31"}',
        rb'{"customer_id": "K\ud83d"}',
        b'{"customer_id": "K2", "address": {"city": "A"}, "address.city": "B"}',
        b'{"customer_id": "K3"}{"customer_id": "K4"}',
    ]
    landing.write("orders.jsonl", b"\n".join([b"\xef\xbb\xbf" + good, *bad, good.replace(b"K1", rb"\ud83d\ude00")]))
    landed = landing.land("orders", "orders.jsonl", source=source(landing))
    assert [row["customer_id"] for row in rows_of(landed)] == ["K1", "😀"]
    assert [(row["line"], row["reason"]) for row in rejects_of(landed)] == [
        ("2", "is not UTF-8"),
        ("3", "has half a character, which no program can write"),
        ("4", "has 'address.city' twice, as a key and as parts of one"),
        ("5", "is no JSON: Extra data at character 22"),
    ]


def test_an_object_that_is_missing_in_some_lines_has_only_the_columns_of_its_parts(landing: Landing) -> None:
    path = landing.write("orders.jsonl", '{"a": null}\n{"a": {"b": {"c": 1}}}\n{"a": {"b": null}}\n')
    assert source(landing).describe(path).columns == ("a.b.c",)


def test_no_number_is_no_value_and_a_boundless_one_stays_as_it_is_written(landing: Landing) -> None:
    landing.write("c.jsonl", '{"customer_id": 1, "x": NaN, "y": 1e999999999}\n{"customer_id": 2, "x": -Infinity, "y": 1e3}\n')
    rows = rows_of(landing.land("customers", "c.jsonl", source=source(landing, "c.jsonl", "customers")))
    assert [(row.get("x"), row["y"]) for row in rows] == [(None, "1E+999999999"), (None, "1000")]


def test_packed_files_and_patterns(landing: Landing) -> None:
    for month in (10, 11):
        line = json.dumps({"customer_id": f"K{month}", "ordered_on": f"2026-{month}-01", "amount": month})
        landing.write(f"orders-{month}.jsonl.gz", gzip.compress(line.encode()))
    rows = rows_of(landing.land("orders", "x", source=source(landing, "orders-*.jsonl.gz")))
    assert [row["customer_id"] for row in rows] == ["K10", "K11"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "has no line with an object in it"),
        (b"[\n1,\n2]\n", "has no line with an object in it"),
        ('{"a": "ż"}\n'.encode("cp1250"), "object in it; line 1 is not UTF-8"),
        (b'{"row:line": 5}\n', "has the key 'row:line'"),
    ],
)
def test_files_that_are_none_are_refused(landing: Landing, content: bytes, message: str) -> None:
    path = landing.write("orders.jsonl", content)
    with pytest.raises(InputError, match=message):
        source(landing).describe(path)


def test_random_objects_come_back(landing: Landing) -> None:
    chance = random.Random(5)
    kinds = {
        "whole": lambda: chance.randrange(-(2**62), 2**62),
        "decimal": lambda: Decimal(chance.randrange(-(10**12), 10**12)) / 10**4,
        "flag": lambda: chance.random() < 0.5,
        "text": lambda: "".join(chance.choice('aąЖ"\\\n\t;,\u2028') for _ in range(8)),
    }
    rows = [
        {name: make() for name, make in kinds.items() if chance.random() < 0.8} | {"customer_id": f"K{at}"} for at in range(200)
    ]
    text = "".join(json.dumps(row, default=float, ensure_ascii=at % 2 == 0) + "\n" for at, row in enumerate(rows))
    path = landing.write("c.jsonl", text)
    reader = source(landing, "c.jsonl")
    described = reader.describe(path)
    found = [
        {name: row[name] for name in described.columns if row[name] is not None}
        for batch in reader.batches(described)
        for row in batch.to_pylist()
    ]
    assert found == rows
