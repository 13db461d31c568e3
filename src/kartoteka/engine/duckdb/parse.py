"""Texts to typed values, as DuckDB expressions: empty where a text cannot be read, never a guess.

DuckDB's own casts take `1_000` and `1e3`, and told of a decimal comma read `1,234` as 1.23. So every text is matched whole against
a pattern first, and only then cast.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from kartoteka.engine.duckdb.sql import literal
from kartoteka.model.cells import BLANKS, GROUP_APOSTROPHES, GROUP_BLANKS, MINUS_SIGNS, CellReading
from kartoteka.model.types import MONEY_PRECISION, MONEY_SCALE, ColumnType

MONEY_SQL = ColumnType.MONEY.sql
_DIGIT = "[0-9]"
_BLANK = f"[{GROUP_BLANKS}]"
_MINUS = f"[{MINUS_SIGNS.replace('-', '')}-]"
_SIGN = f"[+{MINUS_SIGNS.replace('-', '')}-]"
_NO_DECIMALS = f"(?:{_MINUS}|\u2014){{1,2}}"


def text(x: str) -> str:
    """The text without blanks at its ends; empty texts are NULL.

    Trimming a set of characters is slow in DuckDB, so texts that begin and end with a visible ASCII character pass by it.
    """
    visible = f"ord({x}) BETWEEN 33 AND 126 AND ord(right({x}, 1)) BETWEEN 33 AND 126"
    return f"CASE WHEN {visible} THEN {x} ELSE nullif(trim({x}, {literal(BLANKS)}), '') END"


def is_empty(x: str) -> str:
    """Whether a cell holds nothing but blanks."""
    return f"({text(x)}) IS NULL"


def folded(x: str) -> str:
    """A text for comparing: without case and diacritics."""
    return f"translate(strip_accents(lower({text(x)})), 'łøđ', 'lod')"


def one_of(x: str, words: Collection[str]) -> str:
    """Whether a text is one of some words, whatever their case and diacritics."""
    return f"{folded(x)} IN ({', '.join(folded(literal(word)) for word in sorted(words))})"


def number_pattern(decimal: str | None) -> str:
    """The pattern of an unsigned number; groups of three are separated by one kind of mark throughout."""
    first = f"[1-9]{_DIGIT}{{0,2}}"
    marks = [_BLANK, f"[{GROUP_APOSTROPHES}]"]
    if decimal is None:
        return "|".join([f"{_DIGIT}+", *(f"{first}(?:{mark}{_DIGIT}{{3}})+" for mark in marks)])
    point, other = re.escape(decimal), re.escape("," if decimal == "." else ".")
    rest = f"(?:{point}(?:{_DIGIT}+|{_NO_DECIMALS}))?"
    grouped = [f"{first}(?:{mark}{_DIGIT}{{3}})+{rest}" for mark in (*marks, other)]
    return "|".join([f"{_DIGIT}+{rest}", *grouped, f"{point}{_DIGIT}+"])


def _amount_pattern(number: str, reading: CellReading) -> str:
    """A number with its sign, its currency and its parentheses, as named groups."""
    currency = "|".join(re.escape(sign) for sign in sorted(reading.signs, key=lambda sign: (-len(sign), sign)))
    return (
        rf"(?i)^(?P<opened>\(?){_BLANK}*(?P<sign>{_SIGN}?){_BLANK}*(?P<before>{currency}|){_BLANK}*(?P<inner>{_SIGN}?){_BLANK}*"
        rf"(?P<number>{number}){_BLANK}*(?P<trailing>{_MINUS}?){_BLANK}*(?P<after>{currency}|){_BLANK}*(?P<closed>\)?)$"
    )


def _parts(x: str, number: str, reading: CellReading) -> str:
    pattern = literal(_amount_pattern(number, reading))
    names = "['opened', 'sign', 'before', 'inner', 'number', 'trailing', 'after', 'closed']"
    return f"regexp_extract({text(x)}, {pattern}, {names})"


def _plain_number(x: str, reading: CellReading) -> str:
    """A readable number as DuckDB's casts take it: `-1234.56`; NULL where it cannot be read."""
    parts = _parts(x, number_pattern(reading.decimal), reading)
    other = "" if reading.decimal is None else "," if reading.decimal == "." else "."
    marks = f"[{GROUP_BLANKS}{GROUP_APOSTROPHES}{other}]"
    digits = f"regexp_replace(({parts}).number, {literal(marks)}, '', 'g')"
    if reading.decimal is not None:
        digits = f"regexp_replace(replace({digits}, {literal(reading.decimal)}, '.'), '[.][^0-9]+$', '')"
    signs = " + ".join(f"(({parts}).{name} <> '')::INT" for name in ("opened", "sign", "inner", "trailing"))
    fits = f"({parts}).number <> '' AND {signs} <= 1 AND (({parts}).opened = '') = (({parts}).closed = '')"
    negative = f"({parts}).opened <> '' OR concat(({parts}).sign, ({parts}).inner, ({parts}).trailing) NOT IN ('', '+')"
    return f"CASE WHEN {fits} THEN concat(CASE WHEN {negative} THEN '-' ELSE '' END, {digits}) END"


