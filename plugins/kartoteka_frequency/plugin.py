"""Registration of the segmenter `frequency`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import SegmenterSpec, hookimpl


@hookimpl
def kartoteka_segmenters() -> Iterable[SegmenterSpec]:
    yield SegmenterSpec(
        "frequency", "kartoteka_frequency.segmenter:Frequency", "Tiers by how often and how long a customer buys."
    )
