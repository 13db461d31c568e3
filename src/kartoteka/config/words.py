"""How a value of a YAML file is named to the person who wrote it, and which valid name was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

_LONGEST = 60


def found(value: Any) -> str:
    """`the text 'abc'`, `the number 5`, `a list`, `nothing`."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {shortened(str(value))}"
        case str():
            return f"the text {shortened(repr(value))}"
        case date():
            return f"the day {value}"
        case list():
            return "a list"
        case dict():
            return "a mapping"
    return f"{value!r}"


def shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The valid name that was probably meant."""
    by_folded = {valid.casefold(): valid for valid in names}
    matches = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def choices(names: Iterable[str]) -> str:
    """`a, b or c`."""
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} or {listed[-1]}" if listed else "nothing"


def suggestion(name: Any, names: Iterable[str], *, before: str = "write") -> str:
    """`did you mean 'tiers'? valid here: tiers, minimum`, or only the second half."""
    listed = list(names)
    near = nearest(str(name), listed)
    start = f"did you mean '{near}'? " if near else ""
    return f"{start}{before} {choices(listed)}"
