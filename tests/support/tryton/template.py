"""The filled database, made once on a machine and copied for each test."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from support.tryton.environment import cache, run
from support.tryton.rpc import Rpc
from support.tryton.seed import CUSTOMERS, seed
from support.tryton.server import DATABASE, new_database, serving

FEW = 30
"""How many customers there are on PostgreSQL: a second large database would take a minute more to make."""


@dataclass(frozen=True)
class Tryton:
    """A running server with customers and orders.

    Attributes:
        key: For its REST interface.
        rpc: Another way in, to look at what became of it.
    """

    url: str
    key: str
    rpc: Rpc


@contextmanager
def tryton_on_sqlite(folder: Path) -> Iterator[Tryton]:
    """A server over a copy of the template."""
    template = _made("sqlite", _sqlite_template)
    (folder / "data").mkdir(parents=True)
    shutil.copyfile(template / "content", folder / "data" / f"{DATABASE}.sqlite")
    with serving(folder) as url:
        yield from _entered(url, (template / "key").read_text())


@contextmanager
def tryton_on_postgres(folder: Path, sockets: str, programs: Path) -> Iterator[Tryton]:
    """A server over a database of PostgreSQL, filled from a dump.

    Args:
        folder: Its settings and logs.
        sockets: The folder in which PostgreSQL listens.
        programs: The folder of PostgreSQL's programs.
    """
    reach = ["-h", sockets, "-U", "postgres"]
    environment = {"PGHOST": sockets, "PGUSER": "postgres"}

    def dump(place: Path) -> str:
        run(str(programs / "createdb"), *reach, DATABASE)
        new_database(place, "postgresql://", environment)
        with serving(place, "postgresql://", environment) as url:
            key = _seeded(url, FEW)
        run(str(programs / "pg_dump"), *reach, "-f", str(place / "content"), DATABASE)
        run(str(programs / "dropdb"), *reach, DATABASE)
        return key

    template = _made("postgres", dump)
    run(str(programs / "createdb"), *reach, DATABASE)
    run(str(programs / "psql"), *reach, "-q", "-v", "ON_ERROR_STOP=1", "-f", str(template / "content"), DATABASE)
    with serving(folder, "postgresql://", environment) as url:
        yield from _entered(url, (template / "key").read_text())


def _sqlite_template(place: Path) -> str:
    new_database(place)
    with serving(place) as url:
        key = _seeded(url, CUSTOMERS)
    with closing(sqlite3.connect(place / "data" / f"{DATABASE}.sqlite")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # else most of it is in a file beside
    (place / "data" / f"{DATABASE}.sqlite").rename(place / "content")
    return key


def _made(kind: str, make: Callable[[Path], str]) -> Path:
    """The folder of a template, with its content and the key in it; made if need be, two minutes then."""
    made_by = hashlib.sha256(Path(__file__).with_name("seed.py").read_bytes()).hexdigest()[:12]
    folder = cache() / f"{kind}-{made_by}"
    with FileLock(cache() / f"{kind}.lock"):
        if not (folder / "key").exists():
            with tempfile.TemporaryDirectory() as work:
                key = make(Path(work))
                folder.mkdir(exist_ok=True)
                shutil.copyfile(Path(work) / "content", folder / "content")
                (folder / "key").write_text(key)
    return folder


def _seeded(url: str, customers: int) -> str:
    rpc = Rpc(url, DATABASE)
    try:
        return seed(rpc, customers)
    finally:
        rpc.close()


def _entered(url: str, key: str) -> Iterator[Tryton]:
    rpc = Rpc(url, DATABASE)
    rpc.context = rpc("model.res.user.get_preferences", True)
    try:
        yield Tryton(url, key, rpc)
    finally:
        rpc.close()
