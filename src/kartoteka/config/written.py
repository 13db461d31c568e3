"""Where a character of a scalar's text stands in the file: quotes, blocks and folded lines make the two differ."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """A scalar as it was read, and as it stands in the file, quotes and block indicator included."""

    text: str
    source: str


def place_inside(written: Written | None, offset: int, start: tuple[int, int]) -> tuple[int, int]:
    """The line and column of `written.text[offset]`, where the scalar begins at `start`.

    Folding changes nothing but blanks, so the place is found by counting the characters that are none.
    """
    line, column = start
    if written is None:
        return line, column + offset
    source, solid = written.source, sum(not character.isspace() for character in written.text[:offset])
    quote = source[:1] if source[:1] in ("'", '"') else ""
    index = source.find("\n") + 1 if source[:1] in ("|", ">") else len(quote)
    while index < len(source) and (solid > 0 or source[index].isspace()):
        if not source[index].isspace():
            solid -= 1
        index += 2 if source.startswith({"'": "''", '"': "\\"}.get(quote, "\0"), index) else 1
    before = source[:index]
    if "\n" in before:
        return line + before.count("\n"), index - before.rfind("\n")
    return line, column + index
