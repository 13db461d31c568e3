"""Secrets: `${env:NAME}` and `${file:PATH}` in any option. They are put in as late as can be, and never printed.

A project keeps the text with its placeholders. Only what a component or the catalog is made from has the values, and whatever
is told to a person goes through `scrub`, which puts the placeholders back.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kartoteka.config.places import KeyPath, Places
from kartoteka.errors import ConfigError, Problem
from kartoteka.language import gettext as _

_PLACEHOLDER = re.compile(r"\$\{([^{}]*)\}")
_SHORT = 4

_resolved: dict[str, str] = {}
"""Value -> placeholder, of every secret that this process has seen."""


class _Missing(Exception):
    """A secret that cannot be had: what is wrong, and what would do."""


def holds_secret(text: str) -> bool:
    """Whether a text has a placeholder in it."""
    return _PLACEHOLDER.search(text) is not None


def resolve_secrets(value: Any, key: KeyPath, places: Places) -> tuple[Any, list[Problem]]:
    """A copy of an option's value, or of a mapping of options, with the secrets in it.

    Args:
        value: Text, number, list or mapping as it was read.
        key: Where it stands.
        places: Of its file; `${file:…}` starts in the folder of that file.
    """
    problems: list[Problem] = []
    folder = Path(places.file).parent

    def resolved(value: Any, key: KeyPath) -> Any:
        match value:
            case str():
                return text(value, key)
            case Mapping():
                return {name: resolved(below, (*key, name)) for name, below in value.items()}
            case list():
                return [resolved(item, (*key, index)) for index, item in enumerate(value)]
        return value

    def text(value: str, key: KeyPath) -> str:
        def replaced(match: re.Match[str]) -> str:
            try:
                return _secret(match[0], match[1], folder)
            except _Missing as error:
                problems.append(places.problem(key, str(error.args[0]), error.args[1], offset=match.start()))
                return match[0]

        return _PLACEHOLDER.sub(replaced, value)

    return resolved(value, key), problems


def resolve_text(text: str, key: KeyPath, places: Places) -> str:
    """One text with its secrets, such as the address of the catalog.

    Raises:
        ConfigError: A secret is missing.
    """
    value, problems = resolve_secrets(text, key, places)
    if problems:
        raise ConfigError(problems)
    return str(value)


def scrub(text: str) -> str:
    """A text for people, with the placeholder in place of every secret that this process has seen.

    A value of fewer than four characters is replaced only where it stands as a word of its own.
    """
    for value, placeholder in sorted(_resolved.items(), key=lambda pair: len(pair[0]), reverse=True):
        if len(value) >= _SHORT:
            for written in dict.fromkeys((value, repr(value)[1:-1])):
                text = text.replace(written, placeholder)
        else:
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", placeholder.replace("\\", r"\\"), text)
    return text


def _secret(placeholder: str, content: str, folder: Path) -> str:
    kind, __, name = content.partition(":")
    if kind == "env" and name:
        value = os.environ.get(name)
        if value is None:
            raise _Missing(
                _("{placeholder}: the environment variable {name} is not set", placeholder=placeholder, name=name),
                _("set it: export {name}=…", name=name),
            )
    elif kind == "file" and name:
        path = folder / name
        try:
            value = path.read_text("utf-8-sig").rstrip("\r\n")
        except (OSError, ValueError) as error:
            reason = (error.strerror if isinstance(error, OSError) else None) or _("it is not text in UTF-8")
            raise _Missing(
                _("{placeholder}: the file {path} cannot be read: {reason}", placeholder=placeholder, path=path, reason=reason),
                _("the path starts at the project file"),
            ) from None
    else:
        raise _Missing(_("{placeholder} names no secret", placeholder=placeholder), _("write ${env:NAME} or ${file:PATH}"))
    if value:
        _resolved[value] = placeholder
    return value
