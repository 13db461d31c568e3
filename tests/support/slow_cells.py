"""A slow, plain reading of numbers and dates, one character at a time, to hold the fast one against."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

BLANKS = " \t\r\n\v\f\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u200b\u202f\u3000\ufeff"
GROUP_BLANKS = " \u00a0\u2007\u2008\u2009\u202f"
OWN = ("zł", "zł.", "zl", "pln")
DIGITS = "0123456789"


def slow_amount(text: str, mark: str) -> Decimal | None:
    """An amount in złoty with this decimal mark; None where it is none, or has more than four decimals, or is too large."""
    text = text.strip(BLANKS)
    negative = False
    if text.startswith("(") or text.endswith(")"):
        if not (text.startswith("(") and text.endswith(")")):
            return None
        text, negative = text[1:-1].strip(GROUP_BLANKS), True
    signs = int(negative)
    if text[:1] in tuple("+-\u2212\u2013"):
        signs, negative, text = signs + 1, negative or text[0] != "+", text[1:].strip(GROUP_BLANKS)
    sign_of = _currency(text, front=True)
    text = text[len(sign_of) :].strip(GROUP_BLANKS)
    if sign_of and text[:1] in tuple("+-\u2212\u2013"):
        signs, negative, text = signs + 1, negative or text[0] != "+", text[1:].strip(GROUP_BLANKS)
    after = _currency(text, front=False)
    if sign_of and after:
        return None
    text = text[: len(text) - len(after)].strip(GROUP_BLANKS)
    plain = _unsigned(text, mark)
    if plain is None and text[-1:] in tuple("-\u2212\u2013"):
        signs, negative, text = signs + 1, True, text[:-1].strip(GROUP_BLANKS)
        plain = _unsigned(text, mark)
    if plain is None or signs > 1:
        return None
    if plain != plain.quantize(Decimal("0.0001")) and len(str(plain).replace(".", "").lstrip("0")) > 15:
        own = Decimal(f"{float(plain):.15g}")
        plain = own if own == own.quantize(Decimal("0.0001")) else plain
    if plain != plain.quantize(Decimal("0.0001")) or plain >= 10**14:
        return None
    return -plain if negative else plain


def _currency(text: str, *, front: bool) -> str:
    for sign in sorted(OWN, key=len, reverse=True):
        found = text[: len(sign)] if front else text[len(text) - len(sign) :]
        if found.lower() == sign:
            return found
    return ""


def _unsigned(text: str, mark: str) -> Decimal | None:
    whole, point, decimals = text.partition(mark)
    if whole and point and decimals in ("-", "--", "\u2013", "\u2212", "\u2014"):
        decimals = "0"
    if point and (not decimals or any(letter not in DIGITS for letter in decimals)):
        return None
    if not whole:
        return Decimal(f"0.{decimals}") if point else None
    other = "," if mark == "." else "."
    separators = {letter for letter in whole if letter not in DIGITS}
    kinds = [GROUP_BLANKS, "'\u2019", other]
    if separators:
        kind = next((kind for kind in kinds if separators <= set(kind)), None)
        if kind is None:
            return None
        for letter in kind:
            whole = whole.replace(letter, " ")
        groups = whole.split(" ")
        if not (1 <= len(groups[0]) <= 3) or groups[0].startswith("0") or any(len(group) != 3 for group in groups[1:]):
            return None
        whole = "".join(groups)
    return Decimal(f"{whole}.{decimals or '0'}")


def slow_day(text: str, order: str, zone: str) -> date | None:
    """The day that a text means; None where it means none."""
    text = text.strip(BLANKS)
    cut = next((index for index, letter in enumerate(text) if letter in " T"), len(text))
    day = _day(text[:cut], order)
    rest = text[cut:].lstrip(" T")
    if day is None or not rest:
        return day
    clock, offset = _clock(rest)
    if clock is None:
        return None
    if offset is None:
        return day
    moment = datetime.combine(day, datetime.min.time(), timezone(offset)) + clock
    return moment.astimezone(UTC).astimezone(ZoneInfo(zone)).date()


def _day(text: str, order: str) -> date | None:
    for mark in "-./":
        if mark in text:
            parts = text.split(mark)
            break
    else:
        parts = [text[:4], text[4:6], text[6:]] if len(text) == 8 else []
    if len(parts) != 3 or any(not part or any(letter not in DIGITS for letter in part) for part in parts):
        return None
    if len(parts[0]) == 4:
        year, month, day = parts
    elif mark == "." or order == "day-first":
        day, month, year = parts
    else:
        month, day, year = parts
    if len(year) != 4 or len(month) > 2 or len(day) > 2 or year[0] not in "12":
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _clock(text: str) -> tuple[timedelta | None, timedelta | None]:
    offset: timedelta | None = None
    for index, letter in enumerate(text):
        if letter in "Z+-":
            zone, text = text[index:], text[:index].rstrip(" ")
            if zone == "Z":
                offset = timedelta(0)
            else:
                digits = zone[1:].replace(":", "")
                span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or "0"))
                offset = -span if letter == "-" else span
            break
    parts = text.split(":")
    if len(parts) not in (2, 3) or not all(part.isdigit() for part in parts):
        return None, None
    hour, minute, second = (*map(int, parts), 0)[:3]
    if hour > 23 or minute > 59 or second > 59 or len(parts[1]) != 2 or (len(parts) == 3 and len(parts[2]) != 2):
        return None, None
    return timedelta(hours=hour, minutes=minute, seconds=second), offset
