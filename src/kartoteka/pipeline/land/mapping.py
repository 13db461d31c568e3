"""How the headers of a file become the columns of a landed table. Nothing is read here: headers in, decisions out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from kartoteka.language import gettext as _
from kartoteka.language import list_in_words
from kartoteka.model.fields import Field, recognised_in, required_fields
from kartoteka.model.spelling import plain
from kartoteka.model.types import Money, Text
from kartoteka.pipeline.land.computed import FITS, types_of_headers
from kartoteka.pipeline.land.factors import mere_numbers
from kartoteka.pipeline.land.guess import Guesses, guess
from kartoteka.pipeline.land.mapped import MappedColumn, MappingProblem, NearField, TableMapping, TakenColumn, header_text

if TYPE_CHECKING:
    from kartoteka.model.conditions import ConditionError

__all__ = ["RESERVED", "MappedColumn", "MappingProblem", "TableMapping", "header_text", "resolve_mapping"]

RESERVED = frozenset({"as_of", "blacklisted"})
"""Names that mean something else in conditions: a column of the file that is called so gets a number after its name."""


def resolve_mapping(
    table: str, headers: Sequence[str], columns: Mapping[str, str | int] | None, taken: Sequence[TakenColumn] = ()
) -> TableMapping:
    """Decide what each column of a table is made of.

    What the project file writes under `columns` holds. Fields that it does not name are recognised by their headers all the
    same, so that only the odd ones have to be written. What is left over becomes custom columns, texts under their own
    headers; columns without a header at the end of the line are dropped, since delimiters at the ends of lines make them. A
    header that a written mapping takes, also for a custom column, is not recognised as anything else; one that a
    calculation reads still is. Only the column of `employees` is two fields: its bands are `employees_band`.

    Args:
        table: `customers`, `contacts`, `orders` or `blacklist`.
        headers: The cells of the header line, in order.
        columns: Field or custom name to a header, a position from 1, or a calculation over headers; None where the project
            file says nothing.
        taken: Columns that come from another file. They stand behind the headers, as if the file had them; each is the field
            or the custom column of its own name, unless `columns` makes something else of it.
    """
    resolver = _Resolver(table, headers, taken)
    for name, source in (columns or {}).items():
        resolver.write(name, source)
    for index, column in enumerate(taken, len(headers)):
        resolver.take(index, column)
    resolver.recognise()
    resolver.keep_bands()
    resolver.keep_the_rest()
    resolver.miss_required()
    return resolver.mapping()


class _Unsettled(Exception):
    """A written column has a problem of its own."""

    def __init__(self, message: str, hint: str | None = None, offset: int = 0) -> None:
        super().__init__(message)
        self.message, self.hint, self.offset = message, hint, offset


class _Resolver:
    """The mapping while it is being made."""

    def __init__(self, table: str, headers: Sequence[str], taken: Sequence[TakenColumn]) -> None:
        self.table = table
        self.own = len(headers)
        self.raw = (*headers, *(column.header for column in taken))
        self.headers = (*map(header_text, headers), *(column.name for column in taken))
        self.fields = recognised_in(table)
        self.by_name = {entry.name: entry for entry in self.fields}
        self.done: dict[str, MappedColumn] = {}
        self.written: set[str] = set()
        self.taken: set[int] = set()
        self.guesses = Guesses()
        self.problems: list[MappingProblem] = []
        self.warnings: list[NearField] = []

    def write(self, name: str, source: str | int) -> None:
        """Take one entry of `columns`."""
        self.written.add(name)
        try:
            self._check_name(name)
            self.done[name] = self._written(name, source)
        except _Unsettled as unsettled:
            key = ("columns", name)
            self.problems.append(MappingProblem(unsettled.message, key, unsettled.hint, unsettled.offset))

    def take(self, index: int, column: TakenColumn) -> None:
        """Keep a column of another file under its name, unless `columns` has said what becomes of either."""
        if index in self.taken or column.name in self.written:
            self.taken.add(index)
            return
        self.taken.add(index)
        self.written.add(column.name)
        try:
            self._check_name(column.name)
        except _Unsettled as unsettled:
            self.problems.append(MappingProblem(unsettled.message, column.key, unsettled.hint))
            return
        entry = self.by_name.get(column.name)
        type_ = entry.type if entry else Text
        self.done[column.name] = MappedColumn(column.name, type_, self.raw[index], index, is_field=entry is not None)

    def _check_name(self, name: str) -> None:
        if name in RESERVED:
            raise _Unsettled(_("{name!r} cannot be the name of a column: it means something else in conditions", name=name))
        twin = next((other for other in self.written if other != name and other.casefold() == name.casefold()), None)
        if twin is not None:
            raise _Unsettled(_("{name!r} and {other!r} differ by case alone, and columns must not", name=name, other=twin))
        if name in self.by_name:
            return
        meant = get_close_matches(name.casefold(), self.by_name, n=1, cutoff=0.8)
        if meant and meant[0] == name.casefold():
            raise _Unsettled(_("{name!r} is spelt {near!r}", name=name, near=meant[0]))
        if meant:
            self.warnings.append(NearField(name, self.table, meant[0]))

    def _written(self, name: str, source: str | int) -> MappedColumn:
        entry = self.by_name.get(name)
        index = self._position(source) if isinstance(source, int) else self._header(source)
        if index is None:
            return self._computed(name, str(source), entry)
        self.taken.add(index)
        return MappedColumn(name, entry.type if entry else Text, self.raw[index], index, is_field=entry is not None)

    def _position(self, position: int) -> int:
        if isinstance(position, bool) or not 1 <= position <= self.own:
            raise _Unsettled(
                _("there is no column {position}", position=position), _("the file has columns 1 to {last}", last=self.own)
            )
        return position - 1

    def _header(self, text: str) -> int | None:
        wanted = header_text(text)
        if not wanted:
            raise _Unsettled(_("nothing is written here"), self._all_headers())
        for headers, sought in ((self.headers, wanted), ([header.casefold() for header in self.headers], wanted.casefold())):
            positions = [position for position, header in enumerate(headers) if header == sought]
            if len(positions) == 1:
                return positions[0]
            if positions:
                places = ", ".join(str(position + 1) for position in positions)
                raise _Unsettled(
                    _("the header {name!r} stands more than once", name=text),
                    _("write its position instead: one of {positions}", positions=places),
                )
        return None

    def _computed(self, name: str, text: str, entry: Field | None) -> MappedColumn:
        from kartoteka.model.conditions import ConditionError, parse_expression

        known = tuple(dict.fromkeys(header for header in self.headers if header))
        types = types_of_headers(text, known, entry.type if entry else None, self.fields)
        try:
            expression = parse_expression(text, types)
        except ConditionError as error:
            self._refuse(text, error)
        for header in expression.names:
            if self.headers.count(header) > 1:
                raise _Unsettled(_("the header {name!r} stands more than once, so a calculation cannot use it", name=header))
        if entry is not None and expression.type not in FITS[entry.type]:
            given, wanted = expression.type.value, entry.type.value
            raise _Unsettled(
                _(
                    "the calculation gives a column of type {given}, and {name!r} is of type {wanted}",
                    given=given,
                    name=name,
                    wanted=wanted,
                )
            )
        reads = {header: types[header] for header in known if header in expression.names}
        type_ = entry.type if entry else expression.type
        mere = mere_numbers(text, known, self.fields) if type_ is Money else frozenset[str]()
        return MappedColumn(name, type_, None, None, expression, reads, mere, is_field=entry is not None)

    def _refuse(self, text: str, error: ConditionError) -> NoReturn:
        calculates = re.search(r"[-+*/()'\"|<>=]", text) is not None
        folded = [header.casefold() for index, header in enumerate(self.headers) if index not in self.taken]
        near = get_close_matches(header_text(text).casefold(), folded, n=1, cutoff=0.8 if calculates else 0.5)
        if near or not calculates:
            nearest = next((header for header in self.headers if near and header.casefold() == near[0]), None)
            similar = [] if calculates else [header for header in self._unused_like(text) if header != nearest]
            told = [_("the nearest is {name!r}", name=nearest)] if nearest else []
            told += [_("similar and not used: {names}", names=", ".join(map(repr, similar)))] if similar else []
            hint = "; ".join([*told, self._all_headers()])
            raise _Unsettled(_("the file has no column {name!r}", name=text), hint) from error
        message = _(
            "{text!r} is neither a column of the file nor a calculation over its columns: {message}",
            text=text,
            message=error.message,
        )
        raise _Unsettled(message, error.hint or self._all_headers(), error.column or 0) from error

    def _unused_like(self, text: str) -> list[str]:
        """Headers that share a word with a text and that no field has or would be given."""
        used = self.taken | set(guess(self.headers, self.fields, settled=self.written, taken=self.taken).found.values())
        words = _words(text)
        return [header for index, header in enumerate(self.headers) if index not in used and words & _words(header)]

    def recognise(self) -> None:
        """Give the fields that were not written their headers."""
        self.guesses = guess(self.headers, self.fields, settled=self.written, taken=self.taken)
        for name, index in self.guesses.found.items():
            self.done[name] = MappedColumn(name, self.by_name[name].type, self.raw[index], index, guessed=True)
        self.taken |= set(self.guesses.found.values())
        for name, positions in self.guesses.torn.items():
            told = list_in_words(
                [
                    _("{name!r} (column {position})", name=self.headers[position], position=position + 1)
                    for position in positions
                ]
            )
            values: list[str | int] = [self.headers[position] for position in positions]
            first = values[0] if len(set(values)) > 1 else positions[0] + 1
            message = _("{headers} could each be the field {name!r} of {table}", headers=told, name=name, table=self.table)
            self.problems.append(
                MappingProblem(
                    message,
                    ("columns", name),
                    _("say which one it is: columns: {{{name}: {example}}}", name=name, example=_yaml(first)),
                )
            )

    def keep_bands(self) -> None:
        """Take from the column of `employees` what is a band there, unless bands have a column of their own."""
        numbers, bands = self.done.get("employees"), self.by_name.get("employees_band")
        if numbers is None or numbers.index is None or bands is None:
            return
        if bands.name not in {*self.done, *self.written, *self.guesses.torn}:
            self.done[bands.name] = MappedColumn(bands.name, bands.type, numbers.header, numbers.index, guessed=True)

    def keep_the_rest(self) -> None:
        """Keep every other header as a custom column, under a name of its own; empty ones at the end are not kept."""
        names = {name.casefold() for name in (*self.done, *self.written, *self.guesses.torn, *RESERVED)}
        torn = {position for positions in self.guesses.torn.values() for position in positions}
        end = max((position for position, header in enumerate(self.headers[: self.own], 1) if header), default=0)
        for index, header in enumerate(self.headers[:end]):
            if index in self.taken or index in torn:
                continue
            name = base = header or f"column_{index + 1}"
            number = 1
            while name.casefold() in names:
                number += 1
                name = f"{base}_{number}"
            names.add(name.casefold())
            self.done[name] = MappedColumn(name, Text, self.raw[index], index, guessed=True, is_field=False)

    def miss_required(self) -> None:
        """Tell of required fields that nothing is mapped to."""
        for entry in required_fields(self.table):
            if entry.name in self.done or entry.name in self.written or entry.name in self.guesses.torn:
                continue
            meaning = _(entry.meaning).rstrip(".").lower()
            misspelt = next((warning for warning in self.warnings if warning.near == entry.name), None)
            if misspelt is not None:
                self.problems.append(misspelt.problem(meaning))
                continue
            message = _(
                "no column was recognised as {name!r}, which {table} need ({meaning})",
                name=entry.name,
                table=self.table,
                meaning=meaning,
            )
            self.problems.append(MappingProblem(message, ("columns",), f"{self._remedy(entry.name)}; {self._all_headers()}"))

    def _remedy(self, name: str) -> str:
        quantity, price = self.done.get("quantity"), self.done.get("unit_price")
        if name == "amount" and quantity and price and quantity.index is not None and price.index is not None:
            product = f"{quoted_header(self.headers[quantity.index])} * {quoted_header(self.headers[price.index])}"
            return _("it can be computed: columns: {{amount: {example}}}", example=_yaml(product))
        return _("say which one it is, by header or position: columns: {{{name}: …}}", name=name)

    def _all_headers(self) -> str:
        if not self.headers:
            return _("the file has no columns")
        return _("the columns are {names}", names=", ".join(map(repr, self.headers)))

    def mapping(self) -> TableMapping:
        order = {entry.name: place for place, entry in enumerate(self.fields)}
        columns = sorted(self.done.values(), key=lambda column: order.get(column.name, len(order)))
        return TableMapping(self.table, tuple(columns), tuple(self.problems), tuple(self.warnings), self.guesses.torn)


def _words(header: str) -> set[str]:
    """The words of three letters and more, as they are compared."""
    return set(re.findall(r"[^\W\d_]{3,}", plain(header)))


def quoted_header(header: str) -> str:
    """A header as it is written in a calculation."""
    return header if re.fullmatch(r"[^\W\d]\w*", header) else '"' + header.replace('"', '""') + '"'


def _yaml(value: str | int) -> str:
    """A scalar as it can be copied into a YAML flow mapping."""
    if isinstance(value, int) or re.fullmatch(r"[^\W\d][\w .°*-]*", value):
        return str(value)
    return "'" + value.replace("'", "''") + "'"
