"""`kartoteka personas`: the pictures of segments, checked, drafted and shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kartoteka.cli.options import AS_OF, JSON, PROJECT
from kartoteka.cli.output import Console

PIPELINE = click.option("--pipeline", help="Which pipeline; may be left out where the project has only one.")


@click.group()
def personas() -> None:
    """Check, draft and show the personas of segments."""


@personas.command()
@PIPELINE
@AS_OF
@PROJECT
@JSON
def check(*, pipeline: str | None, as_of: date | None, project: Path | None, as_json: bool) -> None:
    """Tell whether each persona lands in its own segment.

    What a persona declares is run through the rules of its segmentation, as of the day of the latest run, or that of --as-of, as
    if it were a customer. Where a segmentation compares customers, it stands among those of that run. Before the first run only
    those are tried that can be tried alone, as of today.
    """
    from kartoteka.cli.project import choose_pipeline, open_project
    from kartoteka.errors import error_of
    from kartoteka.personas.rules import check_pipeline_personas
    from kartoteka.plugin.registry import load_registry

    out = Console()
    loaded, registry = open_project(project), load_registry()
    chosen = choose_pipeline(loaded, pipeline)
    checked = check_pipeline_personas(loaded, chosen, registry, as_of)
    if as_json:
        landed, untried = ([f"{one.segmentation}.{one.segment}" for one in part] for part in (checked.landed, checked.untried))
        out.json({"landed": landed, "untried": untried, "problems": checked.problems})
        if checked.problems:
            click.get_current_context().exit(error_of(checked.problems).exit_code)
        return
    if checked.problems:
        raise error_of(checked.problems)
    for sentence in checked.sentences(chosen.personas or ""):
        out.line(sentence)
