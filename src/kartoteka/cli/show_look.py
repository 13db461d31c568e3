"""How a look at a file is shown to a person."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.cli.output import Console
from kartoteka.components.source import Finding
from kartoteka.config.shown import shown_path
from kartoteka.language import N_, number_in_words
from kartoteka.language import gettext as _
from kartoteka.pipeline.look import Look

_LONGEST = 20
_PACKED = N_("packed with")
_SETTLED = {
    "decimal": N_("The decimal mark is {value!r}, as the values tell."),
    "date_order": N_("The order of dates is {value!r}, as the values tell."),
}


def show_look(look: Look, out: Console) -> None:
    """Print it: the file, its columns, its first rows, what cannot be used, and how to write or say otherwise."""
    file = shown_path(look.path)
    if look.problems:
        out.heading(_("{file}: {format}, tried as {table}", file=file, format=look.format, table=look.table))
    else:
        out.heading(_("{file}: {format}, read as {table}", file=file, format=look.format, table=look.table))
    show_findings(look.findings, out)
    guessed = {one.what for one in look.findings}
    for name, value in look.dialect.items():
        if name not in guessed:
            out.line(f"- {_(_PACKED) if name == _PACKED else name}: {_shown(value)}")
    show_columns(look, out)
    show_rows(look, out)
    for problem in look.problems:
        out.line()
        out.error(problem)
    if look.read is not None and look.landed is not None:
        out.line()
        out.line(_counted(look.read, look.landed))
        for row in look.rejected:
            out.line("  " + _("line {line}: {reason}", line=row["line"], reason=row["reason"]))
            out.line(f"    {_cut(row['raw'], 72)}")
    for name, value in look.settled.items():
        if name in _SETTLED:
            out.line(_(_SETTLED[name], value=value))
    for sentence in look.told:
        out.line(f"- {sentence}")
    out.heading(_("In kartoteka.yaml, below sources"))
    out.line("\n".join(f"  {line}" for line in look.written))
    out.line()
    out.line(_("To try another reading first: --option NAME=VALUE, --column FIELD=HEADER, --table TABLE."))


def show_findings(findings: Sequence[Finding], out: Console) -> None:
    """What was guessed, why, and what to write where it is wrong."""
    for one in findings:
        out.line(f"- {one.what}: {_shown(one.found)} ({one.because})")
        if one.override:
            out.line("  " + _("otherwise write, for example, {text}", text=one.override))


def show_columns(look: Look, out: Console) -> None:
    """What each column becomes; the fields first."""
    fields = [row for row in look.columns if row["how"] != "custom"]
    others = [row["column"] for row in look.columns if row["how"] == "custom"]
    if fields:
        out.table(
            _("What the columns are"),
            [_("header"), _("becomes"), _("type")],
            [(row["from"], row["column"], row["type"]) for row in fields],
        )
    elif others:
        out.heading(_("None of the columns is one that we know"))
    if others:
        out.line(_("Kept under their own names: {names}.", names=", ".join(others)))


def show_rows(look: Look, out: Console) -> None:
    """The first rows, each column on a line, so that wide tables can be read."""
    if look.rows:
        heads = [str(number + 1) for number in range(len(look.rows))]
        cells = [
            (header or _("(column {number})", number=at + 1), *(_cut(row[at], _LONGEST) for row in look.rows))
            for at, header in enumerate(look.headers)
        ]
        out.table(_("First rows"), [_("header"), *heads], cells)


def _counted(read: int, landed: int) -> str:
    if read == landed:
        return _("All rows can be used: {number}.", number=number_in_words(read))
    return _(
        "{landed} of {read} rows can be used, {rejected} cannot:",
        landed=number_in_words(landed),
        read=number_in_words(read),
        rejected=number_in_words(read - landed),
    )


def _shown(value: str) -> str:
    """A single character in quotes, or it would be lost between others."""
    return f"'{value}'" if len(value) == 1 and not value.isalnum() else value


def _cut(text: str, longest: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"
