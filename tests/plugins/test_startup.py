"""`--help` and `plugins list` cost next to nothing: they import registration modules alone."""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path

import pytest

from support.distributions import run_python

HEAVY = {"alembic", "duckdb", "narwhals", "numpy", "pandas", "polars", "pyarrow", "sqlalchemy", "sqlglot", "xlsxwriter"}
LIGHTER = {"charset_normalizer", "filelock", "marshmallow", "rich", "ruamel"}
CPU_LIMIT = 0.25  # seconds over a bare `import click`

LIST_MODULES = """
import sys
from kartoteka.cli.main import main
code = main(sys.argv[1:])
print("MODULES", *sys.modules, file=sys.stderr)
sys.exit(code)
"""


def imported_by(arguments: list[str], settings: Path) -> set[str]:
    done = run_python("-c", LIST_MODULES, *arguments, settings=settings)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.partition("MODULES ")[2].split())


@pytest.mark.parametrize("arguments", [["--help"], ["plugins", "list"], ["plugins", "list", "--json"], ["--version"]])
def test_registration_modules_alone_are_imported(arguments: list[str], settings: Path) -> None:
    modules = imported_by(arguments, settings)
    assert {name.partition(".")[0] for name in modules} & (HEAVY | LIGHTER) == set()
    registered = {name for name in modules if name.startswith("kartoteka_") and name.partition(".")[2]}
    assert registered <= {name for name in modules if name.endswith(".plugin")}


@pytest.mark.parametrize("arguments", [["plugins", "block", "size"], ["--version"]])
def test_these_import_no_plugin_at_all(arguments: list[str], settings: Path) -> None:
    assert not any(name.startswith("kartoteka_") for name in imported_by(arguments, settings))


def test_help_imports_no_command(settings: Path) -> None:
    modules = {
        name.removeprefix("kartoteka.cli.") for name in imported_by(["--help"], settings) if name.startswith("kartoteka.cli.")
    }
    assert modules == {"commands", "group", "json_text", "main", "language", "output", "printable", "translated"}


def cpu_seconds(*arguments: str) -> float:
    """User and system time of one Python."""
    silent = os.open(os.devnull, os.O_WRONLY)
    process = os.posix_spawn(
        sys.executable, [sys.executable, *arguments], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, silent, 1)]
    )
    os.close(silent)
    _, status, usage = os.wait4(process, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    return usage.ru_utime + usage.ru_stime


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the CPU time of one child cannot be told here")
def test_help_takes_little_more_than_importing_click(settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KARTOTEKA_CONFIG_DIR", str(settings))
    cpu_seconds("-m", "kartoteka.cli.main", "--help")  # writes the bytecode, once
    bare = statistics.median(cpu_seconds("-c", "import click") for _ in range(5))
    helped = statistics.median(cpu_seconds("-m", "kartoteka.cli.main", "--help") for _ in range(5))
    assert helped - bare < CPU_LIMIT
