"""A real MariaDB server, made for one test session and thrown away."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from support.postgres import required
from support.servers import program, running_as

ABSENT = "MariaDB's server programs (mariadbd, mariadb-install-db) are not on this machine: its tests did not run"
_SECONDS = 60


@pytest.fixture(scope="session")
def mariadb_server() -> Iterator[str]:
    """The URL of a server without a database; it listens on a socket in a folder of its own."""
    server, install = program("mariadbd"), program("mariadb-install-db")
    if server is None or install is None:
        if required("mariadb"):
            pytest.fail(ABSENT)
        pytest.skip(ABSENT)
    home = Path(tempfile.mkdtemp(prefix="kartoteka-mariadb-"))
    as_user = running_as("mysql")
    if as_user:
        shutil.chown(home, "mysql")
    data, socket = home / "data", home / "socket"
    made = [install, "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db"]
    with (home / "log").open("wb") as log:
        subprocess.run([*as_user, *made], cwd="/", stdout=log, stderr=log, check=True)
        fast = [
            "--skip-networking",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-doublewrite=0",
            "--innodb-log-file-size=8M",
        ]
        started = [server, "--no-defaults", f"--datadir={data}", f"--socket={socket}", f"--pid-file={home / 'pid'}", *fast]
        process = subprocess.Popen([*as_user, *started], cwd="/", stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        until = time.monotonic() + _SECONDS
        while not socket.exists():
            assert process.poll() is None, (home / "log").read_text(errors="replace")
            assert time.monotonic() < until
            time.sleep(0.05)
        yield f"mariadb+pymysql://root@localhost/?unix_socket={socket}"
    finally:
        process.terminate()
        process.wait(_SECONDS)
        shutil.rmtree(home, ignore_errors=True)


_numbers = count(1)


@pytest.fixture(scope="session")
def new_mariadb(mariadb_server: str) -> Callable[[], str]:
    """Makes an empty database and gives its URL."""
    from sqlalchemy import create_engine, text

    def make() -> str:
        name = f"test_{next(_numbers)}"
        engine = create_engine(mariadb_server)
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} CHARACTER SET utf8mb4"))
        engine.dispose()
        return mariadb_server.replace("localhost/?", f"localhost/{name}?")

    return make
