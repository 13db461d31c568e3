"""Run one segmenter or scorer of customers, hold it to its contract, and put its columns beside the customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kartoteka.components.labels import BLACKLIST
from kartoteka.components.scorer import BatchScorer, RowScorer, TableScorer
from kartoteka.components.segmenter import BatchSegmenter, RowSegmenter, Segmenter, TableSegmenter
from kartoteka.engine.base import Engine
from kartoteka.errors import PluginError
from kartoteka.language import gettext as _
from kartoteka.language import ngettext
from kartoteka.model.frame import Frame
from kartoteka.model.tables import Tables
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.contract import blamed_on_its_line, check_step, complain, expressions, lazy_frame, record_batch
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
    frame = lazy_frame(step, _as_table(step, tables, engine))
    given = frame.collect_schema()
    check_step(step, given)
    frame = frame.select("customer_id", *step.own)
    if isinstance(component, Segmenter):
        frame = _blacklist_first(frame, tables)
    computed = engine.materialise(frame, "step", step.own)
    check_step_rows(step, computed, tables, engine, customers)
    return computed


def _as_table(step: PlannedStep, tables: Tables, engine: Engine) -> Frame:
    import narwhals.stable.v2 as nw

    component = step.component
    match component:
        case RowSegmenter() | RowScorer():
            given = expressions(step, component.columns())
            return tables.customers.select(nw.col("customer_id"), *(one.alias(name) for name, one in given.items()))
        case TableSegmenter() | TableScorer():
            return component.frame(tables)
        case BatchSegmenter() | BatchScorer():
            return _in_batches(step, component, tables, engine)
        case _:
            raise PluginError(
                _("{component} has none of the known shapes: row, table, batch or segment", component=type(component).__name__)
            )


def _in_batches(step: PlannedStep, component: BatchSegmenter | BatchScorer, tables: Tables, engine: Engine) -> Frame:
    import pyarrow as pa

    batches = engine.batches(tables.customers.sort("customer_id"))
    given = [record_batch(step, component.batch(batch)) for batch in batches]
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

    rows = engine.count(computed)
    if rows != customers or not _all_met(step, computed, tables, engine, customers):
        raise complain(step, _what_is_wrong(computed, tables, engine, rows, customers))
    if step.labels:
        counted = engine.rows(computed.group_by("segment").agg(nw.len().alias("rows")))
        given = {row["segment"]: int(row["rows"]) for row in counted}
        if None in given:
            unsorted = computed.filter(nw.col("segment").is_null())
            (first,) = engine.rows(unsorted.select("customer_id").sort("customer_id").head(1))
            number = engine.count(unsorted)
            message = ngettext(
                "{number} customers are in no segment, such as {customer!r}; every customer is in exactly one",
                "{number} customers are in no segment, such as {customer!r}; every customer is in exactly one",
                number,
                number=number,
                customer=first["customer_id"],
            )
            raise complain(step, message)
        undeclared = sorted(str(label) for label in given.keys() - {label.name for label in step.labels})
        if undeclared:
            raise complain(
                step, _("it gave the undeclared segment {segment!r}; labels() must name every segment", segment=undeclared[0])
            )
        if BLACKLIST in given:
            _check_blacklist(step, computed, tables, engine, given[BLACKLIST])


def _check_blacklist(step: PlannedStep, computed: Frame, tables: Tables, engine: Engine, given: int) -> None:
    """Nobody is in the segment of the blacklist who is not on it: who is there is left out of every split list."""
    import narwhals.stable.v2 as nw

    listed = tables.customers.filter(nw.col(BLACKLISTED)).select("customer_id")
    if engine.count(listed) == given:
        return
    others = computed.filter(nw.col("segment") == BLACKLIST).join(listed, on="customer_id", how="anti")
    (first,) = engine.rows(others.select("customer_id").sort("customer_id").head(1))
    raise complain(
        step,
        _(
            "it gave the segment {segment!r} to {customer!r}, who is not on the blacklist",
            segment=BLACKLIST,
            customer=first["customer_id"],
        ),
    )


def _all_met(step: PlannedStep, computed: Frame, tables: Tables, engine: Engine, customers: int) -> bool:
    """Whether each customer has a row. With as many rows as customers, none then has two, and nobody was invented."""
    if isinstance(step.component, RowSegmenter | RowScorer):
        return True  # a selection of expressions keeps the rows
    met = tables.customers.select("customer_id").join(computed.select("customer_id"), on="customer_id", how="semi")
    return engine.count(met) == customers


def _what_is_wrong(computed: Frame, tables: Tables, engine: Engine, rows: int, customers: int) -> str:
    import narwhals.stable.v2 as nw

    if engine.count(computed.filter(nw.col("customer_id").is_null())):
        return _("it gave a row without a customer_id")
    if rows < customers:
        return _(
            "it lost customers: {customers} went in, {rows} came out; drive it from tables.customers",
            customers=customers,
            rows=rows,
        )
    distinct = engine.count(computed.group_by("customer_id").agg())
    if distinct < rows:
        return _("it gave {rows} rows for {distinct} customers; one row for each is asked", rows=rows, distinct=distinct)
    if rows > customers:
        return _("it invented customers: {customers} went in, {rows} came out", customers=customers, rows=rows)
    invented = computed.join(tables.customers.select("customer_id"), on="customer_id", how="anti")
    stranger, *_others = engine.rows(invented.select("customer_id").sort("customer_id").head(1))
    return _("it gave a row for {customer!r}, who is not a customer", customer=stranger["customer_id"])
