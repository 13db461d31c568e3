"""A real Tryton server in an environment of its own. It is under the GPL: it runs beside us, and nothing of it is imported."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

PACKAGES = (
    "trytond[postgresql]~=8.2.0",
    "psycopg[binary]>=3.2.10",
    "trytond-sale~=8.2.0",
    "trytond-sale-price-list~=8.2.0",
    "trytond-marketing-email~=8.2.0",
)
MODULES = ("sale", "sale_price_list", "marketing_email")


def cache() -> Path:
    """Where what takes minutes to make is kept: the environment, and databases to copy."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    named = hashlib.sha256(repr((PACKAGES, MODULES, version)).encode()).hexdigest()[:12]
    folder = home / "kartoteka-tests" / f"tryton-{named}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def programs() -> Path:
    """The folder of the server's programs, installed if need be; half a minute then.

    Raises:
        RuntimeError: They cannot be installed.
    """
    folder = cache() / "environment"
    done = folder / "installed"
    with FileLock(cache() / "environment.lock"):
        if not done.exists():
            run(sys.executable, "-m", "venv", "--clear", str(folder))
            run(str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", *PACKAGES)
            done.touch()
    return folder / "bin"


def run(*arguments: str, **environment: str) -> None:
    """A program, to its end.

    Raises:
        RuntimeError: It failed; the end of its output is in the message.
    """
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, env={**os.environ, **environment})
    if done.returncode:
        raise RuntimeError(f"{Path(arguments[0]).name} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
