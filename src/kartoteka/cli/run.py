"""`kartoteka run`: read, segment, score, and deliver."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from kartoteka.cli.options import AS_OF, JSON, PROJECT
from kartoteka.cli.output import Console
from kartoteka.language import gettext as _


@click.command()
@click.argument("pipeline", required=False)
@AS_OF
@click.option("--dry-run", is_flag=True, help="Compute and show everything, but keep and deliver nothing.")
@PROJECT
@JSON
def run(pipeline: str | None, as_of: date | None, dry_run: bool, project: Path | None, as_json: bool) -> None:
    """Read the sources, sort the customers into segments, score them, and deliver the campaign lists.

    PIPELINE may be left out where the project has only one. The same inputs, rules and as-of date give the same result.
    """
    from kartoteka.cli.project import choose_pipeline, open_project
    from kartoteka.cli.show_run import show_run
    from kartoteka.pipeline.deliver import delivery_error
    from kartoteka.pipeline.run import run_pipeline
    from kartoteka.plugin.registry import load_registry

    out = Console()
    registry = load_registry()
    loaded = open_project(project)
    for problem in registry.problems():
        out.warning(problem)
    chosen = choose_pipeline(loaded, pipeline)
    day = as_of or datetime.now(ZoneInfo(loaded.timezone)).date()
    with out.progress(_("Starting")) as progress:
        result = run_pipeline(
            loaded,
            chosen,
            registry,
            day,
            dry_run=dry_run,
            say=lambda text: progress.update(text=text),
        )
    if result.status != "dry-run" and chosen.personas is not None:
        from kartoteka.personas.rules import wrong_personas

        wrong = wrong_personas(loaded, chosen, registry, day)
        result = dataclasses.replace(result, warnings=[*result.warnings, *wrong])
    if as_json:
        out.json(result)
    else:
        show_run(result, out)
    if result.undelivered:
        raise delivery_error(result.undelivered, result.hints, committed=result.status != "dry-run")
