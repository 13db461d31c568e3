"""The one tree of exceptions, and the exit code of each.

::

    KartotekaError            1   anything that went wrong and has a message for a person
    ├── ConfigError           3   the project file, or an option in it; carries every problem at once
    ├── InputError            4   an input that cannot be read, or cannot be read one way only
    │   └── TooManyRejects    4   more rows were rejected than the source allows
    ├── PluginError           5   a plugin failed, or broke its contract; says whose it is
    │   └── UnknownComponent  3   the project file names a component that nobody brings, or that two plugins bring
    ├── DeliveryError         6   the run is committed, a delivery of it is still pending
    ├── LockedError           7   another run holds the project
    └── StateError            8   the state folder or the catalog cannot be used as it is

Exit code 0 is success, 2 is a command line that Click refuses (Click's own convention).
Every message says what was found and what would do; `hint` is the second half where the two are told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


class KartotekaError(Exception):
    """Something a person can act on. `str(error)` is all that they read."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  {self.hint}" if self.hint else self.message


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file that a person wrote.

    `line` and `column` count from 1; `key` is the path of the key (`pipelines.print-shop.segments.loyalty.tiers[0].every`).
    `exit_code` is that of the error whose fault it is: of `ConfigError`, unless the key names an input or a plugin that fails.
    """

    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    key: str | None = None
    hint: str | None = None
    exit_code: int = 3

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        head = " ".join(part for part in (f"{place}:" if place else "", f"{self.key}:" if self.key else "") if part)
        text = f"{head} {self.message}" if head else self.message
        return f"{text}\n  {self.hint}" if self.hint else text


class ConfigError(KartotekaError):
    """The project file has one or more problems; all of them are told."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem] | str, *, hint: str | None = None) -> None:
        self.problems = (Problem(problems),) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems), hint=hint)


class InputError(KartotekaError):
    """An input cannot be read, or could be read in more than one way."""

    exit_code = 4


class TooManyRejects(InputError):
    """More rows were rejected than `max_rejects` allows; nothing was delivered."""


class PluginError(KartotekaError):
    """A plugin failed or broke its contract; the message begins with whose it is."""

    exit_code = 5


class UnknownComponent(PluginError):
    """The project file names a component that nobody brings, or that two plugins bring."""

    exit_code = 3


class DeliveryError(KartotekaError):
    """The run is committed, but a delivery did not get through; it stays pending and is tried again."""

    exit_code = 6


class LockedError(KartotekaError):
    """Another process is writing to this project."""

    exit_code = 7


class StateError(KartotekaError):
    """The state folder or the catalog does not fit this project or this version."""

    exit_code = 8


def error_of(problems: Sequence[Problem]) -> KartotekaError:
    """One error that tells all problems.

    Where they are of several kinds, it is of the kind that is to be mended first, since the others may come from it: the
    project file before the state folder, that before a plugin, and an input last.
    """
    codes = {problem.exit_code for problem in problems}
    told = "\n".join(str(problem) for problem in problems)
    for kind in (StateError, PluginError, InputError):
        if kind.exit_code in codes and ConfigError.exit_code not in codes:
            return kind(told)
    return ConfigError(problems)
