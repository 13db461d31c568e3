"""What a run leaves in the state folder is what the reference says, no more and no less."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kartoteka.catalog.records import DeliveryStatus
from kartoteka.cli.main import main
from kartoteka.pipeline.campaign.remove import REASONS
from support.pages import DOCS

PROJECT = """\
version: 1
timezone: Europe/London
currency: GBP
pipelines:
  shop:
    sources:
      orders: orders.csv
    segments:
      loyalty: {use: frequency, tiers: [{name: regular, every: 1 month}]}
    scores:
      psd: {use: psd, groups: loyalty, profitability: {average_order: {anchors: {1: 1, 9: 5}}}}
    campaigns:
      everybody: {channel: none, export: [{use: csv, path: out/everybody.csv}]}
"""
ORDERS = "Order ID,Customer ID,Order date,Amount,Quantity\n1,A,2026-11-02,10.00,1\n2,B,2026-10-02,10.00,many\n3,C,soon,1.00,1\n"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder after two runs."""
    monkeypatch.setenv("KARTOTEKA_CONFIG_DIR", str(tmp_path / "settings"))
    (tmp_path / "kartoteka.yaml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    for day in ("2026-10-31", "2026-11-30"):
        assert main(["run", "--as-of", day, "--project", str(tmp_path)]) == 0
    return tmp_path / ".kartoteka"


def told(page: str) -> list[list[str]]:
    """The names in the first column of each table of a page."""
    text = (DOCS / "reference" / page).read_text(encoding="utf-8")
    tables = re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)
    return [[name for row in table.splitlines() for name in re.findall(r"`([^`]+)`", row.split(" | ")[0])] for table in tables]


def test_the_state_folder_holds_what_is_told(state: Path) -> None:
    (names,) = told("state.md")
    patterns = {name: re.compile(re.sub(r"<[\w-]+>", r"[^/]+", re.escape(name).replace(r"\-", "-"))) for name in names}
    files = [path.relative_to(state).as_posix() for path in state.rglob("*") if path.is_file()]
    assert [file for file in files if not any(pattern.fullmatch(file) for pattern in patterns.values())] == []
    passing = {"lock.json", "staging/<run>/", "spill/<run>/", "logs/<pipeline>-<step>-<program>.log"}
    assert [name for name, pattern in patterns.items() if name not in passing and not any(map(pattern.fullmatch, files))] == []


def test_the_files_of_rejects_have_the_columns_that_are_told(state: Path) -> None:
    page = (DOCS / "reference" / "state.md").read_text(encoding="utf-8")
    for name in ("rejects.csv", "emptied.csv"):
        (file,) = state.glob(f"landing/shop/orders/*/{name}")
        columns = re.search(rf"{name}` \| [^|]*: (.*) \|", page)
        assert columns
        lines = file.read_text(encoding="utf-8").splitlines()
        assert lines[0].split(",") == re.findall(r"`(\w+)`", columns[1])
        assert len(lines) == 2


def test_moves_have_the_columns_that_are_told(state: Path) -> None:
    import pyarrow.parquet as pq

    page = (DOCS / "reference" / "state.md").read_text(encoding="utf-8")
    columns = re.search(r"moves.parquet` \| [^|:]*: ([^;]*);", page)
    assert columns
    (file,) = state.glob("runs/*/moves.parquet")
    assert pq.read_schema(file).names == re.findall(r"`(\w+)`", columns[1])


def test_the_manifest_says_what_is_told(state: Path) -> None:
    whole, campaign, delivery = told("manifest.md")
    manifest: dict[str, Any] = json.loads((state / "runs" / "shop-2026-11-30-1" / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest) == whole
    assert list(manifest["campaigns"][0]) == campaign
    assert list(manifest["campaigns"][0]["deliveries"][0]) == delivery
    page = (DOCS / "reference" / "manifest.md").read_text(encoding="utf-8")
    words = [*REASONS, *DeliveryStatus.__args__]  # type: ignore[attr-defined]  # a Literal has them
    assert [word for word in words if f"`{word}`" not in page] == []
    assert list(manifest["campaigns"][0]["removed"]) == list(REASONS)
