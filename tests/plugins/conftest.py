"""All broken and sound plugins installed together into one folder: what one of them does must not touch another."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.distributions import DATA, install


@pytest.fixture(scope="session")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for `PYTHONPATH` with every distribution of `data/`."""
    folder = tmp_path_factory.mktemp("strangers")
    for source in sorted(DATA.iterdir()):
        install(source.name, folder)
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """The settings folder of a person who has never blocked anything."""
    return tmp_path / "settings"
