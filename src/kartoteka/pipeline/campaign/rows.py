"""The rows that a campaign hands to its exporters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kartoteka.components.cells import arrow_schema
from kartoteka.components.labels import BLACKLIST
from kartoteka.components.segmenter import Segmenter
from kartoteka.components.split import labels_of
from kartoteka.engine.base import Engine
from kartoteka.language import speaking
from kartoteka.model.frame import Frame
from kartoteka.model.types import ColumnType
from kartoteka.plugin.blame import blame

if TYPE_CHECKING:
    import pyarrow as pa

    from kartoteka.pipeline.plan import PlannedStep


@dataclass(frozen=True)
class CampaignRows:
    """Rows of an export, read from the engine when they are asked for, in order of `sort_by`.

    Attributes:
        columns: What is exported, in order; may hold columns made on request.
        count: How many rows there are.
        segmenters: The pipeline's segmentations.
        keep_blacklist: Whether customers on the blacklist are among them.
    """

    columns: Mapping[str, ColumnType]
    count: int
    frame: Frame
    sort_by: Sequence[str]
    segmenters: Sequence[PlannedStep]
    engine: Engine
    keep_blacklist: bool = False

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows, with the columns on request made batch by batch."""
        if self.count == 0:
            return
        makers = {name: step for step in self.segmenters for name in step.on_request if name in self.columns}
        evidence = [step.column(own) for step in makers.values() for own in step.own]
        plain = [name for name in self.columns if name not in makers]
        needed = self.frame.sort(*self.sort_by) if self.sort_by else self.frame
        schema = arrow_schema(self.columns)
        for batch in self.engine.batches(needed.select(*dict.fromkeys([*plain, *evidence]))):
            yield self._with_messages(batch, makers).select(list(self.columns)).cast(schema)

    def segments(self, step: str | None) -> Sequence[str]:
        """The labels of a segmentation, the blacklist only where the campaign delivers it."""
        labels = {
            segmenter.config.name: [label.name for label in segmenter.labels if label.name != BLACKLIST or self.keep_blacklist]
            for segmenter in self.segmenters
        }
        return labels_of(labels, step)

    def only(self, step: str | None, segment: str) -> CampaignRows:
        """Those of one segment."""
        import narwhals.stable.v2 as nw

        column = self.segmenters[0].config.name if step is None else step
        part = self.frame.filter(nw.col(column) == segment)
        return replace(self, frame=part, count=self.engine.count(part))

    def _with_messages(self, batch: pa.RecordBatch, makers: Mapping[str, PlannedStep]) -> pa.RecordBatch:
        import pyarrow as pa

        for name, step in makers.items():
            component = step.component
            assert isinstance(component, Segmenter)
            own = next(own for own in component.on_request if step.column(own) == name)
            told = batch.select([step.column(evidence) for evidence in step.own]).rename_columns(list(step.own))
            with speaking(component.context.locale), blame("segmenter", step.config.use, step.provenance):
                values = [component.message(own, evidence) for evidence in told.to_pylist()]
                batch = batch.append_column(name, pa.array(values, self.columns[name].to_arrow()))
        return batch
