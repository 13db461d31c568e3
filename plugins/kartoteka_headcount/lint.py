"""What is allowed in the options but hardly meant: headcounts that no band takes, or more than one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kartoteka import N_, list_in_words, ngettext
from kartoteka import gettext as _
from kartoteka_headcount.bands import ABOVE_BANDS, UNKNOWN, Band, Stretch, numbers_in_words, stretches


def lint(bands: Sequence[Band], columns: Collection[str]) -> Iterator[str]:
    """Gaps and overlaps with their numbers, bands that nobody can be in, and half of what `competitor` needs."""
    found = stretches(bands)
    for index, one in enumerate(found):
        if one.size == UNKNOWN:
            yield _gap(one, found[index - 1], found[index + 1] if index + 1 < len(found) else None)
    alone = {one.size for one in found}
    for band in bands:
        if band.name not in alone:
            yield _unreachable(band, list(dict.fromkeys(one.size for one in found if band.name in one.bands)))
    for one in found:
        if len(one.bands) > 1:
            yield _(
                "bands {bands} overlap: {numbers} employees are in each, and {first!r} gets them",
                bands=_listed(one.bands),
                numbers=numbers_in_words(one.at_least, one.at_most),
                first=one.size,
            )
    if ("competitor" in columns) != ("competitor_until" in columns):
        have, lack = ("competitor", "competitor_until")
        if "competitor" not in columns:
            have, lack = lack, have
        yield _(
            "customers have {have} but not {lack}, so nobody can be 'competitor'; map a column to {lack}", have=have, lack=lack
        )


def _unreachable(band: Band, others: Sequence[str]) -> str:
    return ngettext(
        "band {band!r} can never be reached: {numbers} are taken by {others}, which is tried before it",
        "band {band!r} can never be reached: {numbers} are taken by {others}, which are tried before it",
        len(others),
        band=band.name,
        numbers=str(band),
        others=_listed(others),
    )


def _gap(gap: Stretch, before: Stretch, after: Stretch | None) -> str:
    numbers, one = numbers_in_words(gap.at_least, gap.at_most), gap.at_least == gap.at_most
    if gap.reason == ABOVE_BANDS or after is None:
        message = N_("no band takes {numbers} employees: that is above the highest band {before!r}; they are 'unknown'")
        if one:
            message = N_(
                "no band takes exactly {numbers} employees: that is above the highest band {before!r}; they are 'unknown'"
            )
        return _(message, numbers=numbers, before=before.bands[0])
    message = N_(
        "no band takes {numbers} employees: that is between {before!r}, which ends at {end}, and {after!r}, from {begin}; "
        "they are 'unknown'"
    )
    if one:
        message = N_(
            "no band takes exactly {numbers} employees: that is between {before!r}, which ends at {end}, and {after!r}, from "
            "{begin}; they are 'unknown'"
        )
    return _(message, numbers=numbers, before=before.bands[0], end=gap.at_least - 1, after=after.bands[0], begin=after.at_least)


def _listed(names: Sequence[str]) -> str:
    return list_in_words([repr(name) for name in names])
