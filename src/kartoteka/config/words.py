"""How a value of a YAML file is named to the person who wrote it, and which valid name was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

from kartoteka.language import alternatives_in_words
from kartoteka.language import gettext as _

_LONGEST = 60


def found(value: Any) -> str:
    """`the text 'abc'`, `the number 5`, `a list`, `nothing`."""
    match value:
        case None:
            return _("nothing")
        case bool():
            return "true" if value else "false"
        case int() | float():
            return _("the number {number}", number=shortened(str(value)))
        case str():
            return _("the text {text}", text=shortened(repr(value)))
        case date():
            return _("the day {day}", day=value)
        case list():
            return _("a list")
        case dict():
            return _("a mapping")
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
    return alternatives_in_words([*names] or [_("nothing")])


def suggestion(name: Any, names: Iterable[str]) -> str:
    """`did you mean 'keep'? write keep or remove`, or only the second half."""
    listed = list(names)
    near = nearest(str(name), listed)
    if near:
        return _("did you mean '{near}'? write {choices}", near=near, choices=choices(listed))
    return _("write {expected}", expected=choices(listed))
