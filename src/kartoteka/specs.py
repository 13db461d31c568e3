"""What a plugin's registration module hands to the core: names, targets and summaries, nothing that does work.

`target` is `"package.module:Name"`. It is imported only when a pipeline uses the component, or when the command is called,
so that a registration module costs next to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spec:
    """Name a component has in `kartoteka.yaml`, where its class is, and one line on what it does."""

    name: str
    target: str
    summary: str


class SourceSpec(Spec):
    """A reader: its target is a `FileSource`, a `BatchSource` or an `IncrementalSource`."""

    __slots__ = ()


class SegmenterSpec(Spec):
    """A way of sorting customers: its target is a `RowSegmenter`, `TableSegmenter` or `BatchSegmenter`."""

    __slots__ = ()


class ScorerSpec(Spec):
    """A score: its target is a `RowScorer`, `TableScorer`, `BatchScorer` or `SegmentScorer`."""

    __slots__ = ()


class ExporterSpec(Spec):
    """A writer: its target is an `Exporter` or a `FileExporter`."""

    __slots__ = ()


class CommandSpec(Spec):
    """A command of the program: its target is a `click.Command`."""

    __slots__ = ()
