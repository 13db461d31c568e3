"""Real files that are not part of the project: where they are, and what happens where they are not."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2].parent / "shared" / "data"


def shared_data(name: str) -> Path:
    """A file or folder of the shared data, from `KARTOTEKA_DATA` or beside the repository.

    Where it is absent the test is skipped with a warning line, but fails if `KARTOTEKA_REQUIRE` names `data`.
    """
    root = Path(os.environ.get("KARTOTEKA_DATA") or _BESIDE)
    path = root / name
    if path.exists():
        return path
    told = f"no {path}: set KARTOTEKA_DATA to the folder with the shared data"
    if "data" in os.environ.get("KARTOTEKA_REQUIRE", "").replace(",", " ").split():
        pytest.fail(told)
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.warn(told, stacklevel=2)
    pytest.skip(told)
