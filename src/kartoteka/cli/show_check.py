"""How a check is shown to a person: columns, files, warnings."""

from __future__ import annotations

from kartoteka.cli.output import Console
from kartoteka.cli.show_run import statuses_in_words
from kartoteka.config.shown import shown_path
from kartoteka.language import N_, number_in_words
from kartoteka.language import gettext as _
from kartoteka.pipeline.check import Dialect, PipelineCheck, SourceCheck

_DELIMITERS = {"\t": N_("tab"), " ": N_("space"), None: N_("blanks")}
_HOW = {"as written": N_("as written"), "recognised": N_("recognised"), "custom": N_("custom")}


def show_check(check: PipelineCheck, out: Console) -> None:
    """Print how the sources of one pipeline are understood, and what looks odd."""
    out.heading(_("Pipeline {name}", name=check.name))
    for source in check.sources:
        show_source(source, out)
    for note in check.notes:
        out.line(note)
    for warning in check.warnings:
        out.warning(f"{check.name}: {warning}")


def show_source(source: SourceCheck, out: Console) -> None:
    """The columns of one source, and how its files are read."""
    rows = [(row["column"], row["type"], row["from"], shown_how(row["how"])) for row in source.columns]
    out.table(f"{source.table} ({source.use})", [_("column"), _("type"), _("from"), ""], rows)
    for dialect in source.dialects:
        out.line(dialect_in_words(dialect))
    if source.statuses is not None:
        out.line(statuses_in_words(source.statuses))


def dialect_in_words(dialect: Dialect) -> str:
    """`data/customers.csv: cp1250, separated by ';', quoted with '"'.`"""
    named = shown_path(dialect.files[0])
    if len(dialect.files) > 1:
        number = number_in_words(len(dialect.files) - 1)
        named = _("{file} and {number} more", file=named, number=number)
    if dialect.encoding is None:
        return f"{named}: {dialect.format}."
    known = _DELIMITERS.get(dialect.delimiter)
    parts = [dialect.encoding, _("separated by {mark}", mark=_(known) if known else repr(dialect.delimiter))]
    parts.append(_("without quotes") if dialect.quote is None else _("quoted with {mark!r}", mark=dialect.quote))
    if dialect.compression is not None:
        parts.append(dialect.compression)
    return f"{named}: {', '.join(parts)}."


def shown_how(how: str) -> str:
    """How a column was found, for a person."""
    return _(_HOW[how])
