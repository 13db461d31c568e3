"""How a run ends that something has stopped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kartoteka.events import RunFinished
from kartoteka.language import gettext as _
from kartoteka.pipeline.plan import Plan
from kartoteka.pipeline.watch import Watch
from kartoteka.pipeline.workspace import Workspace

if TYPE_CHECKING:
    from kartoteka.catalog import Catalog
    from kartoteka.pipeline.compute import Computed


@contextmanager
def noted(sentence: str) -> Iterator[None]:
    """Put a sentence as a note on whatever is raised: it is true all the same, and would be told to nobody."""
    try:
        yield
    except BaseException as error:
        error.add_note(sentence)
        raise


def break_off(
    error: BaseException, plan: Plan, catalog: Catalog, workspace: Workspace, watch: Watch, committed: Computed | None
) -> None:
    """Tell the observers how the run ended, and put what they could not take as notes on the error.

    A run that was committed before it was stopped is true, whatever has stopped it: only what it had to deliver may be
    missing. Of one that was not committed nothing is left.

    Args:
        error: What stopped the run; it is to be raised further.
        plan: What was being done.
        catalog: It knows whether the run is true.
        workspace: The folders of the run.
        watch: Who is watching.
        committed: What the run found out, where its commit is known to have come to its end.
    """
    run_id, pipeline, as_of = workspace.run_id, plan.pipeline.name, plan.as_of
    reason = str(error) or type(error).__name__
    try:
        run = catalog.run(run_id)
        pending = None if run is None else len(catalog.pending_deliveries(run_id))
        segments = {} if run is None else run.segments
    except Exception:
        # What stopped the run may be the catalog itself. Whatever is left over then, the next run takes it away.
        pending = None if committed is None else len(committed.deliveries)
        segments = {} if committed is None else committed.counts
    else:
        if pending is None:
            workspace.discard()
    if pending is None:
        watch.notify(RunFinished(run_id, pipeline, as_of, "failed", error=reason))
    else:
        watch.notify(RunFinished(run_id, pipeline, as_of, "delivery-pending" if pending else "committed", segments, reason))
        told = (
            _(
                "run {run} is committed; what is not delivered yet stays pending, and the next `kartoteka run` tries it again "
                "first",
                run=run_id,
            )
            if pending
            else _("run {run} is committed", run=run_id)
        )
        error.add_note(told)
    for failure in watch.failures:
        error.add_note(failure)
