"""Pages: a CRM hands out its records a few at a time, and goes on changing them meanwhile.

Three kinds are known. By key (`records after id 1200`) is the one to take where there is a choice: whatever is deleted or
added meanwhile, no other record is passed over. By offset and by link are for CRMs that have nothing better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from kartoteka.errors import InputError
from kartoteka.language import gettext as _

Record = Mapping[str, Any]
Key = TypeVar("Key", int, str)

_TRIES = 3


def by_key(fetch: Callable[[Key | None], Sequence[Record]], key: Callable[[Record], Key]) -> Iterator[Sequence[Record]]:
    """Pages of records, each after the last key of the one before, until one is empty.

    A record that is deleted meanwhile moves no other one. A page that comes again is asked for again.

    Args:
        fetch: Gives the first records whose key is above this one, sorted by it; from the start where it is None.
        key: The key of a record.

    Raises:
        InputError: The same page comes three times, or its records are not sorted.
    """
    last: Key | None = None
    while True:
        for __ in range(_TRIES):
            page = fetch(last)
            keys = [key(record) for record in page]
            if last is None or not keys or keys[0] > last:
                break
        else:
            raise InputError(
                _(
                    "the same page came {number} times: records after {last!r} were asked for, and {first!r} came",
                    number=_TRIES,
                    last=last,
                    first=keys[0],
                ),
                hint=_("See whether something between here and the CRM keeps old answers (a cache, a proxy)."),
            )
        if not keys:
            return
        if any(one >= other for one, other in pairwise(keys)):
            raise InputError(_("a page of records is not sorted by the key that pages are told apart by"))
        yield page
        last = keys[-1]


def by_offset(
    fetch: Callable[[int, int], Sequence[Record]], key: Callable[[Record], Key], size: int
) -> Iterator[Sequence[Record]]:
    """Pages by how many records to pass over; each begins with the last record of the one before, to see that nothing moved.

    Where something did, it begins anew and leaves out what it has given already.

    Args:
        fetch: Gives at most so many records (the second number) behind so many (the first), always in the same order.
        key: The key of a record.
        size: How many new records a page has, at least 1.

    Raises:
        InputError: Three times something moved.
    """
    given: set[Key] = set()
    for __ in range(_TRIES):
        last: Key | None = None
        at, moved = 0, False
        while not moved:
            page = fetch(at, size) if last is None else fetch(at - 1, size + 1)
            keys = [key(record) for record in page]
            if last is not None:
                moved = not keys or keys[0] != last
                page, keys = page[1:], keys[1:]
            if moved:
                break
            fresh = [record for record, one in zip(page, keys, strict=True) if one not in given]
            given.update(keys)
            if fresh:
                yield fresh
            if len(keys) < size:
                return
            at, last = at + len(keys), keys[-1]
    raise InputError(
        _("records were deleted or added while they were read, {number} times over", number=_TRIES),
        hint=_("Run again when less is happening there."),
    )


def by_link(fetch: Callable[[str | None], tuple[Sequence[Record], str | None]]) -> Iterator[Sequence[Record]]:
    """Pages of which each tells where the next one is.

    Args:
        fetch: Gives the records at a link and the next link, None at the end; the first page where the link is None.

    Raises:
        InputError: A link leads to where we have been.
    """
    seen: set[str] = set()
    link: str | None = None
    while True:
        page, link = fetch(link)
        if page:
            yield page
        if link is None:
            return
        if link in seen:
            raise InputError(_("the CRM's pages lead in a circle: a next page was named that was read before"))
        seen.add(link)
