"""Sentences on a terminal are broken at blanks, and nowhere else."""

from __future__ import annotations

import io
import re

import pytest

from kartoteka.cli.output import Console
from kartoteka.cli.printable import folded

PATH = "/a/long/path/without/any/blank/in/it.csv"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("TERM", "xterm")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short", ["short"]),
        ("exactly ten", ["exactly ten"]),
        ("one two three four", ["one two", "three four"]),
        ("  one two three four", ["  one two", "  three", "  four"]),
        ("one two\nthree four five", ["one two", "three four", "five"]),
        (f"see {PATH} there", ["see", PATH, "there"]),
        (f"  {PATH}", [f"  {PATH}"]),
        ("日本印刷 日本印刷", ["日本印刷", "日本印刷"]),
        ("", [""]),
    ],
)
def test_folding(text: str, lines: list[str]) -> None:
    assert folded(text, 11).split("\n") == lines


@pytest.mark.usefixtures("narrow")
def test_all_sentences_on_a_terminal_are_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = Terminal(), Terminal()
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stderr", err)
    console = Console()
    console.line(f"the quick brown fox jumps over {PATH}")
    console.heading("the quick brown fox jumps")
    console.error("the quick brown fox\n  jumps over the lazy dog")
    told, wrong = (re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue()) for stream in (out, err))
    assert told == f"the quick brown fox\njumps over\n{PATH}\n\nthe quick brown fox\njumps\n"
    assert wrong == "Error: the quick\nbrown fox\n  jumps over the\n  lazy dog\n"


@pytest.mark.usefixtures("narrow")
def test_nothing_is_folded_where_no_person_reads(capsys: pytest.CaptureFixture[str]) -> None:
    text = "the quick brown fox jumps over the lazy dog"
    Console().line(text)
    Console().warning(text)
    assert capsys.readouterr() == (f"{text}\n", f"Warning: {text}\n")


def test_a_heading_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    Console().heading("K1001 Drukarnia\r\nPod Lipą\nsp. z o.o.")
    assert capsys.readouterr().out == "\nK1001 Drukarnia Pod Lipą sp. z o.o.\n"
