"""Which program an option means: an executable, or a command with its arguments."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marshmallow import ValidationError, fields, validate

from kartoteka import ConfigError
from kartoteka import gettext as _


def _is_command(value: Any) -> None:
    words = value if isinstance(value, list) else [value]
    if not words or not all(isinstance(word, str) and word.strip() and "\0" not in word for word in words):
        raise ValidationError(
            _("{value!r} is no program; write its name or path, or a list of it and its arguments", value=value)
        )


class CommandOption(fields.Raw):
    """The path or name of an executable, or a list of it and its arguments."""

    def __init__(self, description: str) -> None:
        super().__init__(required=True, validate=_is_command, metadata={"description": description})


class SettingsOption(fields.Dict):
    """The settings of a program, as its own documentation names them."""

    def __init__(self, what: str) -> None:
        description = (
            f"The {what}'s settings, as its documentation names them. Secrets come from ${{env:NAME}} or ${{file:PATH}}; they "
            "are handed over in a file that only the user may read, and that is removed afterwards."
        )
        super().__init__(keys=fields.String(validate=validate.Length(min=1)), metadata={"description": description})


@dataclass(frozen=True, slots=True)
class Program:
    """A tap or a target.

    Attributes:
        command: An executable that exists, and its arguments.
        name: What people call it: `tap-postgres`.
        settings: What its `--config` holds.
        folder: Where it is started, and where relative paths in its settings begin.
    """

    command: Sequence[str]
    name: str
    settings: Mapping[str, Any]
    folder: Path


def find_program(written: str | Sequence[str], settings: Mapping[str, Any], project: Path) -> Program:
    """The program that an option means.

    A path begins at the project's folder; a bare name is looked for on PATH.

    Raises:
        ConfigError: There is none, or it may not be run.
    """
    first, *arguments = [written] if isinstance(written, str) else written
    path = Path(first).expanduser()
    found = shutil.which(str(project / path) if len(path.parts) > 1 else first)
    name = Path(arguments[0] if arguments and not arguments[0].startswith("-") else first).name.removesuffix(".py")
    if found is None:
        if len(path.parts) > 1:
            message = _("{program} is no program that can be run", program=project / path)
        else:
            message = _("no program {program!r} is on PATH", program=first)
        raise ConfigError(
            message,
            hint=_(
                "Install it into an environment of its own and name its path: {commands}, then {path}; or {other}.",
                commands=f"python3 -m venv .taps/{name} && .taps/{name}/bin/pip install {name}",
                path=f".taps/{name}/bin/{name}",
                other=f"pipx install {name}",
            ),
        )
    return Program((str(Path(found).absolute()), *arguments), name, settings, project)
