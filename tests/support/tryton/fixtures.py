"""A real Tryton server, for those who ask for one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from support.postgres import programs, required
from support.tryton.template import Tryton, tryton_on_postgres, tryton_on_sqlite

WHY = "set KARTOTEKA_SERVERS=tryton to run a real Tryton server, which is installed from PyPI for it"


@pytest.fixture
def tryton(tmp_path: Path) -> Iterator[Tryton]:
    """A server over SQLite with 600 customers and 700 orders, for one test."""
    _asked_for()
    with ExitStack() as stack:
        yield _entered(stack, tryton_on_sqlite(tmp_path / "tryton"))


@pytest.fixture(scope="module")
def shared_tryton(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tryton]:
    """A server over SQLite for all tests of a module, which put it back as it was."""
    _asked_for()
    with ExitStack() as stack:
        yield _entered(stack, tryton_on_sqlite(tmp_path_factory.mktemp("tryton") / "server"))


@pytest.fixture
def tryton_postgres(tmp_path: Path, postgres_server: str) -> Iterator[Tryton]:
    """A server over PostgreSQL with 30 customers, for one test."""
    _asked_for()
    folder = programs()
    assert folder is not None
    (sockets,) = parse_qs(urlsplit(postgres_server).query)["host"]
    with ExitStack() as stack:
        yield _entered(stack, tryton_on_postgres(tmp_path / "tryton", sockets, (folder / "initdb").resolve().parent))


def _entered(stack: ExitStack, server: AbstractContextManager[Tryton]) -> Tryton:
    try:
        return stack.enter_context(server)
    except RuntimeError as error:
        told = f"Tryton does not run here: {error}"
        if required("tryton"):
            pytest.fail(told)
        pytest.skip(told)


def _asked_for() -> None:
    if "tryton" not in os.environ.get("KARTOTEKA_SERVERS", ""):
        pytest.skip(WHY)
