"""The plugins that a person does not want imported: a list of their own, and one in the environment."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kartoteka.errors import StateError
from kartoteka.language import gettext as _
from kartoteka.plugin.provenance import Provenance

FOLDER_VARIABLE = "KARTOTEKA_CONFIG_DIR"
BLOCK_VARIABLE = "KARTOTEKA_BLOCK"


def blocked_file() -> Path:
    """The list, one name a line, in the person's settings folder; `KARTOTEKA_CONFIG_DIR` names another folder."""
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder:
        return Path(folder) / "blocked"
    import click

    return Path(click.get_app_dir("kartoteka")) / "blocked"


@dataclass(frozen=True, slots=True)
class Blocked:
    """Names of plugins (`acme`, or `acme-dist/acme`) that must not be imported, by who said so."""

    by_list: frozenset[str] = frozenset()
    by_environment: frozenset[str] = frozenset()

    def reason(self, provenance: Provenance) -> str | None:
        """Why this plugin is blocked, and how to unblock it; None where it is not."""
        for name in sorted(self.by_list):
            if provenance.answers_to(name):
                return _(
                    "{plugin} is blocked; 'kartoteka plugins unblock {name}' brings it back",
                    plugin=provenance,
                    name=name,
                )
        if any(provenance.answers_to(name) for name in self.by_environment):
            return _(
                "{plugin} is blocked by the environment variable {name}",
                plugin=provenance,
                name=BLOCK_VARIABLE,
            )
        return None


def read_blocked() -> Blocked:
    """Both lists.

    Raises:
        StateError: The list is there and cannot be read.
    """
    environment = os.environ.get(BLOCK_VARIABLE, "").split(",")
    return Blocked(frozenset(_read(blocked_file())), frozenset(name.strip() for name in environment if name.strip()))


def block(name: str) -> bool:
    """Put a name on the person's list; False where it stood there already."""
    names = _read(blocked_file())
    if name in names:
        return False
    _write([*names, name])
    return True


def unblock(name: str) -> bool:
    """Take a name off the person's list; False where it did not stand there."""
    names = _read(blocked_file())
    if name not in names:
        return False
    _write(other for other in names if other != name)
    return True


def _read(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StateError(
            _("the list of blocked plugins {file} cannot be read: {reason}", file=file, reason=error.strerror),
            hint=_("{name} names another folder", name=FOLDER_VARIABLE),
        ) from error
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def _write(names: Iterable[str]) -> None:
    file = blocked_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".blocked-")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.writelines(f"{name}\n" for name in sorted(names))
        Path(temporary).replace(file)
    except OSError as error:
        raise StateError(
            _("the list of blocked plugins {file} cannot be written: {reason}", file=file, reason=error.strerror)
        ) from error
