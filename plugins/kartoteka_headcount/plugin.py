"""Registration of the segmenter `headcount`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import SegmenterSpec, hookimpl


@hookimpl
def kartoteka_segmenters() -> Iterable[SegmenterSpec]:
    yield SegmenterSpec(
        "headcount",
        "kartoteka_headcount.segmenter:Headcount",
        "Prospects by headcount; competitors' and occasional ones apart.",
    )
