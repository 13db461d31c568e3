"""Registration of the segmenter `rfm` and of the scorer of that name."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ScorerSpec, SegmenterSpec, hookimpl


@hookimpl
def kartoteka_segmenters() -> Iterable[SegmenterSpec]:
    yield SegmenterSpec("rfm", "kartoteka_rfm.segmenter:RfmSegmenter", "Segments by recency, frequency and monetary value.")


@hookimpl
def kartoteka_scorers() -> Iterable[ScorerSpec]:
    yield ScorerSpec("rfm", "kartoteka_rfm.scorer:RfmScorer", "Scores for recency, frequency and monetary value: 545.")
