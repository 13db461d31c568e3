"""Replay: a step whose every input is as it was is taken from the snapshot of the run that computed it.

Only for components that say of themselves that they follow from their inputs alone (`Component.replayable`).
"""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import kartoteka
from kartoteka.catalog import Catalog
from kartoteka.components.base import Component
from kartoteka.engine.base import Engine
from kartoteka.model.frame import Frame
from kartoteka.pipeline.land import LandedTable
from kartoteka.pipeline.plan import Plan, PlannedStep
from kartoteka.pipeline.snapshot import SNAPSHOT


def step_fingerprint(
    step: PlannedStep, plan: Plan, landed: Mapping[str, LandedTable], earlier: Sequence[str | None]
) -> str | None:
    """A hexadecimal text that names all that a step follows from; None where the component does not vouch for that.

    Args:
        step: The step.
        plan: For the as-of date, the currency and the language.
        landed: What was read, by table.
        earlier: The fingerprints of the steps before it, whose columns it may use.
    """
    if not step.component.replayable or None in earlier:
        return None
    told = {
        "kartoteka": kartoteka.__version__,
        "plugin": [step.provenance.key, step.provenance.version, _code_of(step.component)],
        "step": [step.config.kind, step.config.name, step.config.use, step.config.options],
        "columns": {name: type_.value for name, type_ in step.own.items()},
        "further": step.component.further_inputs(),
        "context": [plan.as_of, plan.pipeline.currency, plan.project.locale, plan.project.timezone],
        "tables": {table: one.fingerprint for table, one in landed.items()},
        "earlier": earlier,
    }
    text = json.dumps(told, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def replayed(step: PlannedStep, fingerprint: str | None, catalog: Catalog, engine: Engine) -> Frame | None:
    """What an earlier run computed under the same fingerprint, unprefixed as the step gave it; None where none did."""
    import narwhals.stable.v2 as nw

    run = None if fingerprint is None else catalog.run_with_step(step.config.name, fingerprint)
    if run is None:
        return None
    file = catalog.state / run.snapshot / SNAPSHOT
    if not file.exists():  # somebody removed it: there is nothing to take, and nothing is lost
        return None
    snapshot = engine.scan([file])
    return snapshot.select(nw.col("customer_id"), *(nw.col(step.column(own)).alias(own) for own in step.own))


def _code_of(component: Component) -> list[list[object]]:
    """The component's own files, for those who are writing it: its version does not change every time. Contents count, not
    times: to install the same version again changes nothing."""
    folder = Path(inspect.getfile(type(component))).parent
    return [[file.name, hashlib.sha256(file.read_bytes()).hexdigest()] for file in sorted(folder.glob("*.py"))]
