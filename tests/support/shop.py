"""Fixtures for tests of whole commands; a `conftest.py` takes them by importing them."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.pipelines import Shop


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person's settings that touch nobody else's."""
    monkeypatch.setenv("KARTOTEKA_CONFIG_DIR", str(tmp_path_factory.mktemp("settings")))


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """An empty folder for a project of its own."""
    folder = tmp_path / "shop"
    folder.mkdir()
    return Shop(folder)
