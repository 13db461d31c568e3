"""Finds the project file."""

from __future__ import annotations

from pathlib import Path

from kartoteka.errors import ConfigError
from kartoteka.language import gettext as _

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
        raise ConfigError(
            _("{folder} does not exist", folder=looked_in), hint=_("Name the folder of a project, or its project file.")
        )
    raise ConfigError(_("there is no {file} in {folder}", file=FILE_NAME, folder=looked_in), hint=_elsewhere(looked_in))


def _elsewhere(folder: Path) -> str:
    for other in ("kartoteka.yml", "Kartoteka.yaml", "kartoteka.json"):
        if (folder / other).is_file():
            return _(
                "There is a {other}; rename it to {file}, or name it: --project {path}",
                other=other,
                file=FILE_NAME,
                path=folder / other,
            )
    for parent in folder.parents:
        if (parent / FILE_NAME).is_file():
            return _("There is one in {folder}: use --project {folder}", folder=parent)
    return _("Go to the project's folder, name it with --project DIR, or make an example with `kartoteka demo`.")
