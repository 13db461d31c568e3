"""Texts to typed values, as DuckDB expressions: empty where a text cannot be read, never a guess.

DuckDB's own casts take `1_000` and `1e3`, and told of a decimal comma read `1,234` as 1.23. So every text is matched whole
against a pattern first, and only then cast.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from decimal import Decimal

from kartoteka.engine.duckdb.sql import literal
from kartoteka.model.cells import BLANKS, GROUP_APOSTROPHES, GROUP_BLANKS, MINUS_SIGNS, CellReading
from kartoteka.model.types import MONEY_PRECISION, MONEY_SCALE, ColumnType

MONEY_SQL = ColumnType.MONEY.sql
_FEW_BLANKS = 3
_UNMARKED = str.maketrans("łøđ", "lod")
_DIGIT = "[0-9]"
_BLANK = f"[{GROUP_BLANKS}]"
_MINUS = f"[{MINUS_SIGNS.replace('-', '')}-]"
_SIGN = f"[+{MINUS_SIGNS.replace('-', '')}-]"
_NO_DECIMALS = f"(?:{_MINUS}|\u2014){{1,2}}"


def text(x: str, blanks: str = BLANKS) -> str:
    """The text without blanks at its ends; empty texts are NULL.

    Trimming a set of characters is slow in DuckDB, so texts that begin and end with a visible ASCII character pass by it;
    where few blanks can occur at all, to look for each of them is faster still.

    Args:
        x: The text.
        blanks: Those blanks that it may hold.
    """
    if not blanks:
        return f"nullif({x}, '')"
    if len(blanks) <= _FEW_BLANKS:
        ends = " OR ".join(f"suffix({x}, {literal(blank)})" for blank in blanks)
        visible = f"{x} BETWEEN '!' AND '~' AND NOT ({ends})"
    else:
        visible = f"ord({x}) BETWEEN 33 AND 126 AND ord(right({x}, 1)) BETWEEN 33 AND 126"
    return f"CASE WHEN {visible} THEN {x} ELSE nullif(trim({x}, {literal(BLANKS)}), '') END"


def is_empty(x: str) -> str:
    """Whether a cell holds nothing but blanks."""
    return f"({text(x)}) IS NULL"


def one_of(x: str, words: Collection[str]) -> str:
    """Whether a text is one of some words, whatever their case and diacritics."""
    folded = f"translate(strip_accents(lower({text(x)})), 'łøđ', 'lod')"
    return _among(folded, set(map(_folded, words)))


def _among(x: str, words: Collection[str]) -> str:
    """Whether a text is one of some words. DuckDB turns a longer `IN` into a join, after which rows come in any order."""
    return f"regexp_full_match({x}, {literal('|'.join(re.escape(word) for word in sorted(words)))})"


def _folded(word: str) -> str:
    """What `strip_accents` and `translate` make of a word, done once here instead of for every row."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_UNMARKED)


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


_PARTS = ("opened", "sign", "before", "inner", "number", "trailing", "after", "closed")
_LETTER = "[A-Za-z\u00c0-\u024f\u0400-\u04ff]"  # RE2 takes thirty milliseconds to compile the class of all letters
_DIGITS_OF_DOUBLES = 15
_CURRENCY = rf"\p{{Sc}}|{_LETTER}{{1,5}}[.]|{_LETTER}{{1,4}}\p{{Sc}}?|"
_LOOSE_NUMBER = f"[0-9.,{GROUP_BLANKS}{GROUP_APOSTROPHES}]*[0-9](?:[.,]{_NO_DECIMALS})?"
_AMOUNT = (
    rf"^(?P<opened>\(?){_BLANK}*(?P<sign>{_SIGN}?){_BLANK}*(?P<before>{_CURRENCY}){_BLANK}*(?P<inner>{_SIGN}?){_BLANK}*"
    rf"(?P<number>{_LOOSE_NUMBER}){_BLANK}*(?P<trailing>{_MINUS}?){_BLANK}*(?P<after>{_CURRENCY}){_BLANK}*(?P<closed>\)?)$"
)
"""A number with its sign, its currency and its parentheses, as named groups."""


