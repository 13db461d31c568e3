"""Names of sheets, as Excel takes them."""

from __future__ import annotations

import re

from kartoteka import gettext as _

LONGEST_NAME = 31
"""Characters, counted as Excel counts them: one beyond the basic plane is two."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]")
_KEPT_BY_EXCEL = "history"


def length(text: str) -> int:
    """How long Excel takes a text to be: in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def what_is_wrong(name: str) -> str | None:
    """Why a sheet cannot have this name; None where it can."""
    if not name.strip():
        return _("a sheet needs a name")
    if length(name) > LONGEST_NAME:
        return _(
            "{name!r} has {characters} characters; the name of a sheet has at most {most}",
            name=name,
            characters=length(name),
            most=LONGEST_NAME,
        )
    if found := _FORBIDDEN.search(name):
        return _("{name!r} has {characters!r}; the name of a sheet has none of [ ] : * ? / \\", name=name, characters=found[0])
    if name[0] == "'" or name[-1] == "'":
        return _("{name!r} has an apostrophe at an end; the name of a sheet has none there", name=name)
    if name.casefold() == _KEPT_BY_EXCEL:
        return _("{name!r} is a name that Excel keeps for itself", name=name)
    return None


def made_to_fit(text: str) -> str:
    """The text as the name of a sheet, cut and changed where Excel does not take it."""
    name = _cut(_FORBIDDEN.sub("_", text), LONGEST_NAME).strip("' ")
    if not name.strip():
        return "_"
    return f"{name}_" if name.casefold() == _KEPT_BY_EXCEL else name


def numbered(name: str, number: int) -> str:
    """The name of one of several sheets: `spring`, `spring (2)`."""
    if number == 1:
        return name
    end = f" ({number})"
    return _cut(name, LONGEST_NAME - len(end)) + end


def _cut(text: str, most: int) -> str:
    while length(text) > most:
        text = text[:-1]
    return text
