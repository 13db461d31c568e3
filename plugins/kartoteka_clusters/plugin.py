"""Registration of the segmenter `clusters` and of the command `freeze`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import CommandSpec, SegmenterSpec, hookimpl


@hookimpl
def kartoteka_segmenters() -> Iterable[SegmenterSpec]:
    yield SegmenterSpec(
        "clusters", "kartoteka_clusters.segmenter:Clusters", "Groups of customers who are alike in the fields that you choose."
    )


@hookimpl
def kartoteka_commands() -> Iterable[CommandSpec]:
    yield CommandSpec("freeze", "kartoteka_clusters.freeze:freeze", "Write the rules that repeat the groups of STEP.")
