"""Finds the project file."""

from __future__ import annotations

from pathlib import Path

from kartoteka.errors import ConfigError

FILE_NAME = "kartoteka.yaml"


def find_project(folder: Path | None = None) -> Path:
    """The project file as an absolute path: in `folder` or in the current folder; `folder` may be the file itself.

    Raises:
        ConfigError: There is none; the message says where it was looked for.
    """
    looked_in = (Path.cwd() if folder is None else folder).absolute()
    if looked_in.is_file():
        return looked_in
    file = looked_in / FILE_NAME
    if file.is_file():
        return file
    if not looked_in.exists():
        raise ConfigError(f"{looked_in} does not exist", hint="Name the folder of a project, or its project file.")
    raise ConfigError(f"there is no {FILE_NAME} in {looked_in}", hint=_elsewhere(looked_in))


def _elsewhere(folder: Path) -> str:
    for other in ("kartoteka.yml", "Kartoteka.yaml", "kartoteka.json"):
        if (folder / other).is_file():
            return f"There is a {other}; rename it to {FILE_NAME}, or name it: --project {folder / other}"
    for parent in folder.parents:
        if (parent / FILE_NAME).is_file():
            return f"There is one in {parent}: use --project {parent}"
    return "Go to the project's folder, name it with --project DIR, or make an example with `kartoteka demo`."
