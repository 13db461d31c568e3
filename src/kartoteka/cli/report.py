"""`kartoteka report`: one HTML file about a run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kartoteka.cli.options import AS_OF, PROJECT
from kartoteka.cli.output import Console
from kartoteka.language import LANGUAGES
from kartoteka.language import gettext as _


@click.command()
@click.argument("pipeline", required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="The HTML file to write; one that is there is replaced.",
)
@click.option("--language", type=click.Choice(LANGUAGES), help="The language of the report; that of the project without it.")
@AS_OF
@PROJECT
def report(*, pipeline: str | None, output: Path, language: str | None, as_of: date | None, project: Path | None) -> None:
    """Write what a run found into one HTML file.

    Segments with their terms, moves, campaign lists and rejected rows, with tables and pictures. The file needs nothing but a
    browser: it asks for nothing from anywhere, and can be printed. PIPELINE may be left out where the project has only one.

    It speaks of the latest run, or of the run for the day of --as-of. Nothing is read anew. The same run gives the same file.
    """
    from kartoteka.cli.project import choose_pipeline, open_project
    from kartoteka.config.shown import shown_path
    from kartoteka.plugin.registry import load_registry
    from kartoteka.report import write_report

    out = Console()
    registry = load_registry()
    loaded = open_project(project)
    chosen = choose_pipeline(loaded, pipeline)
    if not output.parent.is_dir():
        raise click.BadParameter(_("there is no folder {folder}", folder=str(output.parent)), param_hint="'-o'")
    with out.progress(_("Making the report")):
        size = write_report(loaded, chosen, registry, output, as_of=as_of, language=language)
    out.line(_("Report: {file} ({size} kB)", file=shown_path(output), size=f"{size / 1000:.0f}"))
