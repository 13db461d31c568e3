"""`kartoteka quality`: whether a segmentation is one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kartoteka.cli.options import AS_OF, JSON, PROJECT
from kartoteka.cli.output import Console


@click.command()
@click.argument("segmentation", required=False)
@click.option("--pipeline", help="Which pipeline; may be left out where the project has only one.")
@AS_OF
@PROJECT
@JSON
def quality(*, segmentation: str | None, pipeline: str | None, as_of: date | None, project: Path | None, as_json: bool) -> None:
    """Show whether SEGMENTATION is one: similar within, different between.

    The size of each segment, how many of its members may be addressed by e-mail, telephone and post, how many stayed since the
    run before, how much of each field the segments explain, and the silhouette of a sample. Each figure is told in words too.
    Without SEGMENTATION, all of them.

    It speaks of the latest run, or of the run for the day of --as-of. Nothing is read anew and nothing is written.
    """
    from kartoteka.cli.project import choose_pipeline, open_project
    from kartoteka.cli.show_quality import show_quality
    from kartoteka.profile.run_data import open_data
    from kartoteka.quality import segmentation_quality

    out = Console()
    loaded = open_project(project)
    chosen = choose_pipeline(loaded, pipeline)
    with open_data(loaded, chosen, as_of) as data:
        names = list(data.run.segments) if segmentation is None else [segmentation]
        told = [segmentation_quality(data, name) for name in names]
    if as_json:
        out.json([one.to_json() for one in told] if segmentation is None else told[0].to_json())
        return
    for one in told:
        show_quality(one, out)
