"""Run one segmenter or scorer of customers, hold it to its contract, and put its columns beside the customers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kartoteka.components.scorer import BatchScorer, RowScorer, Scorer, TableScorer
from kartoteka.components.segmenter import BLACKLIST, BatchSegmenter, RowSegmenter, Segmenter, TableSegmenter
from kartoteka.engine.base import Engine
from kartoteka.errors import PluginError
from kartoteka.model.frame import Frame
from kartoteka.model.tables import Tables
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.contract import blamed_on_its_line, check_step, complain, lazy_frame
from kartoteka.pipeline.customers import BLACKLISTED

if TYPE_CHECKING:
    from kartoteka.pipeline.plan import PlannedStep


def run_step(step: PlannedStep, tables: Tables, engine: Engine, customers: int) -> Frame:
    """Compute a step once, unprefixed: `customer_id`, `segment` for a segmenter, and the columns it provides.

    Args:
        step: What to run.
        tables: What it is given.
        engine: Where it runs.
        customers: How many there are.

    Raises:
        PluginError: It failed, or what it gave breaks its contract.
    """
    with blamed_on_its_line(step):
        return _run_step(step, tables, engine, customers)


def _run_step(step: PlannedStep, tables: Tables, engine: Engine, customers: int) -> Frame:
    component = step.component
    frame = lazy_frame(step, _as_table(component, tables, engine))
    given = frame.collect_schema()
    check_step(step, given)
    frame = frame.select("customer_id", *step.own)
    if isinstance(component, Segmenter):
        frame = _blacklist_first(frame, tables)
    computed = engine.materialise(frame, "step", step.own)
    check_step_rows(step, computed, tables, engine, customers)
    return computed


def _as_table(component: Segmenter | Scorer, tables: Tables, engine: Engine) -> Frame:
    import narwhals.stable.v2 as nw

    match component:
        case RowSegmenter() | RowScorer():
            return tables.customers.select(
                nw.col("customer_id"), *(expression.alias(name) for name, expression in component.columns().items())
            )
        case TableSegmenter() | TableScorer():
            return component.frame(tables)
        case BatchSegmenter() | BatchScorer():
            return _in_batches(component, tables, engine)
        case _:
            raise PluginError(f"{type(component).__name__} has none of the known shapes: row, table, batch or segment")


def _in_batches(component: BatchSegmenter | BatchScorer, tables: Tables, engine: Engine) -> Frame:
    import pyarrow as pa

    batches = engine.batches(tables.customers.sort("customer_id"))
    given = [component.batch(batch) for batch in batches]
    if given:
        return engine.from_arrow(pa.Table.from_batches(given))
    types = {"customer_id": ColumnType.TEXT, **component.provided_columns()}
    if isinstance(component, Segmenter):
        types["segment"] = ColumnType.TEXT
    return engine.from_arrow(pa.schema([(name, type_.to_arrow()) for name, type_ in types.items()]).empty_table())


def _blacklist_first(frame: Frame, tables: Tables) -> Frame:
    """The blacklist comes before everything, in every segmentation."""
    import narwhals.stable.v2 as nw

    listed = tables.customers.select("customer_id", BLACKLISTED).filter(nw.col(BLACKLISTED))
    joined = frame.join(listed, on="customer_id", how="left")
    segment = nw.when(nw.col(BLACKLISTED)).then(nw.lit(BLACKLIST)).otherwise(nw.col("segment"))
    return joined.with_columns(segment.alias("segment")).drop(BLACKLISTED)


def check_step_rows(step: PlannedStep, computed: Frame, tables: Tables, engine: Engine, customers: int) -> None:
    """One row for each customer, none invented, none lost, and only declared labels."""
    import narwhals.stable.v2 as nw

    customer = nw.col("customer_id")
    if engine.count(computed.filter(customer.is_null())):
        raise complain(step, "it gave a row without a customer_id")
    counts = engine.rows(computed.select(nw.len().alias("rows"), customer.n_unique().alias("distinct")))[0]
    counts["distinct"] = counts["distinct"] or 0  # the engine counts nobody as null
    if counts["rows"] != customers or counts["distinct"] != customers:
        raise complain(step, _rows_in_words(counts, customers))
    if not isinstance(step.component, RowSegmenter | RowScorer):
        invented = computed.join(tables.customers.select("customer_id"), on="customer_id", how="anti")
        strangers = engine.rows(invented.select("customer_id").sort("customer_id").head(1))
        if strangers:
            raise complain(step, f"it gave a row for {strangers[0]['customer_id']!r}, who is not a customer")
    if step.labels:
        unsorted = computed.filter(nw.col("segment").is_null())
        nowhere = engine.rows(unsorted.select("customer_id").sort("customer_id").head(1))
        if nowhere:
            which = f"{engine.count(unsorted)} customers are in no segment, such as {nowhere[0]['customer_id']!r}"
            raise complain(step, f"{which}; every customer is in exactly one")
        given = {row["segment"] for row in engine.rows(computed.group_by("segment").agg())}
        undeclared = sorted(str(label) for label in given - {label.name for label in step.labels})
        if undeclared:
            raise complain(step, f"it gave the undeclared segment {undeclared[0]!r}; labels() must name every segment")


def _rows_in_words(counts: Mapping[str, Any], customers: int) -> str:
    if counts["rows"] < customers:
        return f"it lost customers: {customers} went in, {counts['rows']} came out; drive it from tables.customers"
    if counts["distinct"] < counts["rows"]:
        return f"it gave {counts['rows']} rows for {counts['distinct']} customers; one row for each is asked"
    return f"it invented customers: {customers} went in, {counts['rows']} came out"