def _cell_currency(x: str, reading: CellReading) -> str:
    """The sign or code that stands in an amount; an empty text where there is none."""
    parts = _parts(x, number_pattern(reading.decimal), reading)
    return f"concat(({parts}).before, ({parts}).after)"


def _cast_decimal(plain: str) -> str:
    """To money; zeros after the fourth decimal say nothing and do not count, anything else there makes it unreadable."""
    trimmed = f"regexp_replace({plain}, '([.][0-9]{{{MONEY_SCALE}}})0+$', '\\1')"
    return (
        f"CASE WHEN NOT regexp_matches({trimmed}, '[.][0-9]{{{MONEY_SCALE + 1}}}') THEN try_cast({trimmed} AS {MONEY_SQL}) END"
    )


def _simple(x: str, reading: CellReading, cast: str, decimals: str) -> tuple[str, str]:
    """The commonest shape, digits and at most one mark, as a condition and a value."""
    if reading.decimal is None:
        return f"regexp_full_match({x}, '[+-]?[0-9]+')", f"try_cast({x} AS {cast})"
    point = re.escape(reading.decimal)
    condition = f"regexp_full_match({x}, {literal(f'[+-]?[0-9]+(?:{point}[0-9]{decimals})?')})"
    plain = x if reading.decimal == "." else f"replace({x}, ',', '.')"
    return condition, f"try_cast({plain} AS {cast})"


def decimal_number(x: str, reading: CellReading) -> str:
    """An exact number of at most four decimals without a currency: what computed columns are made of."""
    simple, value = _simple(x, reading, MONEY_SQL, f"{{1,{MONEY_SCALE}}}")
    general = _cast_decimal(_plain_number(x, reading))
    return f"CASE WHEN {simple} THEN {value} WHEN {_cell_currency(x, reading)} = '' THEN {general} END"


def number(x: str, reading: CellReading) -> str:
    """A double, from any number of decimals."""
    simple, value = _simple(x, reading, "DOUBLE", "{1,15}")
    general = f"try_cast({_plain_number(x, reading)} AS DOUBLE)"
    return f"CASE WHEN {simple} THEN {value} WHEN {_cell_currency(x, reading)} = '' THEN {general} END"


def integer(x: str, reading: CellReading) -> str:
    """A whole number; `12,00` is one as well."""
    plain = f"regexp_replace({_plain_number(x, reading)}, '[.]0+$', '')"
    whole = f"CASE WHEN regexp_full_match({plain}, '-?[0-9]+') THEN try_cast({plain} AS BIGINT) END"
    simple = f"regexp_full_match({x}, '[+-]?[0-9]+')"
    return f"CASE WHEN {simple} THEN try_cast({x} AS BIGINT) WHEN {_cell_currency(x, reading)} = '' THEN {whole} END"


def currency(x: str, reading: CellReading) -> str:
    """The code of a currency that is the pipeline's or has a rate; NULL for every other text."""
    known = {reading.currency, *reading.rates}
    branches = f"WHEN {x} = {literal(reading.currency)} THEN {literal(reading.currency)}"
    for code in sorted(known):
        spellings = sorted(sign for sign, stands_for in reading.signs.items() if stands_for == code)
        if spellings:
            branches += f" WHEN lower({text(x)}) IN ({', '.join(literal(sign) for sign in spellings)}) THEN {literal(code)}"
    return f"CASE {branches} END"