def once(value: str, use: Callable[[str], str], name: str) -> str:
    """An expression over a value that is computed once, and only where the expression is needed.

    Written out twice, DuckDB would compute it for every row beforehand, also behind a CASE that is hardly ever reached.
    """
    return f"list_extract(list_transform([{value}], lambda {name}: {use(name)}), 1)"


def _with_parts(x: str, use: Callable[[str], str]) -> str:
    """An expression over the parts of an amount; they are empty texts where it is none."""
    names = ", ".join(literal(name) for name in _PARTS)
    return once(f"regexp_extract({text(x)}, {literal(_AMOUNT)}, [{names}])", use, "part")


def _plain_number(part: str, reading: CellReading) -> str:
    """A readable number as DuckDB's casts take it: `-1234.56`; NULL where it cannot be read."""
    other = "" if reading.decimal is None else "," if reading.decimal == "." else "."
    digits = f"translate({part}.number, {literal(GROUP_BLANKS + GROUP_APOSTROPHES + other)}, '')"
    if reading.decimal is not None:
        digits = f"regexp_replace(replace({digits}, {literal(reading.decimal)}, '.'), '[.][^0-9]+$', '')"
    signs = f"concat({part}.opened, {part}.sign, {part}.inner, {part}.trailing)"
    fits = (
        f"regexp_full_match({part}.number, {literal(number_pattern(reading.decimal))}) "
        f"AND length({signs}) <= 1 AND ({part}.opened = '') = ({part}.closed = '')"
    )
    return f"CASE WHEN {fits} THEN concat(CASE WHEN {signs} IN ('', '+') THEN '' ELSE '-' END, {digits}) END"


def _cast_decimal(plain: str) -> str:
    """To money; zeros after the fourth decimal say nothing and do not count, anything else there makes it unreadable.

    But for sixteen digits and more: nobody writes those. They are what a program left that computed with doubles, of which
    the first fifteen digits are the number, if they are one of at most four decimals.
    """
    trimmed = f"regexp_replace({plain}, '([.][0-9]{{{MONEY_SCALE}}})0+$', '\\1')"
    exact = f"NOT regexp_matches({{0}}, '[.][0-9]{{{{{MONEY_SCALE + 1}}}}}')"

    def cast(n: str) -> str:
        own = f"format('{{:.{_DIGITS_OF_DOUBLES}g}}', try_cast({n} AS DOUBLE))"
        left_over = f"length(ltrim(translate({n}, '-.', ''), '0')) > {_DIGITS_OF_DOUBLES}"
        return (
            f"CASE WHEN {exact.format(n)} THEN try_cast({n} AS {MONEY_SQL}) "
            f"WHEN {left_over} AND {exact.format(own)} AND NOT contains({own}, 'e') THEN try_cast({own} AS {MONEY_SQL}) END"
        )

    return once(trimmed, cast, "plain")


def _without_currency(part: str, value: str) -> str:
    return f"CASE WHEN {part}.before = '' AND {part}.after = '' THEN {value} END"


def _simple(x: str, reading: CellReading, cast: str, decimals: str) -> list[tuple[str, str]]:
    """The commonest shapes, digits with at most one mark and digits grouped by blanks, as conditions and values."""
    if reading.decimal is None:
        return [(f"regexp_full_match({x}, '[+-]?[0-9]+')", f"try_cast({x} AS {cast})")]
    point = re.escape(reading.decimal)
    rest = f"(?:{point}[0-9]{decimals})?"
    plain = x if reading.decimal == "." else f"replace({x}, ',', '.')"
    grouped = f"[+-]?[1-9][0-9]{{0,2}}(?:{_BLANK}[0-9]{{3}})+{rest}"
    joined = f"translate({x}, {literal(reading.decimal + GROUP_BLANKS)}, '.')"
    return [
        (f"regexp_full_match({x}, {literal(f'[+-]?[0-9]+{rest}')})", f"try_cast({plain} AS {cast})"),
        (f"regexp_full_match({x}, {literal(grouped)})", f"try_cast({joined} AS {cast})"),
    ]


