"""`kartoteka explain`: why a customer is where it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kartoteka.cli.options import AS_OF, JSON, PROJECT
from kartoteka.cli.output import Console
from kartoteka.language import N_
from kartoteka.language import gettext as _

if TYPE_CHECKING:
    from kartoteka.pipeline.explain import Explanation, StepExplanation


_MET = {True: N_("met"), False: N_("not met"), None: N_("unknown")}


@click.command()
@click.argument("customer")
@click.option("--pipeline", help="Which pipeline; may be left out where the project has only one.")
@AS_OF
@PROJECT
@JSON
def explain(customer: str, pipeline: str | None, as_of: date | None, project: Path | None, as_json: bool) -> None:
    """Tell why CUSTOMER is in its segment.

    Each tier, met or not, the orders and dates that decide it, and what would change it.

    It speaks of the latest run, or of the run for the day of --as-of. Nothing is read anew and nothing is written.
    """
    from kartoteka.cli.project import choose_pipeline, open_project
    from kartoteka.pipeline.explain import explain_customer
    from kartoteka.plugin.registry import load_registry

    out = Console()
    registry = load_registry()
    loaded = open_project(project)
    told = explain_customer(loaded, choose_pipeline(loaded, pipeline), registry, customer, as_of)
    if as_json:
        out.json(told)
    else:
        show_explanation(told, out)


def show_explanation(told: Explanation, out: Console) -> None:
    """Print an explanation."""
    who = f"{told.customer_id} {told.name}" if told.name else told.customer_id
    out.heading(_("{customer}, as of {day}", customer=who, day=told.as_of.isoformat()))
    if told.blacklisted:
        out.line(_("On the blacklist, which comes before everything."))
    for step in told.steps:
        show_step(step, out)
    for warning in told.warnings:
        out.warning(warning)


def show_step(step: StepExplanation, out: Console) -> None:
    """Print one segmentation or score."""
    from kartoteka.cli.show_run import plain, terms_in_words

    if step.segment is not None:
        terms = terms_in_words(step.terms)
        out.heading(f"{step.name}: {step.segment}" + (f" ({terms})" if terms else ""))
        if step.moved_from is not None:
            out.line(_("Before: {segment}", segment=step.moved_from))
    else:
        out.heading(step.name)
    for check in step.checks:
        out.line(f"{check.name}: {_(_MET[check.met])}")
        for reason in check.because.split("; "):
            out.line(f"  {reason.rstrip()}")
        if check.would_change:
            out.line(f"  {check.would_change}")
    if step.message:
        out.line(step.message)
    known = [(name, plain(value)) for name, value in step.evidence.items() if value is not None]
    if known:
        out.table(None, [_("column"), _("value")], known)
    elif step.segment is None and not step.checks and not step.message:
        out.line(_("nothing is told of this customer"))
