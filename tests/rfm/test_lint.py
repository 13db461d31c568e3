"""What `check` says about segments that are allowed but hardly meant."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rfm.working import segmenter


def lint(*segments: dict[str, Any], **options: Any) -> list[str]:
    return list(segmenter(segments=list(segments), **options).lint(None))


def test_the_usual_ten_are_nobodys_mistake() -> None:
    assert list(segmenter().lint(None)) == []


def test_scores_in_no_segment_are_counted() -> None:
    assert lint({"name": "good", "recency": "2-5"}, {"name": "poor", "recency": 1, "frequency": "1-4"}, others="rest") == [
        "5 of the 125 combinations of scores are in no segment, such as 1 5 1 (recency, frequency, monetary); "
        "their customers are 'rest'"
    ]
    assert lint({"name": "all"}) == []


def test_a_segment_that_can_never_be_reached() -> None:
    [sentence] = lint({"name": "all"}, {"name": "some", "recency": 5})
    assert sentence == (
        "segment 'some' can never be reached: 'all', tried first, holds all its scores; "
        "give it other bounds, or put it further up"
    )
    [sentence] = lint({"name": "low", "recency": "1-3"}, {"name": "high", "recency": "4-5"}, {"name": "mid", "recency": "3-4"})
    assert sentence.startswith("segment 'mid' can never be reached: 'low' and 'high', tried first, hold all its scores")


def test_segments_may_overlap() -> None:
    assert lint({"name": "a", "recency": "3-5"}, {"name": "b", "recency": "1-4"}) == []


@st.composite
def some_segments(draw: st.DrawFn) -> list[dict[str, Any]]:
    def bounds() -> str:
        low = draw(st.integers(1, 3))
        return f"{low}-{draw(st.integers(low, 3))}"

    names = "abcd"[: draw(st.integers(1, 4))]
    return [{"name": name, "recency": bounds(), "frequency": bounds(), "monetary": bounds()} for name in names]


@given(some_segments())
@settings(max_examples=100, deadline=None)
def test_it_says_just_what_a_trial_of_all_scores_shows(segments: list[dict[str, Any]]) -> None:
    said = lint(*segments, groups=3)
    reached = set()
    nowhere = 0
    for scores in product((1, 2, 3), repeat=3):
        names = ("recency", "frequency", "monetary")
        holding = [
            one["name"]
            for one in segments
            if all(int(one[name][0]) <= score <= int(one[name][2]) for name, score in zip(names, scores, strict=True))
        ]
        reached.update(holding[:1])
        nowhere += not holding
    never = {line.split("'")[1] for line in said if "can never be reached" in line}
    assert never == {one["name"] for one in segments} - reached
    assert [line.split()[0] for line in said if "combinations" in line] == ([str(nowhere)] if nowhere else [])
