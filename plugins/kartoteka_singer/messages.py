"""The lines that a tap writes, as messages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kartoteka import InputError
from kartoteka import gettext as _
from kartoteka_singer.schema import JsonSchema

_SHOWN_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Schema:
    """What the records of a stream look like from here on."""

    stream: str
    schema: JsonSchema
    key: Sequence[str]


@dataclass(frozen=True, slots=True)
class Record:
    """A row. `line` is its place in what the tap wrote, from 1."""

    stream: str
    record: Mapping[str, Any]
    version: int | None
    line: int


@dataclass(frozen=True, slots=True)
class State:
    """Where a later run may go on, once everything before it is kept."""

    value: Any


@dataclass(frozen=True, slots=True)
class ActivateVersion:
    """The rows of a stream that have another version are gone."""

    stream: str
    version: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """A message of a type that nobody has told us of."""

    type: str


Message = Schema | Record | State | ActivateVersion | Unknown


def messages(lines: Iterable[bytes], tap: str, hide: Callable[[str], str]) -> Iterator[Message]:
    """What a tap says. Numbers with a decimal mark are `Decimal`, with all their digits.

    Args:
        lines: As they come.
        tap: Its name, for messages.
        hide: Takes secrets out of a text.

    Raises:
        InputError: A line is no message; it is told with its number.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            told = json.loads(line, parse_float=Decimal, parse_constant=Decimal)
        except (ValueError, RecursionError) as error:
            raise _broken(tap, number, line, _("is no JSON ({error})", error=error), hide) from error
        try:
            yield _message(told, number)
        except _BatchFiles as error:
            raise InputError(
                _("line {number} of {tap} is a BATCH message, which names files instead of records", number=number, tap=tap),
                hint=_("Switch batches off in the tap's settings: leave `batch_config` out."),
            ) from error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _broken(tap, number, line, _("is no Singer message ({error})", error=_why(error)), hide) from error


class _BatchFiles(Exception):
    pass


def _message(told: Any, line: int) -> Message:
    match told["type"]:
        case "RECORD":
            if not isinstance(told["record"], dict):
                raise TypeError(_("its record is no object"))
            return Record(_name(told), told["record"], _version(told.get("version")), line)
        case "STATE":
            return State(told["value"])
        case "SCHEMA":
            if not isinstance(told["schema"], dict):
                raise TypeError(_("its schema is no object"))
            return Schema(_name(told), told["schema"], [str(name) for name in told.get("key_properties") or ()])
        case "ACTIVATE_VERSION":
            return ActivateVersion(_name(told), int(told["version"]))
        case "BATCH":
            raise _BatchFiles
        case type_:
            return Unknown(str(type_))


def _name(told: Mapping[str, Any]) -> str:
    if not isinstance(told["stream"], str):
        raise TypeError(_("its stream is no text"))
    return told["stream"]


def _version(written: Any) -> int | None:
    return None if written is None else int(written)


def _why(error: Exception) -> str:
    return _("it has no {error}", error=error) if isinstance(error, KeyError) else str(error)


def _broken(tap: str, number: int, line: bytes, what: str, hide: Callable[[str], str]) -> InputError:
    text = hide(line.decode("utf-8", "replace").strip())
    shown = text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"
    hint = _("A tap writes nothing but messages on its standard output; look whether a newer version of it does.")
    return InputError(
        _("line {number} of {tap} {problem}: {text}", number=number, tap=tap, problem=what, text=shown), hint=hint
    )
