"""What a step must keep to: the declared columns, with the declared types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kartoteka.components.scorer import SegmentScorer
from kartoteka.engine.base import Engine
from kartoteka.errors import KartotekaError, PluginError
from kartoteka.language import gettext as _
from kartoteka.model.frame import Frame
from kartoteka.model.types import ColumnType
from kartoteka.plugin.blame import describe, place_in, where_the_rest_is

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw
    import pyarrow as pa

    from kartoteka.pipeline.plan import PlannedStep

_WIDENS_TO = {(ColumnType.INTEGER, ColumnType.NUMBER), (ColumnType.INTEGER, ColumnType.MONEY)}


def complain(step: PlannedStep, what: str) -> PluginError:
    """An error that names the component, its distribution and the step."""
    message = _(
        "in {kind} {name!r} of {plugin}: step {step!r} broke its contract: {what}",
        kind=_(step.config.kind),
        name=step.config.use,
        plugin=step.provenance.owner,
        step=step.config.name,
        what=what,
    )
    return PluginError(message)


def lazy_frame(step: PlannedStep, given: object) -> Frame:
    """What a step gave, where that is a lazy frame.

    Raises:
        PluginError: It is not.
    """
    import narwhals.stable.v2 as nw

    if not isinstance(given, nw.LazyFrame):
        raise complain(step, _("it gave {type}; a lazy frame made from the tables is asked", type=type(given).__name__))
    return given


def expressions(step: PlannedStep, given: object) -> Mapping[str, nw.Expr]:
    """What `columns()` of a step gave, where those are expressions by the name of their column.

    Raises:
        PluginError: They are not.
    """
    import narwhals.stable.v2 as nw

    if not isinstance(given, Mapping):
        raise complain(step, _("columns() gave {type}; a dict of expressions by column is asked", type=type(given).__name__))
    for name, expression in given.items():
        if not isinstance(name, str) or not isinstance(expression, nw.Expr):
            raise complain(
                step,
                _(
                    "columns() gave {type} for {name!r}; an expression such as {example} is asked",
                    type=type(expression).__name__,
                    name=name,
                    example='nw.col("employees")',
                ),
            )
    return given


def record_batch(step: PlannedStep, given: object) -> pa.RecordBatch:
    """What `batch()` of a step gave, where that is a batch.

    Raises:
        PluginError: It is not.
    """
    import pyarrow as pa

    if not isinstance(given, pa.RecordBatch):
        raise complain(step, _("batch() gave {type}; a RecordBatch of pyarrow is asked", type=type(given).__name__))
    return given


def check_step(step: PlannedStep, schema: Mapping[str, Any]) -> None:
    """The columns that a step gives are there and have the types it declared.

    Raises:
        PluginError: They are not.
    """
    keys = "segment" if isinstance(step.component, SegmentScorer) else "customer_id"
    for name, declared in {keys: ColumnType.TEXT, **step.own}.items():
        if name not in schema:
            raise complain(step, _("the column {name!r} is missing; it gave {schema}", name=name, schema=", ".join(schema)))
        found = ColumnType.of(schema[name])
        if found is not declared and (found, declared) not in _WIDENS_TO:
            raise complain(
                step,
                _(
                    "the column {name!r} is {found}, it was declared as {declared}",
                    name=name,
                    found=found or schema[name],
                    declared=declared,
                ),
            )


def check_segments(step: PlannedStep, scores: Frame, engine: Engine) -> None:
    """A segment scorer gives at most one row for each segment.

    Raises:
        PluginError: It gave two.
    """
    import narwhals.stable.v2 as nw

    twice = engine.rows(scores.group_by("segment").agg(nw.len().alias("rows")).filter(nw.col("rows") > 1).sort("segment"))
    if twice:
        raise complain(
            step,
            _(
                "it gave {number} rows for the segment {segment!r}; one is asked",
                number=twice[0]["rows"],
                segment=twice[0]["segment"],
            ),
        )


@contextmanager
def blamed_on_its_line(step: PlannedStep) -> Iterator[None]:
    """Run a step's own code, so that whatever it raises is told with the line of it that failed.

    Raises:
        PluginError: It raised anything but an error for a person.
    """
    try:
        yield
    except KartotekaError:
        raise
    except (Exception, SystemExit) as error:
        place = place_in(error, type(step.component).__module__.partition(".")[0])
        reason = describe(error) if place is None else f"{describe(error)} ({place})"
        message = _("step {step!r} failed: {reason}", step=step.config.name, reason=reason)
        raise PluginError(message, hint=where_the_rest_is(error)) from error
