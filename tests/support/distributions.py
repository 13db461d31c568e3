"""Small distributions kept in the tests, installed into a folder the way an installer would, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

DATA = Path(__file__).parent.parent / "plugins" / "data"


def install(name: str, into: Path) -> Path:
    """Install the distribution of `plugins/data/<name>`; gives the folder for `PYTHONPATH`."""
    return install_folder(DATA / name, into)


def install_folder(source: Path, into: Path) -> Path:
    """Copy the packages of a distribution and write its `.dist-info`; gives the folder for `PYTHONPATH`."""
    project = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = [folder for folder in source.iterdir() if (folder / "__init__.py").exists()]
    for package in packages:
        shutil.copytree(package, into / package.name, ignore=shutil.ignore_patterns("__pycache__"))
    info = into / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir(parents=True)
    required = "".join(f"Requires-Dist: {line}\n" for line in project.get("dependencies", []))
    metadata = f"Metadata-Version: 2.3\nName: {project['name']}\nVersion: {project['version']}\n{required}"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    groups = project.get("entry-points", {}).items()
    sections = (f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in points.items()) for group, points in groups)
    (info / "entry_points.txt").write_text("\n".join(sections), encoding="utf-8")
    return into


def run_python(*arguments: str, path: Path | None = None, settings: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A Python of its own that sees the distributions in `path`, with `settings` as the person's settings folder."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("KARTOTEKA_", "COVERAGE_", "PYTEST_"))}
    environment = kept | {"KARTOTEKA_CONFIG_DIR": str(settings), "PYTHONUTF8": "1", "COLUMNS": "100"} | variables
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", env=environment, timeout=60, check=False
    )


def run_kartoteka(
    *arguments: str, path: Path | None = None, settings: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    """The program, in a process of its own."""
    return run_python("-m", "kartoteka.cli.main", *arguments, path=path, settings=settings, **variables)
