"""What commands print: plain for programs, safe for terminals, JSON for machines."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka.cli.json_text import json_text
from kartoteka.cli.output import Console
from kartoteka.cli.printable import cell_text, printable, width

EVIL = "[red]x[/] :smile: \x1b[31m\x9b2J\x07"
SHOWN = "[red]x[/] :smile: \\x1b[31m\\x9b2J\\x07"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> tuple[Terminal, Terminal]:
    """Both streams, replaced by terminals; to be called in a test, where pytest no longer changes them."""
    out, err = Terminal(), Terminal()
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stderr", err)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return out, err


def test_a_plain_table_is_aligned_and_cuts_nothing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    rows = [("Drukarnia Łódź", 3, Decimal("1234.50"), date(2026, 11, 30)), ("日本印刷", None, Decimal(-7), None)]
    Console().table("Customers", ("name", "orders", "turnover", "last"), rows)
    assert capsys.readouterr().out == (
        "\nCustomers\n"
        "name            orders  turnover  last\n"
        "--------------  ------  --------  ----------\n"
        "Drukarnia Łódź       3   1234.50  2026-11-30\n"
        "日本印刷                      -7\n"
    )


def test_a_table_without_rows_has_its_headings(capsys: pytest.CaptureFixture[str]) -> None:
    Console().table(None, ("name", "orders"), [])
    assert capsys.readouterr().out == "name  orders\n----  ------\n"


def test_nothing_plain_steers_or_is_markup(capsys: pytest.CaptureFixture[str]) -> None:
    out = Console()
    out.line(EVIL)
    out.heading(EVIL)
    out.warning(EVIL)
    out.error(EVIL)
    out.table(EVIL, [EVIL], [[EVIL]])
    captured = capsys.readouterr()
    assert captured.out.count(SHOWN) == 5
    assert captured.err == f"Warning: {SHOWN}\nError: {SHOWN}\n"


def test_nothing_on_a_terminal_steers_or_is_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_a_terminal(monkeypatch, columns=120)
    out = Console()
    out.line(EVIL)
    out.heading(EVIL)
    out.warning(EVIL)
    out.table(None, ["name"], [[EVIL]])
    with out.progress(EVIL, total=2) as progress:
        progress.advance()
        progress.update(done=2, text=EVIL)
    shown, told = (stream.getvalue() for stream in terminal)
    for text in (shown, told):
        assert SHOWN in text
        assert "\x1b[31m" not in text
        assert "\x9b" not in text
        assert "\x07" not in text


def test_a_long_name_on_a_terminal_is_folded_and_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_a_terminal(monkeypatch, columns=40)
    name = "".join(chr(ord("a") + index % 26) for index in range(90))
    Console().table(None, ["name", "n"], [[name, 1]])
    letters = "".join(line.split("│")[1].strip() for line in terminal[0].getvalue().splitlines() if line.startswith("│"))
    assert letters == name


def test_progress_shows_nothing_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Console().progress("Landing orders", total=10) as progress:
        progress.advance(5)
        progress.update(done=10, total=10, text="done")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.1000"), "0.1000"),
        (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, 3, 4, 5, 6), "2026-01-02 03:04:05"),
        ("two\nlines\tand a tab", "two\\nlines and a tab"),
        ("right\u202eto left", "right\\u202eto left"),
    ],
)
def test_cells(value: object, text: str) -> None:
    assert cell_text(value) == text


@given(st.text())
@settings(max_examples=200)
def test_printable_lets_no_control_through_and_loses_nothing_else(text: str) -> None:
    shown = printable(text)
    assert all(character.isprintable() or character in "\n\t" or ord(character) > 0x9F for character in shown)
    if text.isprintable():
        assert shown == text


def test_width_counts_columns_and_not_characters() -> None:
    assert [width(text) for text in ("abc", "żółć", "z\u0307", "日本", "")] == [3, 4, 1, 4, 0]


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    where: Path


def test_json_is_sorted_and_exact(capsys: pytest.CaptureFixture[str]) -> None:
    value = {
        "money": Decimal("12.3400"),
        "day": date(2026, 11, 30),
        "at": datetime(2026, 11, 30, 12, tzinfo=UTC),
        "name": "Żółć \x1b\x9b",
        "set": frozenset({"b", "a"}),
        "rows": (iter([1, 2]), Point(1, Path("a/b"))),
        "enum": Colour.RED,
        "nan": float("nan"),
        date(2026, 1, 1): True,
        7: None,
    }
    Console().json(value)
    text = capsys.readouterr().out
    assert "\x9b" not in text
    assert "Żółć" in text
    read: dict[str, Any] = json.loads(text)
    assert list(read) == sorted(read)
    assert read == {
        "money": "12.3400",
        "day": "2026-11-30",
        "at": "2026-11-30T12:00:00+00:00",
        "name": "Żółć \x1b\x9b",
        "set": ["a", "b"],
        "rows": [[1, 2], {"x": 1, "where": "a/b"}],
        "enum": "red",
        "nan": None,
        "2026-01-01": True,
        "7": None,
    }


def test_what_has_no_form_in_json_is_an_error() -> None:
    with pytest.raises(TypeError, match="a object has no form in JSON"):
        json_text({"x": object()})
