"""`kartoteka profile`: what the customers of a segment have in common."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kartoteka.cli.options import AS_OF, JSON, PROJECT
from kartoteka.cli.output import Console


@click.command()
@click.argument("segment")
@click.option("--pipeline", help="Which pipeline; may be left out where the project has only one.")
@click.option("--step", help="Of which segmentation; may be left out where only one has such a segment.")
@AS_OF
@PROJECT
@JSON
def profile(
    *, segment: str, pipeline: str | None, step: str | None, as_of: date | None, project: Path | None, as_json: bool
) -> None:
    """Show what the customers of SEGMENT have in common.

    How many they are and what they bring in, the traits that set them apart from all other customers, what they buy, from where
    they came and where they went, and who else serves them. Of fewer than 20 of whom something is known nothing is claimed, and
    a difference that chance alone could make is none.

    It speaks of the latest run, or of the run for the day of --as-of. Nothing is read anew and nothing is written.
    """
    from kartoteka.cli.project import choose_pipeline, open_project
    from kartoteka.cli.show_profile import show_profile
    from kartoteka.profile import profile_segment

    out = Console()
    loaded = open_project(project)
    told = profile_segment(loaded, choose_pipeline(loaded, pipeline), segment, step=step, as_of=as_of)
    if as_json:
        out.json(told)
    else:
        show_profile(told, out)
