"""Texts to days and moments, as DuckDB expressions: empty where a text cannot be read, never a guess."""

from __future__ import annotations

from collections.abc import Callable

from kartoteka.engine.duckdb.parse import once, text
from kartoteka.engine.duckdb.sql import literal
from kartoteka.model.cells import CellReading

_YEAR, _PART = "[12][0-9]{3}", "[0-9]{1,2}"
_DATE = (
    rf"(?P<y1>{_YEAR})-(?P<m1>{_PART})-(?P<d1>{_PART})"
    rf"|(?P<y2>{_YEAR})/(?P<m2>{_PART})/(?P<d2>{_PART})"
    rf"|(?P<y3>{_YEAR})\.(?P<m3>{_PART})\.(?P<d3>{_PART})"
    rf"|(?P<y4>{_YEAR})(?P<m4>[0-9]{{2}})(?P<d4>[0-9]{{2}})"
    rf"|(?P<d5>{_PART})\.(?P<m5>{_PART})\.(?P<y5>{_YEAR})"
    rf"|(?P<a6>{_PART})/(?P<b6>{_PART})/(?P<y6>{_YEAR})"
    rf"|(?P<a7>{_PART})-(?P<b7>{_PART})-(?P<y7>{_YEAR})"
)
_TIME = (
    r"(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9])(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"(?: ?(?P<half>[AaPp])[Mm])? ?(?P<zone>Z|z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_MOMENT = rf"^(?:{_DATE})(?:(?:[Tt]|,? +){_TIME})?$"
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_NAMES = [
    *(f"{part}{shape}" for shape in "1234" for part in "ymd"),
    *("d5", "m5", "y5", "a6", "b6", "y6", "a7", "b7", "y7"),
    *("hour", "minute", "second", "fraction", "half", "zone"),
]


def day(x: str, reading: CellReading, *, bare_year: bool = False) -> str:
    """A calendar day; a moment with a zone becomes the day it falls on in the project's time zone.

    Args:
        x: The text.
        reading: How it is read.
        bare_year: Read a year alone as its first of January.
    """
    zone = literal(reading.timezone)
    if reading.date_format is not None:
        moment = f"try_strptime({text(x)}, {literal(reading.date_format)})"
        return f"CAST({f'timezone({zone}, {moment})' if _has_zone(reading.date_format) else moment} AS DATE)"

    def of(part: str) -> str:
        zoned = f"CAST(timezone({zone}, {_instant(part, reading)}) AS DATE)"
        return f"CASE WHEN {part}.zone = '' THEN try_cast({_day_text(part, reading)} AS DATE) ELSE {zoned} END"

    shapes = [
        # Of ten bytes with the first hyphen behind four of them the cast takes nothing but digits, and blanks at the end.
        (f"{x} BETWEEN '1' AND '3' AND strlen({x}) = 10 AND instr({x}, '-') = 5", f"try_cast({x} AS DATE)"),
        (f"regexp_full_match({x}, '[0-9]{{2}}[.][0-9]{{2}}[.]{_YEAR}')", f"CAST(try_strptime({x}, '%d.%m.%Y') AS DATE)"),
        (f"regexp_full_match({x}, '{_YEAR}-[0-9]{{2}}-[0-9]{{2}}[ T]{_CLOCK}')", f"try_cast(left({x}, 10) AS DATE)"),
    ]
    if reading.date_order is not None:
        form = "%d/%m/%Y" if reading.date_order == "day-first" else "%m/%d/%Y"
        shapes.append((f"regexp_full_match({x}, '{_PART}/{_PART}/{_YEAR}')", f"CAST(try_strptime({x}, '{form}') AS DATE)"))
    if bare_year:
        shapes.append((f"regexp_full_match({text(x)}, '{_YEAR}')", f"try_cast(concat({text(x)}, '-01-01') AS DATE)"))
    return f"CASE {' '.join(f'WHEN {condition} THEN {value}' for condition, value in shapes)} ELSE {_with_parts(x, of)} END"


def moment(x: str, reading: CellReading) -> str:
    """A moment in UTC; one without a zone is meant in the project's time zone, a day alone is its midnight there."""
    zone = literal(reading.timezone)
    if reading.date_format is not None:
        parsed = f"try_strptime({text(x)}, {literal(reading.date_format)})"
        return f"timezone('UTC', {parsed if _has_zone(reading.date_format) else f'timezone({zone}, {parsed})'})"

    def of(part: str) -> str:
        local = f"try_cast(concat({_day_text(part, reading)}, ' ', {_time_text(part)}) AS TIMESTAMP)"
        return f"CASE WHEN {part}.zone = '' THEN timezone({zone}, {local}) ELSE {_instant(part, reading)} END"

    return f"timezone('UTC', {_with_parts(x, of)})"


def order_vote(x: str) -> str:
    """What a text says of the order of slashed dates: `day-first`, `month-first`, `?` where it could be either, or NULL.

    A date whose day and month are one number, such as 3/3/2026, says nothing and needs nothing.
    """

    def of(part: str) -> str:
        first, second = (f"try_cast(concat({part}.{name}6, {part}.{name}7) AS INT)" for name in "ab")
        return (
            f"CASE WHEN {first} IS NULL OR {first} = {second} THEN NULL "
            f"WHEN {first} > 12 AND {second} <= 12 THEN 'day-first' WHEN {second} > 12 AND {first} <= 12 THEN 'month-first' "
            f"WHEN {first} <= 12 AND {second} <= 12 THEN '?' END"
        )

    return f"CASE WHEN regexp_matches({x}, '^[^0-9]*[0-9]{{1,2}}[/-]') THEN {_with_parts(x, of)} END"


def _with_parts(x: str, use: Callable[[str], str]) -> str:
    """An expression over the parts of a date; they are empty texts where it is none."""
    names = ", ".join(literal(name) for name in _NAMES)
    return once(f"regexp_extract({text(x)}, {literal(_MOMENT)}, [{names}])", use, "part")


def _day_text(part: str, reading: CellReading) -> str:
    """`2026-11-15`; something that no cast takes where nothing matched, or where the order was not settled."""
    year = ", ".join(f"{part}.y{shape}" for shape in "1234567")
    months, days = ([f"{part}.{name}{shape}" for shape in "12345"] for name in "md")
    first, second = ([f"{part}.{name}{shape}" for shape in "67"] for name in "ab")
    days, months = (days + second, months + first) if reading.date_order == "month-first" else (days + first, months + second)
    joined = f"concat({year}, '-', lpad(concat({', '.join(months)}), 2, '0'), '-', lpad(concat({', '.join(days)}), 2, '0'))"
    if reading.date_order is not None:
        return joined
    same = f"ltrim(concat({', '.join(first)}), '0') = ltrim(concat({', '.join(second)}), '0')"
    return f"CASE WHEN {same} THEN {joined} END"


def _time_text(part: str) -> str:
    """`14:30:00.123`; something that no cast takes where the hour does not exist."""
    hour = f"try_cast({part}.hour AS INT)"
    afternoon = f"CASE WHEN lower({part}.half) = 'p' THEN 12 ELSE 0 END"
    hours = (
        f"CASE WHEN {part}.hour = '' THEN '00' WHEN {part}.half = '' THEN lpad({part}.hour, 2, '0') "
        f"WHEN {hour} BETWEEN 1 AND 12 THEN lpad(CAST({hour} % 12 + {afternoon} AS VARCHAR), 2, '0') ELSE 'no' END"
    )
    minutes, seconds = (f"CASE WHEN {part}.{name} = '' THEN '00' ELSE {part}.{name} END" for name in ("minute", "second"))
    fraction = f"CASE WHEN {part}.fraction = '' THEN '0' ELSE left({part}.fraction, 6) END"
    return f"concat({hours}, ':', {minutes}, ':', {seconds}, '.', {fraction})"


def _instant(part: str, reading: CellReading) -> str:
    offset = f"regexp_replace({part}.zone, '^([+-][0-9]{{2}}):?([0-9]{{2}})$', '\\1:\\2')"
    zone = f"CASE WHEN upper({part}.zone) IN ('Z', 'UTC', 'GMT') THEN '+00:00' ELSE {offset} END"
    return f"try_cast(concat({_day_text(part, reading)}, ' ', {_time_text(part)}, {zone}) AS TIMESTAMPTZ)"


def _has_zone(date_format: str) -> bool:
    return "%z" in date_format or "%Z" in date_format
