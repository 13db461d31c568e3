"""A running server over a copy of a database."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from support.tryton.environment import MODULES, programs, run
from support.tryton.rpc import Rpc

DATABASE = "crm"
PASSWORD = "admin"


@contextmanager
def serving(folder: Path, uri: str = "sqlite://", environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """A server at work, by its URL.

    Args:
        folder: Its settings and logs; a database of SQLite is `data/crm.sqlite` in it.
        uri: Of the databases; SQLite's is only their kind.
        environment: What PostgreSQL is reached by.
    """
    port = _free_port()
    settings = _settings(folder, uri, port)
    with (folder / "log").open("ab") as log:
        server = subprocess.Popen(
            [str(programs() / "trytond"), "-c", str(settings), "-d", DATABASE],
            stdout=log,
            stderr=log,
            cwd=folder,
            env={**os.environ, **(environment or {})},
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url, server, folder / "log")
            yield url
        finally:
            server.terminate()
            server.wait(30)


def new_database(folder: Path, uri: str = "sqlite://", environment: Mapping[str, str] | None = None) -> None:
    """Make the tables of all modules, for somebody called admin; takes most of a minute."""
    settings = _settings(folder, uri, 0)
    password = folder / "password"
    password.write_text(PASSWORD)
    if uri == "sqlite://":
        (folder / "data" / f"{DATABASE}.sqlite").touch()
    made = ["-d", DATABASE, "--email", "admin@example.com", "--activate-dependencies", "-u", *MODULES]
    run(str(programs() / "trytond-admin"), "-c", str(settings), *made, TRYTONPASSFILE=str(password), **(environment or {}))


def _settings(folder: Path, uri: str, port: int) -> Path:
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    settings = folder / "trytond.conf"
    settings.write_text(f"[database]\nuri = {uri}\npath = {data}\n[web]\nlisten = 127.0.0.1:{port}\n")
    return settings


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            httpx.post(f"{url}/", json={"method": "common.server.version", "params": []}, timeout=5, trust_env=False)
            Rpc(url, DATABASE, "admin", PASSWORD).close()
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError(f"the Tryton server did not start:\n{log.read_text()[-4000:]}")
