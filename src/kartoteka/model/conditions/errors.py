"""What can be wrong with a condition, and where."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from kartoteka.language import gettext as _


class ConditionError(ValueError):
    """A condition or computed column that cannot be used.

    Attributes:
        message: What was found.
        column: Where in the text, from 0; None where it is the text as a whole.
        hint: What would do.
    """

    def __init__(self, message: str, column: int | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        told = self.message
        if self.column is not None:
            told = _("{message} (at character {number})", message=told, number=self.column + 1)
        return f"{told}\n  {self.hint}" if self.hint else told


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The one of `names` that `name` was probably meant to be, whatever its case."""
    by_folded = {candidate.casefold(): candidate for candidate in names}
    matches = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None
