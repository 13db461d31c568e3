"""`kartoteka convert`: a messy file as clean CSV."""

from __future__ import annotations

from pathlib import Path

import click

from kartoteka.cli.file_options import file_options, opened_file, surroundings, written
from kartoteka.cli.options import JSON
from kartoteka.cli.output import Console
from kartoteka.errors import InputError
from kartoteka.language import gettext as _
from kartoteka.language import ngettext, number_in_words

_OF_LETTERS = ("encoding", "delimiter", "quote", "escape")
"""What leaves no row and no column out."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="OUT.csv", help="The new file.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@file_options
@JSON
def convert(
    *, file: Path, output: Path, force: bool, use: str | None, options: tuple[str, ...], locale: str | None, as_json: bool
) -> None:
    """Write the table of FILE as clean CSV.

    UTF-8, commas, CR and LF at the ends of lines, quotes where they are needed, the header first, the cells as they are: no
    number and no date is changed. Works for every file that `kartoteka look` understands, and tells how it was understood: what
    stands above the header, in other sheets or in other tables is left out. So are totals and notes below the rows, which are
    listed beside the new file.

    Rows that cannot be cut into as many cells as the header has are left out, told and listed there as well; the exit code is
    then 4.
    """
    from kartoteka.cli.show_look import show_findings
    from kartoteka.config.shown import shown_path
    from kartoteka.pipeline.look import convert_file

    out = Console()
    language = surroundings(locale)[0]
    with out.progress(_("Converting {file}", file=file.name)):
        told = convert_file(opened_file(file, use, written(options), language), output, force=force)
    if as_json:
        out.json(told)
    else:
        written_rows = ngettext(
            "{file}: {number} row written of {read} read.",
            "{file}: {number} rows written of {read} read.",
            told.rows,
            file=shown_path(told.file.absolute()),
            number=number_in_words(told.rows),
            read=number_in_words(told.read),
        )
        out.line(written_rows)
        show_findings([one for one in told.findings if one.what not in _OF_LETTERS], out)
        if told.below and told.left_out_file is not None:
            below = ngettext(
                "{number} row below the table, a total or a note, is listed in {file}.",
                "{number} rows below the table, totals or notes, are listed in {file}.",
                told.below,
                number=number_in_words(told.below),
                file=shown_path(told.left_out_file.absolute()),
            )
            out.line(below)
    if told.left_out_rows and told.left_out_file is not None:
        line, reason, _raw = told.left_out[0]
        problem = ngettext(
            "{number} row of {file} could not be cut into cells and is not in it; the first is line {line}: {reason}",
            "{number} rows of {file} could not be cut into cells and are not in it; the first is line {line}: {reason}",
            told.left_out_rows,
            number=number_in_words(told.left_out_rows),
            file=file.name,
            line=line,
            reason=reason,
        )
        listed = shown_path(told.left_out_file.absolute())
        raise InputError(problem, hint=_("All of them are listed in {file}.", file=listed))
