"""What is allowed in the segments but hardly meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kartoteka import list_in_words, ngettext
from kartoteka_rfm.segments import Segment, all_scores, segment_of


def lint(segments: Sequence[Segment], others: str, groups: int) -> Iterator[str]:
    """Segments that can never be reached, because those before them hold all their scores; scores that are in no segment."""
    taken = {scores: segment_of(scores, segments) for scores in all_scores(groups)}
    for segment in segments:
        if not any(taker is segment for taker in taken.values()):
            before = [one for one in segments if any(taken[scores] is one for scores in taken if segment.holds(scores))]
            yield ngettext(
                "segment {segment!r} can never be reached: {takers}, tried first, holds all its scores; give it other "
                "bounds, or put it further up",
                "segment {segment!r} can never be reached: {takers}, tried first, hold all its scores; give it other "
                "bounds, or put it further up",
                len(before),
                segment=segment.name,
                takers=list_in_words([repr(one.name) for one in before]),
            )
    left = [scores for scores, taker in taken.items() if taker is None]
    if left:
        yield ngettext(
            "{number} of the {all} combinations of scores is in no segment: {example} (recency, frequency, monetary); its "
            "customers are {others!r}",
            "{number} of the {all} combinations of scores are in no segment, such as {example} (recency, frequency, "
            "monetary); their customers are {others!r}",
            len(left),
            number=len(left),
            all=len(taken),
            example=" ".join(map(str, left[0])),
            others=others,
        )
