"""How a check says that something is broken."""

from __future__ import annotations

from collections.abc import Iterable

_SHOWN = 10
_LONGEST = 120


class CheckFailed(AssertionError):
    """A check does not hold. The message tells an author in plain words what is broken, and what was found."""


class UnknownCase(Exception):
    """An exception is declared for a check or a case that there is not."""


def expect(holds: bool, told: str) -> None:
    """Raise `CheckFailed` with `told` where something does not hold."""
    __tracebackhide__ = True
    if not holds:
        raise CheckFailed(told)


def expect_none(wrong: Iterable[str], told: str) -> None:
    """Raise `CheckFailed` where anything is wrong: `told`, and below it the first of what is."""
    __tracebackhide__ = True
    listed = list(wrong)
    if listed:
        more = f"\n  … and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
        raise CheckFailed(told + "".join(f"\n  {one}" for one in listed[:_SHOWN]) + more)


def shown(value: object) -> str:
    """A value as a message shows it: in Python's spelling, cut where it is long."""
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text):,} characters)"
