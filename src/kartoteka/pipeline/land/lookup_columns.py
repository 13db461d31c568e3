"""Find the columns that a lookup names, in the source and in the looked-up files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from kartoteka.components.source import CsvFile
from kartoteka.language import gettext as _
from kartoteka.pipeline.land.lookup import LookupFiles
from kartoteka.pipeline.land.mapped import MappingProblem, TakenColumn, header_text
from kartoteka.pipeline.land.slot import SourceFile


@dataclass
class LookupColumns:
    """The columns that lookups name.

    Attributes:
        taken: What they give, in order.
        origins: For each of those, which lookup it is from, and the column there.
        problems: What cannot be found, or is given twice.
    """

    taken: list[TakenColumn] = field(default_factory=list)
    origins: list[tuple[int, str]] = field(default_factory=list)
    problems: list[MappingProblem] = field(default_factory=list)

    def number_of(self, name: str, lookup: int) -> int | None:
        """The number of the taken column of that name that an earlier lookup gives."""
        wanted = header_text(name).casefold()
        numbers = [number for number, column in enumerate(self.taken) if column.name.casefold() == wanted]
        return next((number for number in numbers if self.origins[number][0] < lookup), None)


def lookup_columns(lookups: Sequence[LookupFiles], source: SourceFile) -> LookupColumns:
    """Look for every column that lookups of a source name, in its first file and in all looked-up ones."""
    columns = LookupColumns()
    headers = {header_text(header).casefold() for header in source.columns}
    for number, lookup in enumerate(lookups):
        for here, there in lookup.config.keys.items():
            at = (*lookup.key, "key", *([here] if lookup.config.keys != {here: here} else []))
            if columns.number_of(here, number) is None:
                before = [column.name for column in columns.taken]
                called = source.path.name if isinstance(source, CsvFile) else _("the source")
                _find(columns, source.columns, here, at, called, more=before)
            for file, called in zip(lookup.files, lookup.names, strict=True):
                _find(columns, file.columns, there, at, called)
        for name, there in lookup.config.take.items():
            at = (*lookup.key, "take", name)
            for file, called in zip(lookup.files, lookup.names, strict=True):
                _find(columns, file.columns, there, at, called)
            if header_text(name).casefold() in headers:
                hint = _("take it under a name of its own: take: {{new_name: {name}}}", name=there)
                columns.problems.append(MappingProblem(_("the source has a column {name!r} itself", name=name), at, hint))
            if any(column.name.casefold() == name.casefold() for column in columns.taken):
                columns.problems.append(
                    MappingProblem(_("another lookup gives {name!r} as well", name=name), at, _("give it another name"))
                )
                continue
            columns.taken.append(TakenColumn(name, _("{name} in {file}", name=header_text(there), file=lookup.config.name), at))
            columns.origins.append((number, there))
    return columns


def position_of(headers: Sequence[str], text: str) -> int | None:
    """Where a header stands, by its exact letters or else whatever their case; None where it does not, or more than once."""
    positions = _positions(headers, text)
    return positions[0] if len(positions) == 1 else None


def _positions(headers: Sequence[str], text: str) -> list[int]:
    told, wanted = [header_text(header) for header in headers], header_text(text)
    exact = [position for position, header in enumerate(told) if header == wanted]
    return exact or [position for position, header in enumerate(told) if header.casefold() == wanted.casefold()]


def _find(
    columns: LookupColumns,
    headers: Sequence[str],
    text: str,
    key: tuple[str | int, ...],
    name: str,
    *,
    more: Sequence[str] = (),
) -> None:
    positions = _positions(headers, text)
    if len(positions) == 1:
        return
    if positions:
        hint = _("give one of them another name: header: [names of all columns]")
        columns.problems.append(
            MappingProblem(_("{file} has the column {name!r} more than once", file=name, name=text), key, hint)
        )
        return
    known: Mapping[str, str] = {header.casefold(): header for header in map(header_text, (*headers, *more)) if header}
    near = get_close_matches(header_text(text).casefold(), known, n=1, cutoff=0.5)
    told = [_("the nearest is {name!r}", name=known[near[0]])] if near else []
    listed = _("the columns are {names}", names=", ".join(map(repr, known.values()))) if known else _("it has no columns")
    columns.problems.append(
        MappingProblem(_("{file} has no column {name!r}", file=name, name=text), key, "; ".join([*told, listed]))
    )
