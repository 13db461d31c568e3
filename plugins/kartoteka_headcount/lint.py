"""What is allowed in the options but hardly meant: headcounts that no band takes, or more than one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

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
            others = _listed(list(dict.fromkeys(one.size for one in found if band.name in one.bands)))
            yield f"band {band.name!r} can never be reached: {band} are taken by {others}, which {_tried(others)} before it"
    for one in found:
        if len(one.bands) > 1:
            numbers = numbers_in_words(one.at_least, one.at_most)
            yield f"bands {_listed(one.bands)} overlap: {numbers} employees are in each, and {one.size!r} gets them"
    if ("competitor" in columns) != ("competitor_until" in columns):
        have, lack = ("competitor", "competitor_until")
        if "competitor" not in columns:
            have, lack = lack, have
        yield f"customers have {have} but not {lack}, so nobody can be 'competitor'; map a column to {lack}"


def _gap(gap: Stretch, before: Stretch, after: Stretch | None) -> str:
    numbers = numbers_in_words(gap.at_least, gap.at_most)
    exactly = "exactly " if gap.at_least == gap.at_most else ""
    where = (
        f"above the highest band {before.bands[0]!r}"
        if gap.reason == ABOVE_BANDS or after is None
        else f"between {before.bands[0]!r}, which ends at {gap.at_least - 1}, and {after.bands[0]!r}, from {after.at_least}"
    )
    return f"no band takes {exactly}{numbers} employees: that is {where}; they are 'unknown'"


def _listed(names: Sequence[str]) -> str:
    shown = [repr(name) for name in names]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _tried(others: str) -> str:
    return "are tried" if " and " in others else "is tried"
