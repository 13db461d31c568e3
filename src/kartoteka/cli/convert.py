"""`kartoteka convert`: a messy file as clean CSV."""

from __future__ import annotations

from pathlib import Path

import click

from kartoteka.cli.file_options import file_options, opened_file, surroundings, written
from kartoteka.cli.options import JSON
from kartoteka.cli.output import Console
from kartoteka.errors import InputError

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
    stands above the header, in other sheets or in other tables is left out.

    Rows that cannot be cut into as many cells as the header has are left out, told and listed beside the new file; the exit
    code is then 4.
    """
    from kartoteka.cli.show_look import show_findings
    from kartoteka.config.shown import shown_path
    from kartoteka.pipeline.look import convert_file

    out = Console()
    language, _, _ = surroundings(locale)
    with out.progress(f"Converting {file.name}"):
        told = convert_file(opened_file(file, use, written(options), language), output, force=force)
    if as_json:
        out.json(told)
    else:
        what = f"{told.rows:,} {'row' if told.rows == 1 else 'rows'}"
        out.line(f"{shown_path(told.file.absolute())}: {what} written of {told.read:,} read.")
        show_findings([one for one in told.findings if one.what not in _OF_LETTERS], out)
    if told.left_out_file is not None:
        number = "1 row" if told.left_out_rows == 1 else f"{told.left_out_rows:,} rows"
        line, reason, _ = told.left_out[0]
        raise InputError(
            f"{number} of {file.name} could not be cut into cells and {'is' if told.left_out_rows == 1 else 'are'} not in it; "
            f"the first is line {line}: {reason}",
            hint=f"All of them are listed in {shown_path(told.left_out_file.absolute())}.",
        )
