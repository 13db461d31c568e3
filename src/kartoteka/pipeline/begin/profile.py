"""What the values of each column look like, judged by the rules by which landing reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kartoteka.engine.duckdb import parse, parse_dates
from kartoteka.engine.duckdb.sql import identifier
from kartoteka.language import gettext as _
from kartoteka.model.booleans import FALSE_WORDS, TRUE_WORDS
from kartoteka.model.cells import CellReading, DateOrder
from kartoteka.pipeline.begin.look import Looked
from kartoteka.pipeline.land.currency import currency_signs
from kartoteka.pipeline.land.staging import LINE, NUMBER, PROBLEM

if TYPE_CHECKING:
    import duckdb

_SIGNS = frozenset(currency_signs("USD"))

_SPARSE, _FEW, _SHARE = 0.6, 3, 0.1
"""The share of the usual number of cells up to which a row is sparse; how many of all rows may be sparse and be no lines."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The values of one column. Shares are of the cells that are not empty, from 0 to 1.

    Attributes:
        rows: Rows that were looked at; lines with hardly a cell, such as sums below a list, are none.
        filled: Cells that are not empty.
        distinct: Different values.
        days: Share of dates and moments.
        numbers: Share of numbers, with or without a currency.
        whole: Share of whole numbers.
        fractions: Share of numbers with decimals.
        booleans: Share of words for yes and no.
        addresses: Share of e-mail addresses.
        figures: Share of texts with a digit.
        digits: Share of texts with five digits and more.
        letters: Share of texts with three letters and more in a row.
        words: Share of texts of several words, or with small letters.
        years: Share of years alone.
        register_codes: Share of the codes by which INSEE tells headcounts (00 to 53, NN); spreadsheets drop the zero in front.
        longest: Characters of the longest value.
        examples: Some values.
    """

    position: int
    header: str
    rows: int
    filled: int
    distinct: int
    longest: int
    examples: Sequence[str]
    days: float
    numbers: float
    whole: float
    fractions: float
    booleans: float
    addresses: float
    figures: float
    digits: float
    letters: float
    words: float
    years: float
    register_codes: float

    @property
    def unique(self) -> bool:
        """Hardly a value comes twice, and hardly a cell is empty: one row for each value."""
        return self.complete and self.distinct >= 0.99 * self.filled

    @property
    def complete(self) -> bool:
        """Hardly a cell is empty: one may be in any case, such as that of a sum."""
        missing = self.rows - self.filled
        return self.filled > missing and missing <= max(1, 0.03 * self.rows)

    def shown(self) -> str:
        """Some of its values, for people."""
        texts = [value if len(value) <= 24 else f"{value[:23]}…" for value in self.examples]
        return ", ".join(texts) if texts else _("(empty)")


def make_table(connection: duckdb.DuckDBPyConnection, looked: Looked) -> str:
    """The trimmed sample as a table of that name, without rows that cannot be cut or are sums and remarks.

    Those have hardly a cell, and they are few; where many rows have few cells, they are lines of orders.
    """
    name = identifier(f"looked {looked.table}")
    cells = [identifier(slot.name) for slot in looked.layout.slots]
    texts = ", ".join(f"{parse.text(cell)} AS {cell}" for cell in cells)
    filled = " + ".join(f"CAST({cell} IS NOT NULL AS INT)" for cell in cells)
    connection.execute(
        f"CREATE OR REPLACE TABLE {name} AS SELECT * EXCLUDE (filled, sparse) FROM ("
        f"SELECT *, filled <= {_SPARSE} * median(filled) OVER () AS sparse FROM ("
        f'SELECT *, {filled} AS filled FROM (SELECT {identifier(NUMBER)}, "row:file", {identifier(LINE)}, {texts} '
        f"FROM {looked.staged} WHERE {identifier(PROBLEM)} IS NULL))) "
        f"QUALIFY NOT sparse OR count(*) FILTER (WHERE sparse) OVER () > greatest({_FEW}, {_SHARE} * count(*) OVER ())"
    ).fetchall()
    return name


def profiles(connection: duckdb.DuckDBPyConnection, looked: Looked, table: str) -> list[Profile]:
    """The profile of each column of a table that `make_table` made, in order."""
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
    by_position = {row[0]: row[1:] for row in connection.execute(_query(looked, table)).fetchall()}
    found: list[Profile] = []
    for position, header in enumerate(looked.headers):
        filled, distinct, longest, examples, *counts = by_position.get(position, (0, 0, 0, [], *(0 for _ in _TESTS)))
        shares = {name: count / filled if filled else 0.0 for name, count in zip(_TESTS, counts, strict=True)}
        found.append(Profile(position, header, count[0], filled, distinct, longest, tuple(examples), **shares))
    return found


def _query(looked: Looked, table: str) -> str:
    """All columns in one query, because the patterns take long to compile; each different value is looked at once."""
    tests = ", ".join(f"coalesce(sum(n) FILTER (WHERE {test}), 0)" for test in _TESTS.values())
    cells = ", ".join(
        f"{{'position': {number}, 'x': {identifier(slot.name)}}}" for number, slot in enumerate(looked.layout.slots)
    )
    each = f"SELECT {identifier(NUMBER)} AS place, unnest([{cells}]) AS cell FROM {table}"
    different = (
        f"SELECT cell.position AS position, cell.x AS x, count(*) AS n, min(place) AS place FROM ({each}) "
        "WHERE cell.x IS NOT NULL GROUP BY 1, 2"
    )
    return (
        "SELECT position, sum(n), count(*), max(length(x)), list_slice(list(x ORDER BY place), 1, 3), "
        f"{tests} FROM ({different}) GROUP BY position"
    )


def _day(order: DateOrder) -> str:
    return parse_dates.day("x", CellReading("UTC", "XXX", date_order=order))


def _number(mark: str) -> str:
    return parse.is_amount("x", mark, _SIGNS)


_TESTS = {
    "days": f"coalesce({_day('day-first')}, {_day('month-first')}) IS NOT NULL",
    "numbers": f"({_number(',')}) OR ({_number('.')})",
    "whole": "regexp_full_match(x, '[+-]?[0-9]+')",
    "fractions": f"(({_number(',')}) OR ({_number('.')})) AND regexp_matches(x, '[.,][0-9]')",
    "booleans": parse.one_of("x", TRUE_WORDS | FALSE_WORDS),
    "addresses": "regexp_full_match(x, '[^@\\s]+@[^@\\s]+[.][^@\\s]+')",
    "figures": "regexp_matches(x, '[0-9]')",
    "digits": "length(regexp_replace(x, '[^0-9]', '', 'g')) >= 5",
    "letters": "regexp_matches(x, '\\pL{3}')",
    "words": "regexp_matches(x, '\\pL{2}.*\\s.*\\pL|\\pL\\p{Ll}{2}')",
    "years": "regexp_full_match(x, '(1[5-9]|20)[0-9]{2}')",
    "register_codes": "regexp_full_match(x, '(?i)NN|0?[0-3]|11|12|21|22|31|32|41|42|51|52|53')",
}
"""What each share is the share of."""
