"""Taps and targets in environments of their own, and a tap that does what a script says."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from support.postgres import required

SCRIPTED = Path(__file__).parents[1] / "singer" / "taps" / "tap_scripted.py"
CUSTOMERS = {"customer_id": {"type": ["integer"]}, "name": {"type": ["null", "string"]}}


def installed(distribution: str, version: str, program: str) -> Path:
    """A program of a distribution, in an environment that is made once and kept for other sessions and interpreters.

    Where it cannot be installed the test is skipped, but fails if `KARTOTEKA_REQUIRE` names `singer`.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kartoteka-tests" / "singer"
    home, done = cache / f"{distribution}-{version}", cache / f"{distribution}-{version}" / ".complete"
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / f"{distribution}-{version}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            venv.create(home, clear=True, with_pip=True)
            pip = [home / "bin" / "pip", "install", "--quiet", f"{distribution}=={version}"]
            # What holds back the versions of this environment says nothing of another's.
            own = {name: value for name, value in os.environ.items() if name not in ("PIP_CONSTRAINT", "PYTHONPATH")}
            made = subprocess.run(pip, capture_output=True, text=True, check=False, env=own)
            if made.returncode != 0:
                told = f"{distribution} {version} cannot be installed: its tests did not run\n{made.stderr[-500:]}"
                pytest.fail(told) if required("singer") else pytest.skip(told)
            done.touch()
    return home / "bin" / program


def schema(properties: Mapping[str, Any], *, stream: str = "customers", key: Sequence[str] = ("customer_id",)) -> str:
    """A SCHEMA message."""
    shape = {"type": "object", "properties": properties}
    return json.dumps({"type": "SCHEMA", "stream": stream, "schema": shape, "key_properties": list(key)})


def record(stream: str = "customers", /, *, version: int | None = None, **cells: Any) -> str:
    """A RECORD message."""
    told = {"type": "RECORD", "stream": stream, "record": cells, "time_extracted": "2026-11-30T08:00:00Z"}
    return json.dumps(told if version is None else {**told, "version": version})


def state(value: Any) -> str:
    """A STATE message."""
    return json.dumps({"type": "STATE", "value": value})


def activate(version: int, stream: str = "customers") -> str:
    """An ACTIVATE_VERSION message."""
    return json.dumps({"type": "ACTIVATE_VERSION", "stream": stream, "version": version})


@dataclass
class Scripted:
    """A folder with a script for the scripted tap.

    Attributes:
        folder: Where its files are.
        properties: Of its stream `customers`, as it tells them when asked.
        metadata: Of that stream.
    """

    folder: Path
    properties: Mapping[str, Any]
    metadata: Mapping[str, Any]

    @property
    def options(self) -> dict[str, Any]:
        """The source's options, to run it."""
        entry = {
            "stream": "customers",
            "tap_stream_id": "db-customers",
            "key_properties": ["customer_id"],
            "schema": {"type": "object", "properties": self.properties},
            "metadata": [{"breadcrumb": [], "metadata": dict(self.metadata)}],
        }
        config = {
            "catalog": {"streams": [entry, {**entry, "stream": "other", "tap_stream_id": "db-other"}]},
            "script": str(self.folder / "script"),
            "seen": str(self.folder / "seen"),
            "password": "s3cr3t-word",
        }
        return {"tap": [sys.executable, str(SCRIPTED)], "config": config, "stream": "customers"}

    def says(self, *lines: str) -> None:
        """What it says from now on."""
        (self.folder / "script").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    @property
    def seen(self) -> list[dict[str, Any]]:
        """What each of its runs was given: the contents of its files by option."""
        file = self.folder / "seen"
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []
