"""What has to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that would do; `meaning` says what speaks for it or what it does."""

    value: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the files do not tell.

    Attributes:
        key: Under which the answer is given.
        text: What is asked, and why, in a sentence or two.
        option: The option of the command that answers it.
        choices: The answers that would do; any text does where there are none.
        default: The answer that is meant where nothing is answered; None where there is no likelier one.
    """

    key: str
    text: str
    option: str
    choices: Sequence[Choice] = field(default_factory=tuple)
    default: str | None = None


def about_column(table: str, field_name: str, text: str, choices: Sequence[Choice], default: str | None = None) -> Question:
    """A question for the column of a field."""
    return Question(
        f"{table}.columns.{field_name}", text, f"--column {table}.{field_name}=HEADER", tuple(choices), default=default
    )


def about_reading(table: str, name: str, text: str, choices: Sequence[Choice], default: str | None = None) -> Question:
    """A question for how a file is read."""
    shown = "|".join(choice.value for choice in choices) or "…"
    return Question(f"{table}.{name}", text, f"--set {table}.{name}={shown}", tuple(choices), default=default)
