"""Real taps and targets, each in an environment of its own, in whole pipelines."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from ruamel.yaml import YAML

from kartoteka import Money, Text
from kartoteka_singer.exporter import SingerExporter
from kartoteka_singer.source import SingerSource
from support.exporting import Desk, exporter
from support.exporting import rows_of as rows_given
from support.landing import Landing, rows_of
from support.pipelines import LOYALTY, Shop, segments
from support.singer import installed

pytestmark = pytest.mark.slow

SCHEMA = """
CREATE TABLE customers (customer_id text PRIMARY KEY, name text, credit numeric(20, 4), updated_at timestamptz NOT NULL);
CREATE TABLE orders (order_id int PRIMARY KEY, customer_id text, ordered_on date, amount numeric(12, 2),
                     lines jsonb, updated_at timestamptz NOT NULL);
INSERT INTO customers VALUES ('A', 'Żółw', 12345678901.2345, '2026-11-01'), ('B', 'B', NULL, '2026-11-02');
INSERT INTO orders VALUES (1, 'A', '2026-11-20', 300.10, '[{"sku": 1.50}]', '2026-11-20 08:00+00'),
                          (2, 'B', '2026-01-10', 999.99, NULL, '2026-11-21 08:00+00');
"""


def run_sql(url: str, *statements: str) -> list[Any]:
    """Run statements; the rows of the last one."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    rows: list[Any] = []
    with engine.begin() as connection:
        for statement in statements:
            found = connection.exec_driver_sql(statement)
            rows = list(found.fetchall()) if found.returns_rows else []
    return rows


def place_of(url: str) -> dict[str, Any]:
    """Settings for a server that listens on a socket in a folder, and takes any password."""
    found = sa.make_url(url)
    place = f"localhost/{found.database}?host={found.query['host']}"
    return {"sqlalchemy_url": f"postgresql+psycopg2://postgres:${{env:SHOP_PASSWORD}}@{place}"}


def as_yaml(part: Any) -> str:
    from io import StringIO

    text = StringIO()
    YAML().dump(part, text)
    return text.getvalue()


def test_out_of_a_database_into_a_file_and_a_database(
    shop: Shop, new_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, goal = new_database(), new_database()
    run_sql(source, *SCHEMA.strip().split(";\n"))
    monkeypatch.setenv("SHOP_PASSWORD", "qu13t-word")
    tap = str(installed("meltanolabs-tap-postgres", "0.10.0", "tap-postgres"))
    target_csv = str(installed("meltanolabs-target-csv", "0.5.0", "target-csv"))
    target_sql = str(installed("meltanolabs-target-postgres", "0.8.1", "target-postgres"))

    def stream(name: str, **more: Any) -> dict[str, Any]:
        config = {**place_of(source), "filter_schemas": ["public"]}
        incremental = {"replication": "incremental", "replication_key": "updated_at"}
        return {"use": "singer", "tap": tap, "config": config, "stream": f"public-{name}", **incremental, **more}

    into_csv = {"output_path": str(shop.folder / "out"), "overwrite_behavior": "replace_file"}
    into_sql = {**place_of(goal), "add_record_metadata": True, "default_target_schema": "public", "hard_delete": True}
    columns = ["customer_id", "name", "loyalty", "loyalty_turnover"]
    exports = [
        {"use": "singer", "target": target_csv, "config": into_csv, "columns": columns},
        {"use": "singer", "target": target_sql, "config": into_sql, "columns": columns, "activate_version": True},
    ]
    campaign = {"where": "loyalty <> 'inactive'", "channel": "none", "export": exports}
    parts = {
        "sources": {
            "customers": stream("customers"),
            "orders": stream("orders", select=["customer_id", "ordered_on", "amount"]),
        },
        "campaigns": {"everybody": campaign},
    }
    shop.project(as_yaml(parts), LOYALTY)

    assert segments(shop.results()) == {"segment-3": 1, "inactive": 1}
    assert run_sql(goal, "SELECT customer_id, name, loyalty, loyalty_turnover FROM everybody") == [
        ("A", "Żółw", "segment-3", Decimal("300.1"))
    ]
    run_sql(
        source,
        "UPDATE orders SET ordered_on = '2026-11-25', updated_at = '2026-11-29' WHERE order_id = 2",
        "UPDATE orders SET amount = 1, updated_at = '2026-11-29' WHERE order_id = 1",
        "INSERT INTO customers VALUES ('C', 'C', 0, '2026-11-29')",
    )
    assert segments(shop.results()) == {"segment-3": 1, "below-minimum": 1, "no-orders": 1}
    with (shop.folder / "out" / "everybody.csv").open(encoding="utf-8") as lines:
        assert [row["customer_id"] for row in csv.DictReader(lines)] == ["A", "B", "C"]
    found = run_sql(goal, "SELECT customer_id, loyalty, loyalty_turnover FROM everybody ORDER BY 1")
    assert found == [("A", "below-minimum", Decimal(0)), ("B", "segment-3", Decimal("999.99")), ("C", "no-orders", Decimal(0))]
    (log,) = (shop.folder / ".kartoteka" / "logs").glob("shop-orders-tap-postgres.log")
    assert "incremental" in log.read_text()
    assert "qu13t-word" not in log.read_text()


class Api(BaseHTTPRequestHandler):
    """A list of customers, as a small CRM would serve it."""

    customers = [{"id": 1, "name": "A", "value": 10.25, "updated_at": "2026-11-01T00:00:00Z"}]

    def do_GET(self) -> None:
        body = json.dumps({"customers": self.customers}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def api() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Api) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_tap_of_the_older_kind(landing: Landing, api: str) -> None:
    landing.write(
        "schema/customers.json",
        json.dumps(
            {
                "type": "object",
                "properties": {"id": {"type": "integer"}, "name": {"type": "string"}, "value": {"type": "number"}},
            }
        ),
    )
    config = {"url": f"{api}/customers", "streams": "customers", "schema_dir": "schema", "record_list_level": "customers[*]"}
    options = {
        "tap": str(installed("tap-rest-api", "0.2.22", "tap-rest-api")),
        "config": config | {"index_key": "id", "on_invalid_property": "force"},
        "stream": "customers",
        "key": ["id"],
        "replication": "full-table",
    }
    source = SingerSource(SingerSource.Options().load(options), landing.context("customers"))
    landed = landing.land("customers", "", source=source, columns={"customer_id": "id", "turnover": "value"})
    assert [(row["customer_id"], row["name"]) for row in rows_of(landed)] == [("1", "A")]


def test_a_target_of_the_older_kind(tmp_path: Path) -> None:
    target = str(installed("target-jsonl", "0.1.4", "target-jsonl"))
    config = {"destination_path": str(tmp_path / "out")}
    (tmp_path / "out").mkdir()
    rows = rows_given({"customer_id": (Text, ["A", "Ż"]), "turnover": (Money, [Decimal("12.50"), None])})
    Desk(tmp_path / "staging").deliver(exporter(SingerExporter, tmp_path, target=target, config=config), rows)
    (file,) = (tmp_path / "out").iterdir()
    told = [json.loads(line, parse_float=Decimal) for line in file.read_text(encoding="utf-8").splitlines()]
    assert told == [{"customer_id": "A", "turnover": Decimal("12.5")}, {"customer_id": "Ż", "turnover": None}]
