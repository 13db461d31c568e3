"""Cases that were worked by hand and lie beside the repository, in `../shared/cases`.

Set KARTOTEKA_SHARED where the folder lies elsewhere. Where it is absent its tests are skipped, saying so; with `data` in
KARTOTEKA_REQUIRE, as in CI, they fail instead.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

_REPOSITORY = Path(__file__).resolve().parents[2]


def shared_folder() -> Path:
    """Where the shared files would lie, whether they do or not."""
    return Path(os.environ.get("KARTOTEKA_SHARED") or _REPOSITORY.parent / "shared")


def shared_file(path: str) -> Path:
    """A file of the shared folder. Skips the test where there is none, or fails it where data is required."""
    file = shared_folder() / path
    if not file.exists():
        reason = f"there is no {file}; KARTOTEKA_SHARED names the folder of the shared files"
        if "data" in os.environ.get("KARTOTEKA_REQUIRE", "").replace(",", " ").split():
            pytest.fail(f"{reason}, and KARTOTEKA_REQUIRE asks for data")
        pytest.skip(reason)
    return file


def shared_case_rows(path: str) -> list[dict[str, str]]:
    """The rows of a CSV file of cases, as text."""
    with shared_file(path).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
