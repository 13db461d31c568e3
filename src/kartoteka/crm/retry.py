"""When a request is tried again, and how long to wait before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tenacity


@dataclass(frozen=True, slots=True)
class Patience:
    """How long we wait, all in seconds.

    Attributes:
        timeout: For a connection, and for each part of an answer.
        total: For one request with all its tries and the waiting between them.
        tries: How often a request is made at most.
        longest: How long to wait between two tries, where the CRM does not ask for more.
    """

    timeout: float = 30.0
    total: float = 180.0
    tries: int = 8
    longest: float = 30.0


class Again(Exception):
    """A try that failed in a way that may pass. It never leaves the client.

    Attributes:
        reason: What happened.
        after: How many seconds the CRM asks to wait; None where it does not.
        tries: How often this may happen at most; None leaves it to the patience.
    """

    def __init__(self, reason: str, *, after: float | None = None, tries: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after
        self.tries = tries


def retrying(patience: Patience, sleep: Callable[[float], None]) -> tenacity.Retrying:
    """Calls again what raised `Again`: after as long as the CRM asks for, else after a growing time with chance in it, so that
    many clients do not come back at once. The last `Again` is raised where patience ends."""
    import tenacity

    backing_off = tenacity.wait_random_exponential(multiplier=0.5, max=patience.longest)

    out_of_time = tenacity.stop_before_delay(patience.total)

    def wait(state: tenacity.RetryCallState) -> float:
        again = _again(state)
        return backing_off(state) if again is None or again.after is None else again.after

    def stop(state: tenacity.RetryCallState) -> bool:
        again = _again(state)
        tries = patience.tries if again is None or again.tries is None else min(again.tries, patience.tries)
        return state.attempt_number >= tries or out_of_time(state)

    return tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(Again),
        wait=wait,
        stop=stop,
        sleep=sleep,
        reraise=True,
    )


def _again(state: tenacity.RetryCallState) -> Again | None:
    error = None if state.outcome is None else state.outcome.exception()
    return error if isinstance(error, Again) else None


def seconds_asked(header: str | None, now: datetime) -> float | None:
    """How long a `Retry-After` asks to wait: seconds, or a date (RFC 9110, 10.2.3). None where it is missing or unreadable.

    Args:
        header: The header's value.
        now: The server's own time, from its `Date`; ours may differ from it.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    moment = http_date(text)
    return None if moment is None else max(0.0, (moment - now).total_seconds())


def http_date(text: str | None) -> datetime | None:
    """A moment of an HTTP header; None where it is none."""
    try:
        moment = parsedate_to_datetime(text or "")
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
