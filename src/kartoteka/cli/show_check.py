"""How a check is shown to a person: columns, files, warnings."""

from __future__ import annotations

from kartoteka.cli.output import Console
from kartoteka.cli.show_run import statuses_in_words
from kartoteka.config.shown import shown_path
from kartoteka.pipeline.check import Dialect, PipelineCheck, SourceCheck

_DELIMITERS = {"\t": "tab", " ": "space", None: "blanks"}


def show_check(check: PipelineCheck, out: Console) -> None:
    """Print how the sources of one pipeline are understood, and what looks odd."""
    out.heading(f"Pipeline {check.name}")
    for source in check.sources:
        show_source(source, out)
    for warning in check.warnings:
        out.warning(f"{check.name}: {warning}")


def show_source(source: SourceCheck, out: Console) -> None:
    """The columns of one source, and how its files are read."""
    rows = [(row["column"], row["type"], row["from"], row["how"]) for row in source.columns]
    out.table(f"{source.table} ({source.use})", ["column", "type", "from", ""], rows)
    for dialect in source.dialects:
        out.line(dialect_in_words(dialect))
    if source.statuses is not None:
        out.line(statuses_in_words(source.statuses))


def dialect_in_words(dialect: Dialect) -> str:
    """`data/customers.csv: cp1250, separated by ';', quoted with '"'.`"""
    named = shown_path(dialect.files[0])
    more = "" if len(dialect.files) == 1 else f" and {len(dialect.files) - 1} more"
    if dialect.encoding is None:
        return f"{named}{more}: {dialect.format}."
    delimiter = _DELIMITERS.get(dialect.delimiter) or repr(dialect.delimiter)
    parts = [dialect.encoding, f"separated by {delimiter}"]
    parts.append("without quotes" if dialect.quote is None else f"quoted with {dialect.quote!r}")
    if dialect.compression is not None:
        parts.append(dialect.compression)
    return f"{named}{more}: {', '.join(parts)}."
