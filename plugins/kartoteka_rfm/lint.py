"""What is allowed in the segments but hardly meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kartoteka_rfm.segments import Segment, all_scores, segment_of


def lint(segments: Sequence[Segment], others: str, groups: int) -> Iterator[str]:
    """Segments that can never be reached, because those before them hold all their scores; scores that are in no segment."""
    taken = {scores: segment_of(scores, segments) for scores in all_scores(groups)}
    for segment in segments:
        if not any(taker is segment for taker in taken.values()):
            before = [one for one in segments if any(taken[scores] is one for scores in taken if segment.holds(scores))]
            takers = " and ".join(repr(one.name) for one in before)
            yield (
                f"segment {segment.name!r} can never be reached: {takers}, tried first, "
                f"{'holds' if len(before) == 1 else 'hold'} all its scores; give it other bounds, or put it further up"
            )
    left = [scores for scores, taker in taken.items() if taker is None]
    if left:
        example = " ".join(map(str, left[0]))
        yield (
            f"{len(left)} of the {len(taken)} combinations of scores are in no segment, such as {example} (recency, frequency, "
            f"monetary); their customers are {others!r}"
        )
