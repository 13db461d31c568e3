"""A real PostgreSQL server, made for one test session and thrown away."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from support.servers import running_as

ABSENT = "PostgreSQL's server programs (initdb, pg_ctl) are not on this machine: its tests did not run"


def programs() -> Path | None:
    """The folder of the server's programs."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


def required(component: str) -> bool:
    """Whether its absence is a failure here (in CI) and not a skip."""
    return component in os.environ.get("KARTOTEKA_REQUIRE", "").replace(",", " ").split()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server's database `postgres`; it listens on a socket in a folder of its own."""
    folder = programs()
    if folder is None:
        if required("postgres"):
            pytest.fail(ABSENT)
        pytest.skip(ABSENT)
    home = Path(tempfile.mkdtemp(prefix="kartoteka-pg-"))
    as_user = running_as("postgres")
    if as_user:
        shutil.chown(home, "postgres")

    def run(*arguments: str) -> None:
        # A server that inherited a pipe would keep it open, so the output goes to a file.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run([*as_user, *arguments], cwd="/", stdout=output, stderr=output, check=False)
            output.seek(0)
            assert done.returncode == 0, output.read().decode()

    data = home / "data"
    fast = f"-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' -k {home}"
    run(str(folder / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
    run(str(folder / "pg_ctl"), "-D", str(data), "-o", fast, "-l", str(home / "log"), "-w", "start")
    try:
        yield f"postgresql+psycopg://postgres@/postgres?host={home}"
    finally:
        run(str(folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(home, ignore_errors=True)


_numbers = count(1)


@pytest.fixture(scope="session")
def new_database(postgres_server: str) -> Callable[[], str]:
    """Makes an empty database and gives its URL."""
    from sqlalchemy import create_engine, text

    def make() -> str:
        name = f"test_{next(_numbers)}"
        engine = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return postgres_server.replace("/postgres?", f"/{name}?")

    return make
