"""Registration of the segmenter `rules`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import SegmenterSpec, hookimpl


@hookimpl
def kartoteka_segmenters() -> Iterable[SegmenterSpec]:
    yield SegmenterSpec("rules", "kartoteka_rules.segmenter:Rules", "The first condition that holds decides.")
