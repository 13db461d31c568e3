"""Scalars as they are written into a YAML file."""

from __future__ import annotations

from functools import cache
from typing import Any


def scalar(value: str | int | None) -> str:
    """A value in YAML 1.2 that reads back as itself, with quotes only where it needs them; it can stand in a flow as well."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if (
        any(map(str.isalnum, value))
        and value == value.strip()
        and value.isprintable()
        and not (set(value) & set('"#{}[],'))
        and _reads_back(value)
    ):
        return value
    if value.isprintable() and "\\" not in value and '"' not in value:
        return f'"{value}"'
    if value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    escaped = "".join(letter if letter.isprintable() and letter not in '"\\' else _escape(letter) for letter in value)
    return f'"{escaped}"'


def _escape(letter: str) -> str:
    return {"\t": "\\t", "\n": "\\n", '"': '\\"', "\\": "\\\\"}.get(letter) or (
        f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"
    )


def _reads_back(value: str) -> bool:
    from ruamel.yaml.error import YAMLError

    try:
        return bool(_reader().load(f"key: {value}\n") == {"key": value})
    except YAMLError:
        return False


@cache
def _reader() -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True)


def comment(text: str) -> str:
    """A comment of one line."""
    return "# " + " ".join(letter_text(text).split())


def letter_text(text: str) -> str:
    """The text without what would end a comment or steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
