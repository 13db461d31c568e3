"""What ERPs and spreadsheets do to a table, one thing each. Two of different groups can be done to the same table."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from damage.sheet import Sheet

_OF_LANGUAGE = {
    "pl": {"windows": "cp1250", "mac": "mac-latin2", "dos": "cp852"},
    "fr": {"windows": "cp1252", "mac": "mac-roman", "dos": "cp850"},
    "en": {"windows": "cp1252", "mac": "mac-roman", "dos": "cp850"},
    "ru": {"windows": "cp1251", "mac": "mac-cyrillic", "dos": "cp866"},
}


@dataclass(frozen=True)
class Damage:
    """One thing that is done to a table.

    Attributes:
        name: What it is called in the figures.
        group: Of things that cannot be done together.
        weight: How often it is met among a hundred exports, as we reckon.
        do: Changes a sheet; gives False where it cannot be done to this table.
    """

    name: str
    group: str
    weight: float
    do: Callable[[Sheet, random.Random], bool]


def _set(**values: object) -> Callable[[Sheet, random.Random], bool]:
    def do(sheet: Sheet, dice: random.Random) -> bool:
        for name, value in values.items():
            setattr(sheet, name, value)
        return True

    return do


def _encoded(kind: str) -> Callable[[Sheet, random.Random], bool]:
    def do(sheet: Sheet, dice: random.Random) -> bool:
        encoding = _OF_LANGUAGE[sheet.table.language][kind]
        texts = [*sheet.header, *(cell for row in sheet.records for cell in row)]
        sheet.encoding = encoding
        return all(text.encode(encoding, "replace").decode(encoding) == text for text in texts)

    return do


def _wide(sheet: Sheet) -> int:
    return len(sheet.table.header)


def _preamble(kind: str) -> Callable[[Sheet, random.Random], bool]:
    def do(sheet: Sheet, dice: random.Random) -> bool:
        width, title = _wide(sheet), {"pl": "Zestawienie", "fr": "Relevé", "en": "Report", "ru": "Отчёт"}[sheet.table.language]
        blank = [""] * (width - 1)
        match kind:
            case "title":
                sheet.preamble = [[f"{title} 2026"]]
            case "padded":
                sheet.preamble = [[f"{title} 2026", *blank], ["", *blank]]
            case _:
                pairs = [["1. Firma:", "ABC"], ["2. Od:", "2026-01-01"], ["3. Do:", "2026-11-30"]]
                sheet.preamble = [[title], *([*pair, *[""] * (width - 2)] for pair in pairs), [""]]
        return kind != "pairs" or width > 4

    return do


def _two_rows(sheet: Sheet, dice: random.Random) -> bool:
    groups = list(sheet.table.groups)
    once = [name if at == 0 or groups[at - 1] != name else "" for at, name in enumerate(groups)]
    sheet.header_rows = [once, list(sheet.table.header)]
    return True


def _units(sheet: Sheet, dice: random.Random) -> bool:
    sheet.header_rows = [list(sheet.table.header), list(sheet.table.units)]
    return True


def _headless(sheet: Sheet, dice: random.Random) -> bool:
    sheet.header_rows, sheet.header = [], []
    return True


def _totals(sheet: Sheet, dice: random.Random) -> bool:
    if sheet.table.totals is None:
        return False
    sheet.footer = [list(sheet.table.totals)]
    return True


def _note(sheet: Sheet, dice: random.Random) -> bool:
    sheet.footer = [
        [""],
        [
            {"pl": "Wydrukowano 2026-11-30 przez: JK", "fr": "Édité le 30/11/2026", "ru": "Сформировано 30.11.2026"}.get(
                sheet.table.language, "Printed on 2026-11-30"
            )
        ],
    ]
    return True


def _totals_and_note(sheet: Sheet, dice: random.Random) -> bool:
    below = list(sheet.footer)
    if not _totals(sheet, dice):
        return False
    totals = sheet.footer
    _note(sheet, dice)
    sheet.footer = [*below, *totals, *sheet.footer]
    return True


def _ragged(kind: str) -> Callable[[Sheet, random.Random], bool]:
    def do(sheet: Sheet, dice: random.Random) -> bool:
        if len(sheet.rows) < 20:
            return False
        for at in dice.sample(range(3, len(sheet.rows) - 3), 3 if kind == "several" else 1):
            cells = list(sheet.rows[at])
            if kind == "long":
                cells.insert(dice.randrange(1, len(cells)), "x1")
            else:
                del cells[dice.randrange(1, len(cells))]
            sheet.rows[at] = cells
            sheet.records[at] = cells
        return True

    return do


def _blank_column(kind: str) -> Callable[[Sheet, random.Random], bool]:
    def do(sheet: Sheet, dice: random.Random) -> bool:
        at = {"leading": 0, "trailing": _wide(sheet)}.get(kind, _wide(sheet) // 2)
        sheet.around = lambda cells: [*cells[:at], "", *cells[at:]]
        return True

    return do


def _beside(sheet: Sheet, dice: random.Random) -> bool:
    width = _wide(sheet)
    names = {"pl": ["Słownik", "Opis"], "fr": ["Légende", "Sens"], "ru": ["Справка", "Смысл"]}.get(
        sheet.table.language, ["Key", "Means"]
    )
    other = [names, *[[f"{letter}{number}", f"w{number}"] for number, letter in enumerate("abcde")]]
    beside = iter(other)
    sheet.around = lambda cells: [*cells, *[""] * (width - len(cells)), "", *next(beside, ["", ""])]
    return width > 2


def _blank_lines(sheet: Sheet, dice: random.Random) -> bool:
    places = {dice.randrange(2, 12), dice.randrange(12, 20)}
    sheet.after = lambda lines: [line for at, line in enumerate(lines) for line in (([""] if at in places else []) + [line])]
    return True


def _lines_of_delimiters(sheet: Sheet, dice: random.Random) -> bool:
    width, places = _wide(sheet), {dice.randrange(2, 12), 10**6}
    sheet.after = lambda lines: [
        line for at, line in enumerate(lines) for line in (([sheet.delimiter * (width - 1)] if at in places else []) + [line])
    ]
    return sheet.delimiter != " "


def _sep_line(sheet: Sheet, dice: random.Random) -> bool:
    sheet.delimiter, sheet.first_line = ";", "sep=;"
    return True


def _inch(sheet: Sheet, dice: random.Random) -> bool:
    """An unquoted cell that ends with a quote: it means inches, and is written as it is."""
    at = dice.randrange(5, 12)
    if len(sheet.rows) <= at:
        return False
    for row in (sheet.rows, sheet.records):
        row[at] = [*row[at][:-1], 'rura 5"' if sheet.table.language == "pl" else 'pipe 5"']
    sheet.after = lambda lines: [
        line.replace(f"{sheet.quote}pipe 5{sheet.quote * 2}{sheet.quote}", 'pipe 5"').replace(
            f"{sheet.quote}rura 5{sheet.quote * 2}{sheet.quote}", 'rura 5"'
        )
        for line in lines
    ]
    return not sheet.quote_all and not sheet.escape and sheet.quote == '"'


def _short(rows: int) -> Callable[[Sheet, random.Random], bool]:
    def do(sheet: Sheet, dice: random.Random) -> bool:
        sheet.rows, sheet.records = sheet.rows[:rows], sheet.records[:rows]
        return True

    return do


def _breaks(sheet: Sheet, dice: random.Random) -> bool:
    column = next((at for at, unit in enumerate(sheet.table.units) if not unit and at), None)
    if column is None:
        return False
    for at in range(4, len(sheet.rows), 9):
        cells = list(sheet.rows[at])
        cells[column] = f'{cells[column]}\nline "two", of; three\n'.strip() + "."
        sheet.rows[at] = sheet.records[at] = cells
    return True


def _escaped(sheet: Sheet, dice: random.Random) -> bool:
    sheet.escape = True
    return _breaks(sheet, dice)


DAMAGES = (
    Damage("semicolon", "delimiter", 30, _set(delimiter=";")),
    Damage("tab", "delimiter", 10, _set(delimiter="\t")),
    Damage("pipe", "delimiter", 3, _set(delimiter="|")),
    Damage("space", "delimiter", 0.5, _set(delimiter=" ")),
    Damage("caret", "delimiter", 0.5, _set(delimiter="^")),
    Damage("sep= line", "delimiter", 2, _sep_line),
    Damage("CRLF", "line end", 40, _set(ends=("\r\n",))),
    Damage("CR", "line end", 1, _set(ends=("\r",))),
    Damage("mixed line ends", "line end", 2, _set(ends=("\r\n", "\n"))),
    Damage("no last line end", "last line", 10, _set(last_end=False)),
    Damage("UTF-8 with mark", "encoding", 15, _set(mark=b"\xef\xbb\xbf")),
    Damage("UTF-16 with mark", "encoding", 3, _set(encoding="utf-16")),
    Damage("UTF-16 without mark", "encoding", 0.5, _set(encoding="utf-16-le")),
    Damage("UTF-16 big-endian without mark", "encoding", 0.2, _set(encoding="utf-16-be")),
    Damage("UTF-32", "encoding", 0.1, _set(encoding="utf-32")),
    Damage("Windows code page", "encoding", 30, _encoded("windows")),
    Damage("Mac code page", "encoding", 1, _encoded("mac")),
    Damage("DOS code page", "encoding", 1, _encoded("dos")),
    Damage("all quoted", "quotes", 15, _set(quote_all=True)),
    Damage("single quotes", "quotes", 0.5, _set(quote="'", quote_all=True)),
    Damage("quoted line breaks", "quotes", 5, _breaks),
    Damage("escaped quotes", "quotes", 2, _escaped),
    Damage("escaped, all quoted", "quotes", 1, lambda sheet, dice: _set(quote_all=True)(sheet, dice) and _escaped(sheet, dice)),
    Damage("inches", "quotes", 1, _inch),
    Damage("title", "preamble", 6, _preamble("title")),
    Damage("padded title", "preamble", 4, _preamble("padded")),
    Damage("names and values above", "preamble", 3, _preamble("pairs")),
    Damage("two header rows", "header", 2, _two_rows),
    Damage("units below", "header", 1, _units),
    Damage("no header", "header", 2, _headless),
    Damage("totals", "footer", 6, _totals),
    Damage("note below", "footer", 3, _note),
    Damage("totals and note", "footer", 3, _totals_and_note),
    Damage("row too short", "ragged", 3, _ragged("short")),
    Damage("row too long", "ragged", 3, _ragged("long")),
    Damage("several too short", "ragged", 2, _ragged("several")),
    Damage("blank column in front", "columns", 1, _blank_column("leading")),
    Damage("blank column inside", "columns", 1, _blank_column("inside")),
    Damage("delimiter at the end", "columns", 4, _blank_column("trailing")),
    Damage("table beside", "columns", 0.5, _beside),
    Damage("blank lines", "blank lines", 3, _blank_lines),
    Damage("lines of delimiters", "blank lines", 2, _lines_of_delimiters),
    Damage("one row", "length", 1, _short(1)),
    Damage("three rows", "length", 1, _short(3)),
)
