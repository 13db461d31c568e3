"""Run a segment scorer: its scores by segment, kept with the run, and beside each customer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kartoteka.catalog import Catalog
from kartoteka.components.dossier import Dossier, is_dossier
from kartoteka.components.scorer import SegmentScorer
from kartoteka.engine.base import Engine
from kartoteka.language import gettext as _
from kartoteka.model.frame import Frame
from kartoteka.model.tables import Tables
from kartoteka.model.types import ColumnType, Text
from kartoteka.pipeline.contract import blamed_on_its_line, check_segments, check_step, complain, lazy_frame
from kartoteka.pipeline.plan import PlannedStep
from kartoteka.pipeline.result import ScoredSegment, SegmentScores

DOSSIER = "dossier"


def scores_file(step: str) -> str:
    """The file of a score by segment in a run's folder."""
    return f"segments-{step}.parquet"


def compute_scores(step: PlannedStep, tables: Tables, engine: Engine) -> Frame:
    """What a segment scorer gives: `segment`, the columns it provides, and `dossier`.

    Raises:
        PluginError: It failed, or what it gave breaks its contract.
    """
    import narwhals.stable.v2 as nw

    assert isinstance(step.component, SegmentScorer)
    with blamed_on_its_line(step):
        frame = lazy_frame(step, step.component.frame(tables))
        schema = frame.collect_schema()
        check_step(step, schema)
        if DOSSIER not in schema.names():
            frame = frame.with_columns(nw.lit(None, dtype=nw.String).alias(DOSSIER))
        elif DOSSIER in step.own or ColumnType.of(schema[DOSSIER]) is not Text:
            raise complain(step, _("the column {name!r} is for a JSON text that does not stand beside customers", name=DOSSIER))
        # Segments are few. A frame of another engine, made in plain Python, comes over in this way as well.
        table = frame.select("segment", *step.own, DOSSIER).collect("pyarrow").to_arrow()
        scores = engine.materialise(engine.from_arrow(table), "segment_scores", step.own)
    check_segments(step, scores, engine)
    return scores


def kept_scores(step: PlannedStep, fingerprint: str | None, catalog: Catalog, engine: Engine) -> Frame | None:
    """What an earlier run computed under the same fingerprint; None where none did."""
    run = None if fingerprint is None else catalog.run_with_step(step.config.name, fingerprint)
    if run is None:
        return None
    file = catalog.state / run.snapshot / scores_file(step.config.name)
    return engine.scan([file]) if file.exists() else None


def beside_customers(step: PlannedStep, scores: Frame, tables: Tables, engine: Engine) -> Frame:
    """The scores of a segment, beside each of its customers: `customer_id` and the columns it provides."""
    import narwhals.stable.v2 as nw

    assert isinstance(step.component, SegmentScorer)
    with blamed_on_its_line(step):
        members = step.component.segments_of(tables).select("customer_id", nw.col("segment").alias("_segment"))
        told = scores.select(nw.col("segment").alias("_segment"), *step.own)
        return engine.materialise(
            members.join(told, on="_segment", how="left").select("customer_id", *step.own), "step", step.own
        )


def tell_scores(step: PlannedStep, scores: Frame, segments: Sequence[str], engine: Engine) -> SegmentScores:
    """What a run tells of the scores, in the order of the segmentation.

    Raises:
        PluginError: The scorer named a segment that there is not, or gave a dossier that is no JSON.
    """
    assert isinstance(step.component, SegmentScorer)
    rows: dict[str, dict[str, Any]] = {}
    for row in engine.rows(scores):
        if row["segment"] not in segments:
            raise complain(
                step,
                _(
                    "it scored {segment!r}, which is none of the segments: {names}",
                    segment=row["segment"],
                    names=", ".join(segments),
                ),
            )
        rows[row["segment"]] = row
    ordered = [rows[segment] for segment in segments if segment in rows]
    dossiers = [_dossier(step, row) for row in ordered]
    told = [
        {**{name: row[name] for name in ("segment", *step.own)}, DOSSIER: dossier}
        for row, dossier in zip(ordered, dossiers, strict=True)
    ]
    with blamed_on_its_line(step):
        remarks = tuple(step.component.remarks(told))
    return SegmentScores(
        groups=str(step.component.options["groups"]),
        shown=tuple(step.component.shown or step.own),
        segments=[
            ScoredSegment(row["segment"], {name: row[name] for name in step.own}, dossier)
            for row, dossier in zip(ordered, dossiers, strict=True)
        ],
        remarks=remarks,
    )


def read_scores(folder: Path, step: str) -> Mapping[str, Any]:
    """The dossiers of a committed run by segment; empty where the run has none."""
    import pyarrow.parquet as pq

    file = folder / scores_file(step)
    if not file.exists():
        return {}
    rows = pq.read_table(file, columns=["segment", DOSSIER]).to_pylist()
    return {row["segment"]: json.loads(row[DOSSIER]) for row in rows if row[DOSSIER] is not None}


def _dossier(step: PlannedStep, row: Mapping[str, Any]) -> Any:
    text = row[DOSSIER]
    try:
        told = None if text is None else json.loads(text)
    except ValueError as error:
        raise complain(
            step, _("the dossier of {segment!r} is not JSON: {error}", segment=row["segment"], error=error)
        ) from None
    try:
        if is_dossier(told):
            Dossier.from_data(told)
    except ValueError as error:
        raise complain(
            step, _("the dossier of {segment!r} is not as it has to be: {error}", segment=row["segment"], error=error)
        ) from None
    return told