def _first_of(shapes: Sequence[tuple[str, str]], otherwise: str) -> str:
    return f"CASE {' '.join(f'WHEN {condition} THEN {value}' for condition, value in shapes)} ELSE {otherwise} END"


def decimal_number(x: str, reading: CellReading) -> str:
    """An exact number of at most four decimals without a currency."""
    general = _with_parts(x, lambda part: _without_currency(part, _cast_decimal(_plain_number(part, reading))))
    return _first_of(_simple(x, reading, MONEY_SQL, f"{{1,{MONEY_SCALE}}}"), general)


def number(x: str, reading: CellReading) -> str:
    """A double, from any number of decimals."""
    general = _with_parts(x, lambda part: _without_currency(part, f"try_cast({_plain_number(part, reading)} AS DOUBLE)"))
    return _first_of(_simple(x, reading, "DOUBLE", "{1,15}"), general)


def integer(x: str, reading: CellReading) -> str:
    """A whole number; `12,00` is one as well."""

    def whole(plain: str) -> str:
        return f"CASE WHEN regexp_full_match({plain}, '-?[0-9]+') THEN try_cast({plain} AS BIGINT) END"

    def of(part: str) -> str:
        return _without_currency(part, once(f"regexp_replace({_plain_number(part, reading)}, '[.]0+$', '')", whole, "plain"))

    return _first_of([(f"regexp_full_match({x}, '[+-]?[0-9]+')", f"try_cast({x} AS BIGINT)")], _with_parts(x, of))


def currency(x: str, reading: CellReading) -> str:
    """The code of a currency that is the pipeline's or has a rate; NULL for every other text."""
    branches = f"WHEN {x} = {literal(reading.currency)} THEN {literal(reading.currency)}"
    for code in sorted({reading.currency, *reading.rates}):
        spellings = sorted(sign for sign, stands_for in reading.signs.items() if stands_for == code)
        if spellings:
            branches += f" WHEN {_among(f'lower({text(x)})', spellings)} THEN {literal(code)}"
    return f"CASE {branches} END"


def money(x: str, reading: CellReading, row_currency: str | None = None) -> str:
    """An amount in the pipeline's currency, rounded half up to four decimals where a rate was applied.

    Args:
        x: The amount.
        reading: How it is read.
        row_currency: The cell that names the currency of the row, where there is one.
    """
    ours = literal(reading.currency)
    simple = _simple(x, reading, MONEY_SQL, f"{{1,{MONEY_SCALE}}}")
    if row_currency is None:

        def alone(part: str) -> str:
            named = currency(f"concat({part}.before, {part}.after)", reading)
            own = f"CASE WHEN {part}.before = '' AND {part}.after = '' THEN {ours} ELSE {named} END"
            return _converted(_cast_decimal(_plain_number(part, reading)), own, reading)

        return _first_of([*simple, *_with_own_sign(x, reading)], _with_parts(x, alone))
    silent = is_empty(row_currency)
    row = f"CASE WHEN {silent} THEN {ours} ELSE {currency(row_currency, reading)} END"

    def in_row(part: str) -> str:
        named = currency(f"concat({part}.before, {part}.after)", reading)
        own = f"CASE WHEN {part}.before = '' AND {part}.after = '' THEN {row} WHEN {silent} OR {named} = {row} THEN {named} END"
        return _converted(_cast_decimal(_plain_number(part, reading)), own, reading)

    plain = [(f"{row_currency} = {ours} AND {condition}", value) for condition, value in simple]
    foreign = [(condition, _converted(value, row, reading)) for condition, value in simple]
    return _first_of([*plain, *foreign], _with_parts(x, in_row))


