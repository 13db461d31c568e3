"""Bands of headcounts, and the labels of those who are in none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kartoteka import BLACKLIST, Label, pgettext

COMPETITOR = "competitor"
"""Served by a competitor under a contract that runs past the as-of date."""
OCCASIONAL = "occasional"
"""Orders, none of them of a main product."""
TOO_SMALL = "too-small"
"""Below the lowest band."""
UNKNOWN = "unknown"
RESERVED = (COMPETITOR, OCCASIONAL, TOO_SMALL, UNKNOWN, BLACKLIST)

NO_HEADCOUNT = "no-headcount"
NOT_UNDERSTOOD = "not-understood"
STRADDLES = "straddles"
BETWEEN_BANDS = "between-bands"
ABOVE_BANDS = "above-bands"


@dataclass(frozen=True, slots=True)
class Band:
    """A segment of customers by headcount: whole numbers from `at_least` to `at_most`, both included; None for no end."""

    name: str
    at_least: int = 0
    at_most: int | None = None
    terms: Mapping[str, str | int | Decimal | bool] = field(default_factory=dict)

    def takes(self, employees: int) -> bool:
        """Whether a headcount is in it."""
        return self.at_least <= employees and (self.at_most is None or employees <= self.at_most)

    def __str__(self) -> str:
        return numbers_in_words(self.at_least, self.at_most)


DEFAULT_BANDS = (Band("strategic", 500), Band("important", 250, 499), Band("everyday", 51, 249))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring headcounts of one size.

    Attributes:
        at_most: The last of them; None for the stretch without an end.
        size: The band that takes them, `too-small`, or `unknown` where no band does.
        reason: Why they are `unknown`.
        bands: All bands that take them; the first one gets them.
    """

    at_least: int
    at_most: int | None
    size: str
    reason: str | None
    bands: tuple[str, ...]


def stretches(bands: Sequence[Band]) -> list[Stretch]:
    """All headcounts from 0, cut wherever a band begins or ends: every whole number is in exactly one stretch."""
    ends = [band.at_most for band in bands if band.at_most is not None]
    starts = sorted({0, *(band.at_least for band in bands), *(end + 1 for end in ends)})
    lowest = min(band.at_least for band in bands)
    highest = None if len(ends) < len(bands) else max(ends)
    found = []
    for index, start in enumerate(starts):
        takers = tuple(band.name for band in bands if band.takes(start))
        end = starts[index + 1] - 1 if index + 1 < len(starts) else None
        if takers:
            size, reason = takers[0], None
        elif start < lowest:
            size, reason = TOO_SMALL, None
        else:
            size, reason = UNKNOWN, ABOVE_BANDS if highest is not None and start > highest else BETWEEN_BANDS
        found.append(Stretch(start, end, size, reason, takers))
    return found


def sizes(bands: Sequence[Band]) -> list[Stretch]:
    """The same, with neighbours of one size made one: a headcount that leaves its stretch changes its size."""
    joined: list[Stretch] = []
    for one in stretches(bands):
        if joined and (joined[-1].size, joined[-1].reason) == (one.size, one.reason):
            first = joined.pop()
            joined.append(Stretch(first.at_least, one.at_most, one.size, one.reason, one.bands))
        else:
            joined.append(one)
    return joined


def labels(bands: Sequence[Band], *, occasional: bool) -> tuple[Label, ...]:
    """The bands from best to worst and then those who are too small; the others are outside the order."""
    return (
        *(Label(band.name, rank, band.terms) for rank, band in enumerate(bands)),
        Label(TOO_SMALL, len(bands)),
        Label(COMPETITOR),
        *([Label(OCCASIONAL)] if occasional else []),
        Label(UNKNOWN),
    )


def numbers_in_words(at_least: int | None, at_most: int | None) -> str:
    """`250 to 499`, `500 and more`, `500`."""
    if at_most is None:
        return pgettext("headcounts", "{number} and more", number=at_least)
    if at_least == at_most:
        return str(at_least)
    return pgettext("headcounts", "{low} to {high}", low=at_least, high=at_most)
