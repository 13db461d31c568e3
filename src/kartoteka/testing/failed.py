"""How a check says that something is broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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


def changes(before: object, after: object) -> str:
    """In words how what a system holds has changed, as far as it is told by name."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return f"it held {shown(before)} and now holds {shown(after)}"
    new = [f"new: {name}" for name in after if name not in before]
    gone = [f"gone: {name}" for name in before if name not in after]
    return "; ".join([*new, *gone, *(f"changed: {name}" for name in before if name in after and before[name] != after[name])])
