"""How a look at a file is shown to a person."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.cli.output import Console
from kartoteka.components.source import Finding
from kartoteka.config.shown import shown_path
from kartoteka.pipeline.look import Look

_LONGEST = 20
_READING = {"decimal": "decimal mark", "date_order": "order of dates"}


def show_look(look: Look, out: Console) -> None:
    """Print it: the file, its columns, its first rows, what cannot be used, and how to write or say otherwise."""
    out.heading(f"{shown_path(look.path)}: {look.format}, {'tried' if look.problems else 'read'} as {look.table}")
    show_findings(look.findings, out)
    guessed = {one.what for one in look.findings}
    for name, value in look.dialect.items():
        if name not in guessed:
            out.line(f"- {name}: {_shown(value)}")
    show_columns(look, out)
    show_rows(look, out)
    for problem in look.problems:
        out.line()
        out.error(problem)
    if look.read is not None and look.landed is not None:
        out.line()
        out.line(_counted(look.read, look.landed))
        for row in look.rejected:
            out.line(f"  line {row['line']}: {row['reason']}")
            out.line(f"    {_cut(row['raw'], 72)}")
    for name, value in look.settled.items():
        if name in _READING:
            out.line(f"The {_READING[name]} is {value!r}, as the values tell.")
    for sentence in look.told:
        out.line(f"- {sentence}")
    out.heading("In kartoteka.yaml, below sources")
    out.line("\n".join(f"  {line}" for line in look.written))
    out.line()
    out.line("To try another reading first: --option NAME=VALUE, --column FIELD=HEADER, --table TABLE.")


def show_findings(findings: Sequence[Finding], out: Console) -> None:
    """What was guessed, why, and what to write where it is wrong."""
    for one in findings:
        out.line(f"- {one.what}: {_shown(one.found)} ({one.because})")
        if one.override:
            out.line(f"  otherwise write, for example, {one.override}")


def show_columns(look: Look, out: Console) -> None:
    """What each column becomes; the fields first."""
    fields = [row for row in look.columns if row["how"] != "custom"]
    others = [row["column"] for row in look.columns if row["how"] == "custom"]
    if fields:
        out.table(
            "What the columns are", ["header", "becomes", "type"], [(row["from"], row["column"], row["type"]) for row in fields]
        )
    elif others:
        out.heading("None of the columns is one that we know")
    if others:
        out.line(f"Kept under their own names: {', '.join(others)}.")


def show_rows(look: Look, out: Console) -> None:
    """The first rows, each column on a line, so that wide tables can be read."""
    if look.rows:
        heads = [str(number + 1) for number in range(len(look.rows))]
        cells = [
            (header or f"(column {at + 1})", *(_cut(row[at], _LONGEST) for row in look.rows))
            for at, header in enumerate(look.headers)
        ]
        out.table("First rows", ["header", *heads], cells)


def _counted(read: int, landed: int) -> str:
    if read == landed:
        return f"All rows can be used: {read:,}."
    return f"{landed:,} of {read:,} rows can be used, {read - landed:,} cannot:"


def _shown(value: str) -> str:
    """A single character in quotes, or it would be lost between others."""
    return f"'{value}'" if len(value) == 1 and not value.isalnum() else value


def _cut(text: str, longest: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"
