"""The page on messy files says of each workbook what becomes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kartoteka.errors import InputError
from kartoteka.pipeline.look import open_file
from kartoteka.plugin.registry import load_registry
from support.shared_data import shared_data

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "messy-files.md"


def told() -> dict[str, str]:
    """What the page says of each workbook and archive: name to what it is read as."""
    rows = [line.strip("| ").split(" | ") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    return {name: row[2] for row in rows for name in re.findall(r"`([^`]+\.(?:xlsx|xls|ods|zip))`", row[0])}


def test_every_workbook_is_on_the_page() -> None:
    found = {path.name for path in shared_data("csv_horror").iterdir() if path.suffix in (".xlsx", ".xls", ".ods", ".zip")}
    assert found == told().keys()


@pytest.mark.parametrize("name", sorted(told()))
def test_it_lands_as_the_page_says(name: str) -> None:
    said = told()[name]
    path = shared_data("csv_horror") / name

    def opened() -> tuple[int, int]:
        file = open_file(path, {}, use=None, locale="en", registry=load_registry())
        return len(file.described.columns), sum(1 for row in file.rows() if row.cells is not None)

    if said.startswith("refused: "):
        with pytest.raises(InputError, match=re.escape(said.removeprefix("refused: ").partition(";")[0])):
            opened()
        return
    width, rows = re.match(r"(\d+) columns?, (\d+|no) rows?", said).groups()  # type: ignore[union-attr]  # it does
    assert opened() == (int(width), 0 if rows == "no" else int(rows))