def money(x: str, reading: CellReading, row_currency: str | None = None) -> str:
    """An amount in the pipeline's currency, rounded half up to four decimals where a rate was applied.

    Args:
        x: The amount.
        reading: How it is read.
        row_currency: The cell that names the currency of the row, where there is one.
    """
    simple, value = _simple(x, reading, MONEY_SQL, f"{{1,{MONEY_SCALE}}}")
    general = _cast_decimal(_plain_number(x, reading))
    in_cell = _cell_currency(x, reading)
    named = currency(f"({in_cell})", reading)
    if row_currency is None:
        own = f"CASE WHEN {in_cell} = '' THEN {literal(reading.currency)} ELSE {named} END"
        return f"CASE WHEN {simple} THEN {value} ELSE {_converted(general, own, reading)} END"
    row = currency(row_currency, reading)
    silent = is_empty(row_currency)
    of_row = f"CASE WHEN {silent} THEN {literal(reading.currency)} ELSE {row} END"
    of_both = f"CASE WHEN {in_cell} = '' THEN {of_row} WHEN {silent} OR {named} = {row} THEN {named} END"
    plain_row = f"({row_currency} = {literal(reading.currency)} AND {simple})"
    return (
        f"CASE WHEN {plain_row} THEN {value} WHEN {simple} THEN {_converted(value, of_row, reading)} "
        f"ELSE {_converted(general, of_both, reading)} END"
    )


def _converted(amount: str, own: str, reading: CellReading) -> str:
    branches = f"WHEN {literal(reading.currency)} THEN {amount}"
    for code, rate in sorted(reading.rates.items()):
        if code != reading.currency:
            branches += f" WHEN {literal(code)} THEN try_cast(round(({amount}) * {_exact(rate)}, {MONEY_SCALE}) AS {MONEY_SQL})"
    return f"CASE {own} {branches} END"


def _exact(rate: Decimal) -> str:
    """A decimal literal that keeps every digit."""
    plain = format(rate, "f")
    digits = plain.replace(".", "").lstrip("-")
    scale = len(plain.partition(".")[2])
    precision = min(max(len(digits), scale + 1), 38 - MONEY_PRECISION)
    return f"CAST({literal(plain)} AS DECIMAL({precision}, {scale}))"


def decimal_vote(x: str, reading: CellReading) -> str:
    """What a text says of the decimal mark: `,` or `.`; `?` where it could be either; NULL where it says nothing."""
    loose = f"[0-9.,{GROUP_BLANKS}{GROUP_APOSTROPHES}]*[0-9](?:[.,]{_NO_DECIMALS})?"
    found = f"({_parts(x, loose, reading)}).number"
    comma, point = (f"regexp_full_match({found}, {literal(_says(mark))})" for mark in ",.")
    either = f"regexp_full_match({found}, '[1-9][0-9]{{0,2}}[.,][0-9]{{3}}')"
    return f"CASE WHEN {x} IS NULL THEN NULL WHEN {comma} THEN ',' WHEN {point} THEN '.' WHEN {either} THEN '?' END"


def _says(decimal: str) -> str:
    """The pattern of the numbers that can only be meant with this decimal mark."""
    point, other = re.escape(decimal), re.escape("," if decimal == "." else ".")
    first = f"[1-9]{_DIGIT}{{0,2}}"
    shapes = [
        f"{_DIGIT}*{point}(?:{_DIGIT}{{1,2}}|{_DIGIT}{{4,}})",
        f"(?:{_DIGIT}{{4,}}|0{_DIGIT}*|){point}{_DIGIT}+",
        *(f"{first}(?:{mark}{_DIGIT}{{3}})+{point}{_DIGIT}+" for mark in (_BLANK, f"[{GROUP_APOSTROPHES}]", other)),
        f"{first}(?:{other}{_DIGIT}{{3}}){{2,}}",
        f"[0-9{GROUP_BLANKS}{GROUP_APOSTROPHES}{other}]*{_DIGIT}{point}{_NO_DECIMALS}",
    ]
    return "|".join(shapes)
