"""`kartoteka personas`: the pictures of segments, checked, drafted and shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kartoteka.cli.options import AS_OF, JSON, PROJECT
from kartoteka.cli.output import Console
from kartoteka.errors import KartotekaError
from kartoteka.language import gettext as _

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

    What a persona declares is run through the rules of its segmentation as if it were a customer, as of the day of the latest
    run, or that of --as-of. Where a segmentation compares customers, it stands among those of that run. Before the first run
    only those are tried that can be tried alone, as of today.
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


@personas.command()
@click.argument("segments", nargs=-1, metavar="[SEGMENT]...")
@PIPELINE
@click.option("--step", help="Of which segmentation; may be left out where only one has such segments.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it into this new file.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@AS_OF
@PROJECT
def draft(
    segments: tuple[str, ...],
    *,
    pipeline: str | None,
    step: str | None,
    output: Path | None,
    force: bool,
    as_of: date | None,
    project: Path | None,
) -> None:
    """Propose a persona for each SEGMENT, from what its customers have in common.

    Without SEGMENT, one for each that passes its judgement (or has a rank, where none is judged) and has no persona yet. Each
    lands in its own segment. What nobody knows is left open, with a question. It is printed; -o FILE writes it into a new file.
    """
    from kartoteka.cli.project import choose_pipeline, open_project
    from kartoteka.personas.draft import draft_personas, draft_text, remarks
    from kartoteka.plugin.registry import load_registry

    out = Console()
    loaded, registry = open_project(project), load_registry()
    chosen = choose_pipeline(loaded, pipeline)
    _refuse_existing(output, force=force)
    drafts = draft_personas(loaded, chosen, registry, segments, step=step, as_of=as_of)
    for remark in remarks(drafts, chosen):
        out.warning(remark)
    if not drafts.drafts:
        return
    text = draft_text(drafts)
    if output is None:
        out.line(text.rstrip("\n"))
    else:
        _write(output, text, out)


@personas.command()
@click.argument("segment", required=False)
@PIPELINE
@click.option("--step", help="Of which segmentation; may be left out where only one has such a segment.")
@click.option("--markdown", is_flag=True, help="Print Markdown.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write Markdown into this new file.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@AS_OF
@PROJECT
@JSON
def show(
    *,
    segment: str | None,
    pipeline: str | None,
    step: str | None,
    markdown: bool,
    output: Path | None,
    force: bool,
    as_of: date | None,
    project: Path | None,
    as_json: bool,
) -> None:
    """Show the card of SEGMENT's persona, or the cards of all personas.

    A card holds the persona with the portrait of its segment in figures, what to say to it and what not, and its terms. Where a
    persona does not land in its own segment, no card is shown.

    It speaks of the latest run, or of the run for the day of --as-of. Nothing is read anew.
    """
    from kartoteka.cli.project import choose_pipeline, open_project
    from kartoteka.cli.show_personas import show_cards
    from kartoteka.personas.card import persona_cards
    from kartoteka.personas.markdown import cards_markdown
    from kartoteka.plugin.registry import load_registry

    out = Console()
    _refuse_existing(output, force=force)
    loaded, registry = open_project(project), load_registry()
    cards = persona_cards(loaded, choose_pipeline(loaded, pipeline), registry, segment, step=step, as_of=as_of)
    if output is not None:
        _write(output, cards_markdown(cards), out)
    elif as_json:
        out.json(cards)
    elif markdown:
        out.line(cards_markdown(cards).rstrip("\n"))
    else:
        show_cards(cards, out)


@personas.command()
def schema() -> None:
    """Print the JSON Schema of a file of personas, for editors."""
    from kartoteka.personas.json_schema import personas_json_schema

    Console().json(personas_json_schema())


def _refuse_existing(output: Path | None, *, force: bool) -> None:
    if output is not None and output.exists() and not force:
        hint = _("Name another file, or replace it: {option}", option="--force")
        raise KartotekaError(_("{file} is there already", file=output), hint=hint)


def _write(output: Path, text: str, out: Console) -> None:
    from kartoteka.config.shown import shown_path
    from kartoteka.durable import write_whole

    write_whole(output, text.encode("utf-8"))
    out.line(_("Written: {file}", file=shown_path(output.absolute())))
