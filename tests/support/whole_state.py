"""What a project of `whole_job` looks like from outside, so that two of them can be compared."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kartoteka.catalog import Catalog
from support.run_records import bare_project

DATABASES = ("catalog.sqlite", "crm.sqlite")

# What differs between two folders, or between two runs of the same inputs, and is none of a run's results.
_ACCIDENTAL = re.compile(
    r"(?P<draft>\.kartoteka-[0-9a-f]{20}\.draft)"
    r"|(?P<root>\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{8}(?=\.shop-))"
    r"|(?P<key>(?<=VALUES\(')[0-9a-f]{64})"
)
_ACCIDENTAL_COLUMNS = """
UPDATE steps SET seconds = 0;
UPDATE runs SET started_at = '', finished_at = '';
UPDATE deliveries SET settled_at = '' WHERE settled_at IS NOT NULL;
UPDATE state SET home = '';
"""


@dataclass(frozen=True)
class State:
    """A project at rest.

    Attributes:
        files: Every file and folder (a folder has no content), the two databases among them as what their tables say.
        runs: The committed runs, in order.
        snapshots: For each as-of date, the snapshot that the catalog calls true.
        delivered: The lists at their final places: each file, and the table.
    """

    files: dict[str, bytes]
    runs: tuple[str, ...]
    snapshots: dict[str, bytes]
    delivered: dict[str, bytes]

    @property
    def sha256(self) -> str:
        """Two projects that look the same have the same."""
        return hashlib.sha256(repr(sorted(self.files.items())).encode()).hexdigest()


def state_of(folder: Path) -> State:
    """Look at a project. It is looked at in a copy, because to open a database that was killed is to mend it."""
    copy = folder.with_name("looked-at")
    shutil.copytree(folder, copy, symlinks=True)
    try:
        runs, snapshots = _remembered(copy)
        lists = {str(file.relative_to(copy)): file.read_bytes() for file in copy.glob("out/[!.]*")}
        database = {"table": _rows(copy / "crm.sqlite")} if (copy / "crm.sqlite").exists() else {}
        return State(_files(copy, folder), runs, snapshots, {**lists, **database})
    finally:
        shutil.rmtree(copy)


def _remembered(folder: Path) -> tuple[tuple[str, ...], dict[str, bytes]]:
    """As a report would read it."""
    catalog = Catalog.open_to_read(bare_project(folder))
    if catalog is None:
        return (), {}
    runs = catalog.runs("shop")
    true = [run for run in runs if run.superseded_by is None]
    snapshots = {str(run.as_of): (catalog.snapshot_folder(run) / "customers.parquet").read_bytes() for run in true}
    return tuple(run.run_id for run in runs), snapshots


def _rows(database: Path) -> bytes:
    with closing(sqlite3.connect(database)) as connection:
        exists = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'autumn'").fetchone()[0]
        return repr(connection.execute("SELECT * FROM autumn").fetchall()).encode() if exists else b"no table"


def _files(folder: Path, original: Path) -> dict[str, bytes]:
    names = [str(path.relative_to(original)) for path in original.rglob("*")]
    found = {_plain(name): _content(folder / name) for name in names if not name.startswith((".kartoteka/lock", "data"))}
    # Since a database that was opened has lost its journal, what it says says it all.
    return {name: content for name, content in found.items() if not name.endswith("-journal")} | {
        "journals": repr(sorted(name for name in names if name.endswith("-journal"))).encode()
    }


def _content(path: Path) -> bytes:
    if path.name in DATABASES:
        with closing(sqlite3.connect(path)) as connection:
            if connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'runs'").fetchone()[0]:
                connection.executescript(_ACCIDENTAL_COLUMNS)
            return _plain("\n".join(connection.iterdump())).encode()
    if not path.is_file():  # a folder, or the journal that was there
        return b""
    content = path.read_bytes()
    return _plain(content.decode()).encode() if path.name in ("announced.txt", "root.json") else content


def _plain(text: str) -> str:
    return _ACCIDENTAL.sub(lambda found: f"<{found.lastgroup}>", text)
