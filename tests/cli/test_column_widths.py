"""The widths of a table's columns on a terminal: words stay whole while they can."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka.cli.column_widths import column_widths

WORDS = st.text("abc ", max_size=30)


@pytest.mark.parametrize(
    ("columns", "room", "widths"),
    [
        ([["on", "2026-11-30"], ["because", "they pay"]], 40, [10, 8]),
        ([["on", "2026-11-30"], ["because", "they pay on time and in advance"]], 24, [10, 14]),
        ([["segment", "occasional"], ["because", "they pay"], ["by", "Anna Nowak"]], 25, [10, 7, 8]),
        ([["path", "a" * 60], ["on", "2026-11-30"]], 30, [20, 10]),
        ([["a", "bb"], ["c", ""]], 1, [1, 1]),
    ],
)
def test_the_widest_gives_way_first_and_words_last(columns: list[list[str]], room: int, widths: list[int]) -> None:
    assert column_widths(columns, room) == widths


@settings(max_examples=100)
@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=1, max_size=5), st.integers(5, 80))
def test_all_fit_and_no_word_is_broken_that_need_not_be(columns: list[list[str]], room: int) -> None:
    widths = column_widths(columns, room)
    words = [max(len(word) for cell in column for word in cell.split(" ")) for column in columns]
    whole = [max(map(len, column)) for column in columns]
    assert sum(widths) <= room
    assert all(one <= most for one, most in zip(widths, whole, strict=True))
    if sum(words) <= room:
        assert all(one >= least for one, least in zip(widths, words, strict=True))
    if sum(whole) <= room:
        assert widths == whole
