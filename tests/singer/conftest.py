from pathlib import Path

import pytest

from support.landing import Landing
from support.postgres import new_database, postgres_server
from support.shop import own_settings, shop
from support.singer import CUSTOMERS, Scripted

__all__ = ["new_database", "own_settings", "postgres_server", "shop"]


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    (tmp_path / ".kartoteka").mkdir()
    return Landing(tmp_path)


@pytest.fixture
def tap(tmp_path: Path) -> Scripted:
    return Scripted(tmp_path, CUSTOMERS, {})
