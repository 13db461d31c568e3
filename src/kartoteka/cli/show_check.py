"""How a check is shown to a person: columns, files, warnings."""

from __future__ import annotations

from pathlib import Path

from kartoteka.cli.output import Console
from kartoteka.pipeline.check import Dialect, PipelineCheck, SourceCheck

_DELIMITERS = {"\t": "tab", " ": "space", None: "blanks"}


def show_check(check: PipelineCheck, out: Console, folder: Path) -> None:
    """Print how the sources of one pipeline are understood, and what looks odd."""
    out.heading(f"Pipeline {check.name}")
    for source in check.sources:
        show_source(source, out, folder)
    for warning in check.warnings:
        out.warning(f"{check.name}: {warning}")


def show_source(source: SourceCheck, out: Console, folder: Path) -> None:
    """The columns of one source, and how its files are read."""
    rows = [(row["column"], row["type"], row["from"], row["how"]) for row in source.columns]
    out.table(f"{source.table} ({source.use})", ["column", "type", "from", ""], rows)
    for dialect in source.dialects:
        out.line(dialect_in_words(dialect, folder))


def dialect_in_words(dialect: Dialect, folder: Path) -> str:
    """`data/customers.csv: cp1250, separated by ';', quoted with '"'.`"""
    first = dialect.files[0]
    named = first.relative_to(folder) if first.is_relative_to(folder) else first
    more = "" if len(dialect.files) == 1 else f" and {len(dialect.files) - 1} more"
    if dialect.encoding is None:
        return f"{named}{more}: {dialect.format}."
    delimiter = _DELIMITERS.get(dialect.delimiter) or repr(dialect.delimiter)
    parts = [dialect.encoding, f"separated by {delimiter}"]
    parts.append("without quotes" if dialect.quote is None else f"quoted with {dialect.quote!r}")
    if dialect.compression is not None:
        parts.append(dialect.compression)
    return f"{named}{more}: {', '.join(parts)}."
