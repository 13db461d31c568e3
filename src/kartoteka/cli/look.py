"""`kartoteka look`: how a file is understood."""

from __future__ import annotations

from pathlib import Path

import click

from kartoteka.cli.file_options import file_options, opened_file, surroundings, written
from kartoteka.cli.options import JSON
from kartoteka.cli.output import Console
from kartoteka.language import gettext as _


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--table",
    type=click.Choice(("customers", "orders", "contacts")),
    help="As what to read it; told by its columns by default.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADER",
    help="Which column is a field, by its header or its position from 1. Can be repeated.",
)
@file_options
@JSON
def look(
    *,
    file: Path,
    table: str | None,
    columns: tuple[str, ...],
    use: str | None,
    options: tuple[str, ...],
    locale: str | None,
    as_json: bool,
) -> None:
    """Show how FILE is understood; nothing is written.

    Its encoding, how it is cut into cells, which row is the header, what each column becomes, its first rows, which rows
    cannot be used; and what to write in the project file where a guess is wrong. Try it here first with --option, which also
    takes decimal, date_order and date_format, and --column.

    The exit code is 4 where the file cannot be used as it is understood.
    """
    from kartoteka.cli.show_look import show_look
    from kartoteka.config.project import Reading
    from kartoteka.pipeline.look import look_at_file

    out = Console()
    language, timezone, currency = surroundings(locale)
    said = written(options)
    cells = {name: said.pop(name) for name in ("decimal", "date_order", "date_format") if name in said}
    reading = Reading(columns=written(columns) or None, **cells)
    with out.progress(_("Looking at {file}", file=file.name)) as progress:
        opened = opened_file(file, use, said, language)
        told = look_at_file(
            opened,
            table,
            reading=reading,
            locale=language,
            timezone=timezone,
            currency=currency,
            tell=lambda text: progress.update(text=text),
        )
    if as_json:
        out.json(told)
    else:
        show_look(told, out)
    if told.problems:
        click.get_current_context().exit(4)
