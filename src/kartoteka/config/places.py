"""Where each key of a YAML file stands, so that an error can point at it."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field, replace

from kartoteka.config.written import Written, place_inside
from kartoteka.errors import KartotekaError, Problem

KeyPath = tuple[str | int, ...]
"""`("pipelines", "print-shop", "segments", "loyalty", "tiers", 0, "every")`."""


def key_text(key: KeyPath) -> str:
    """`pipelines.print-shop.segments.loyalty.tiers[0].every`."""
    text = ""
    for part in key:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


@dataclass(frozen=True, slots=True)
class Places:
    """The line and column (from 1) of each key, and of each value, of one file.

    `texts` holds how each scalar is written in the file, to find a place inside it.
    """

    file: str
    keys: MutableMapping[KeyPath, tuple[int, int]] = field(default_factory=dict)
    values: MutableMapping[KeyPath, tuple[int, int]] = field(default_factory=dict)
    texts: MutableMapping[KeyPath, Written] = field(default_factory=dict)

    def problem(self, key: KeyPath, message: str, hint: str | None = None, *, offset: int = 0, at_key: bool = False) -> Problem:
        """A problem at a key's value, or at the nearest thing above it that stands in the file.

        Args:
            key: The path of the key.
            message: What was found.
            hint: What would do.
            offset: How many characters into the text of the value, for an expression's own column.
            at_key: Point at the key rather than at its value: for one that should not be there.
        """
        for depth in range(len(key), -1, -1):
            place = (self.keys if at_key and depth == len(key) else self.values).get(key[:depth])
            if place is not None:
                line, column = place
                if offset and depth == len(key):
                    line, column = place_inside(self.texts.get(key), offset, place)
                return Problem(message, self.file, line, column, key_text(key) or None, hint)
        return Problem(message, self.file, None, None, key_text(key) or None, hint)

    def problem_of(self, key: KeyPath, error: KartotekaError) -> Problem:
        """An error as a problem at the key that led to it."""
        return replace(self.problem(key, error.message, error.hint), exit_code=error.exit_code)
