"""Pages of records that come and go: none that stays is passed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka import InputError
from kartoteka.crm import by_key, by_link, by_offset

Record = dict[str, Any]


def key(record: Any) -> int:
    return int(record["id"])


def records(*ids: int) -> list[Record]:
    return [{"id": one} for one in ids]


class Shelf:
    """Records that change after each page, as a script says: an id is taken away where it is there, and added where not."""

    def __init__(self, ids: set[int], script: Sequence[int]) -> None:
        self.ids = set(ids)
        self.touched: set[int] = set()
        self.script = list(script)

    def happens(self) -> None:
        if self.script:
            one = self.script.pop(0)
            self.touched.add(one)
            self.ids ^= {one}

    def after(self, last: int | None, size: int) -> list[Record]:
        found = records(*[one for one in sorted(self.ids) if last is None or one > last][:size])
        self.happens()
        return found

    def behind(self, start: int, size: int) -> list[Record]:
        found = records(*sorted(self.ids)[start : start + size])
        self.happens()
        return found


ids = st.sets(st.integers(0, 30), max_size=20)
scripts = st.lists(st.integers(0, 30), max_size=4)


@settings(deadline=None)
@given(ids, scripts, st.integers(1, 5))
def test_by_key_gives_whatever_stays_once(there: set[int], script: list[int], size: int) -> None:
    shelf = Shelf(there, script)
    found = [key(one) for page in by_key(lambda last: shelf.after(last, size), key) for one in page]
    assert found == sorted(set(found))
    assert there - shelf.touched <= set(found) <= there | shelf.touched


@settings(deadline=None)
@given(ids, scripts, st.integers(1, 5))
def test_by_offset_gives_whatever_stays_once_or_refuses(there: set[int], script: list[int], size: int) -> None:
    shelf = Shelf(there, script)
    try:
        found = [key(one) for page in by_offset(shelf.behind, key, size) for one in page]
    except InputError:
        assert len(shelf.touched) + len(script) >= 1
        return
    assert len(found) == len(set(found))
    assert there - shelf.touched <= set(found) <= there | shelf.touched


def test_by_offset_begins_anew_where_a_record_went_missing() -> None:
    shelf = Shelf(set(range(6)), [0])
    pages = [[key(one) for one in page] for page in by_offset(shelf.behind, key, 2)]
    assert pages == [[0, 1], [2], [3, 4], [5]]


def test_by_offset_gives_up_where_something_always_moves() -> None:
    shelf = Shelf(set(range(20)), range(20))
    with pytest.raises(InputError, match="records were deleted or added while they were read, 3 times over"):
        list(by_offset(shelf.behind, key, 2))


def test_by_key_refuses_pages_that_are_not_sorted() -> None:
    with pytest.raises(InputError, match="not sorted"):
        list(by_key(lambda last: records(3, 2), key))


def test_by_link_follows_links_and_refuses_a_circle() -> None:
    pages = {None: (records(1, 2), "b"), "b": ([], "c"), "c": (records(3), None)}
    assert [list(page) for page in by_link(lambda link: pages[link])] == [records(1, 2), records(3)]
    pages["c"] = (records(3), "b")
    with pytest.raises(InputError, match="circle"):
        list(by_link(lambda link: pages[link]))