def _with_own_sign(x: str, reading: CellReading) -> list[tuple[str, str]]:
    """The commonest shapes followed by the pipeline's own currency: `1 234,56 zł`."""
    signs = [sign for sign, stands_for in reading.signs.items() if stands_for == reading.currency]
    if reading.decimal is None or not signs:
        return []
    rest = f"(?:{re.escape(reading.decimal)}[0-9]{{1,{MONEY_SCALE}}})?"
    digits = f"[+-]?(?:[0-9]+|[1-9][0-9]{{0,2}}(?:{_BLANK}[0-9]{{3}})+){rest}"
    pattern = f"(?i){digits}{_BLANK}*(?:{'|'.join(re.escape(sign) for sign in sorted(signs))})"
    number = f"regexp_extract({x}, {literal(f'^[+-]?[0-9{reading.decimal}{GROUP_BLANKS}]+')})"
    joined = f"translate({number}, {literal(reading.decimal + GROUP_BLANKS)}, '.')"
    return [(f"regexp_full_match({x}, {literal(pattern)})", f"try_cast({joined} AS {MONEY_SQL})")]


def _converted(amount: str, own: str, reading: CellReading) -> str:
    """The amount times the rate of its currency; NULL where that has none."""
    foreign = {code: rate for code, rate in sorted(reading.rates.items()) if code != reading.currency}
    if not foreign:
        return f"CASE WHEN {own} = {literal(reading.currency)} THEN {amount} END"
    rates = {reading.currency: Decimal(1), **foreign}
    type_ = f"DECIMAL({38 - MONEY_PRECISION}, {max(_scale(rate) for rate in rates.values())})"
    branches = " ".join(
        f"WHEN {literal(code)} THEN CAST({literal(format(rate, 'f'))} AS {type_})" for code, rate in rates.items()
    )
    return f"try_cast(round({amount} * CASE {own} {branches} END, {MONEY_SCALE}) AS {MONEY_SQL})"


def _scale(rate: Decimal) -> int:
    return len(format(rate, "f").partition(".")[2])


def is_amount(x: str, decimal: str, signs: Collection[str]) -> str:
    """Whether a text is a number with this decimal mark, alone or with one of some signs of currencies."""
    known = ("", *signs)

    def of(part: str) -> str:
        return (
            f"regexp_full_match({part}.number, {literal(number_pattern(decimal))}) "
            f"AND {_among(f'lower(concat({part}.before, {part}.after))', known)}"
        )

    return _with_parts(x, of)


def currency_sign(x: str) -> str:
    """What stands beside the number of an amount, in lower case; an empty text where nothing does, or it is no amount."""
    return _with_parts(x, lambda part: f"lower(concat({part}.before, {part}.after))")


def decimal_vote(x: str) -> str:
    """What a text says of the decimal mark: `,` or `.`; `?` where it could be either; NULL where it says nothing."""

    def of(part: str) -> str:
        comma, point = (f"regexp_full_match({part}.number, {literal(_says(mark))})" for mark in ",.")
        either = f"regexp_full_match({part}.number, '[1-9][0-9]{{0,2}}[.,][0-9]{{3}}')"
        return f"CASE WHEN {comma} THEN ',' WHEN {point} THEN '.' WHEN {either} THEN '?' END"

    commonest = " ".join(f"WHEN regexp_full_match({x}, '[+-]?[0-9]+[{mark}][0-9]{{1,2}}') THEN '{mark}'" for mark in ".,")
    return f"CASE WHEN {x} IS NULL OR regexp_full_match({x}, '[+-]?[0-9]*') THEN NULL {commonest} ELSE {_with_parts(x, of)} END"


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
