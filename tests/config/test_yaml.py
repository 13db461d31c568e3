"""The file as such: encodings, syntax, duplicate keys, aliases, and what a scalar stands for."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kartoteka.config.document import parse_document, read_document


def problems_of(text: str) -> list[str]:
    return [str(problem) for problem in parse_document(text, "k.yaml")[1]]


def data_of(text: str) -> object:
    document, problems = parse_document(text, "k.yaml")
    assert problems == []
    assert document is not None
    return document.data


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-12", -12),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("0o17", 15),
        ("0x1F", 31),
        ("12.50", 12.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("-.inf", float("-inf")),
        ("2 weeks", "2 weeks"),
        ("20%", "20%"),
        ("2026-11-30", date(2026, 11, 30)),
        ("2026-02-30", "2026-02-30"),
        ("2026-11-30 10:00:00", "2026-11-30 10:00:00"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_scalars_are_yaml_1_2_and_days(written: str, value: object) -> None:
    assert data_of(f"a: {written}") == {"a": value}
    assert type(data_of(f"a: {written}")["a"]) is type(value)  # type: ignore[index]  # it is the mapping of the line above


def test_an_old_version_directive_does_not_turn_norway_into_false() -> None:
    assert data_of("%YAML 1.1\n---\ncountry: NO\n") == {"country": "NO"}


def test_keys_are_text() -> None:
    assert data_of("{300: 1, true: 2, ~: 3, 2026-11-30: 4}") == {"300": 1, "true": 2, "~": 3, "2026-11-30": 4}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "a: 1\nb: 2\na: 3\n",
            ["k.yaml:3:1: a: this key stands here a second time; the first is in line 1\n  delete one of them"],
        ),
        (
            "a:\n\tb: 1\n",
            [
                "k.yaml:2:1: this is not YAML: found character '\\t' that cannot start any token\n"
                "  indent with spaces, not with tabs"
            ],
        ),
        (
            "a: [1, 2\nb: 3\n",
            [
                "k.yaml:2:2: this is not YAML: expected ',' or ']', but got ':'\n"
                "  close the bracket, or put a comma between the entries"
            ],
        ),
        (
            "a: b: c\n",
            [
                "k.yaml:1:5: this is not YAML: mapping values are not allowed here\n"
                "  put text that holds ': ' in quotes, or check the indentation"
            ],
        ),
        (
            "a: *nobody\n",
            [
                "k.yaml:1:4: this is not YAML: found undefined alias 'nobody'\n"
                "  define it before with '&', or put the text that begins with '*' in quotes"
            ],
        ),
        (
            "a: 1\n---\nb: 2\n",
            ["k.yaml:2:1: this is not YAML: found another document\n  keep one document; '---' begins another"],
        ),
        *(
            (
                text,
                [
                    f"k.yaml:1:{column}: this is not YAML: {told}\n"
                    '  put text that holds { or } in quotes: path: "out/{segment}.csv"'
                ],
            )
            for text, column, told in (
                ("- {use: csv, path: out/relance-{fidelite}.csv}\n", 32, "expected ',' or '}', but got '{'"),
                ("- {use: csv, path: out/${env:X}.csv}\n", 25, "expected ',' or '}', but got '{'"),
                ("a: {path: {segment}.csv}\n", 20, "expected ',' or '}', but got '<scalar>'"),
                ("path: {segment}.csv\n", 16, "expected <block end>, but found '<scalar>'"),
            )
        ),
        (
            "where: \"Nr\" = 'x'\n",
            [
                "k.yaml:1:13: this is not YAML: expected <block end>, but found '<scalar>'\n"
                "  the value begins with a quote and goes on after it: put the whole value in quotes: '\"A b\" > 5'"
            ],
        ),
        (
            "a: 1\nb: 'abc\nc: 2\n",
            [
                "k.yaml:4:1: this is not YAML: found unexpected end of stream\n"
                "  the quote that opens in line 2, column 4 is never closed; close it"
            ],
        ),
        ("a: 1\nb: \x07\n", ["k.yaml:2:4: the character U+0007 may not stand in YAML\n  delete it"]),
        ("a: !python/object x\n", ["k.yaml:1:4: a: found the tag !python/object\n  leave it out: no tags are needed here"]),
        ("[a]: 1\n", ["k.yaml:1:1: a key must be a short text; found a list or a mapping\n  write 'key: value'"]),
        ("a: {<<: 5}\n", ["k.yaml:1:9: a.<<: '<<' merges mappings, and this is none\n  write '<<: *anchor'"]),
        (
            "a: &a [*a]\n",
            ["k.yaml:1:4: a[0]: an alias stands here for what it stands in, so there is no end to it\n  delete it"],
        ),
        (
            "a:\n  b: 1\np: &x\n  q:\n    s: *x\n",
            ["k.yaml:5:5: p.q.s: an alias stands here for what it stands in, so there is no end to it\n  delete it"],
        ),
        ("[" * 60 + "]" * 60, [f"k.yaml:1:51: {'[0]' * 51}: this is nested more than 50 levels deep"]),
        ("[" * 1200, ["k.yaml: this is nested too deeply"]),
        ('"\\U11111111"', ["k.yaml: this is not YAML: chr() arg not in range(0x110000)"]),
    ],
)
def test_what_is_wrong_with_the_file_is_told_with_its_place(text: str, problems: list[str]) -> None:
    assert problems_of(text) == problems


def test_aliases_and_merges() -> None:
    text = "a: &a {x: 1, y: 2}\nb: *a\nc: {<<: *a, y: 3}\nd: {<<: [{x: 9}, *a]}\n"
    assert data_of(text) == {"a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 2}, "c": {"y": 3, "x": 1}, "d": {"x": 9, "y": 2}}


def test_a_billion_laughs_are_not_laughed() -> None:
    text = "l0: &l0 [ha, ha]\n" + "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 10))
    (problem,) = problems_of(text)
    assert re.match(r"k\.yaml:\d+:\d+: .*: there are more than 20000 values here; does an alias hold aliases\?$", problem)


def test_merges_cannot_multiply_either() -> None:
    text = "m0: &m0 {a: 1}\n" + "".join(f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 10)}]}}\n" for n in range(1, 10))
    (problem,) = problems_of(text)
    assert re.match(r"k\.yaml:\d+:\d+: .*: there are more than 20000 values here; does an alias hold aliases\?$", problem)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_are_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "k.yaml"
    file.write_bytes("nazwa: Zażółć\n".encode(encoding))
    document, problems = read_document(file)
    assert problems == []
    assert document is not None
    assert document.data == {"nazwa": "Zażółć"}
    assert document.places.keys["nazwa",] == (1, 1)


def test_a_file_in_another_encoding_is_told_with_the_place_of_its_first_odd_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("k.yaml").write_bytes("a: 1\nb: Łódź\n".encode("cp1250"))
    assert [str(problem) for problem in read_document(tmp_path / "k.yaml")[1]] == [
        "k.yaml:2:4: byte 0xa3 is not UTF-8\n  save the file as UTF-8 in your editor"
    ]


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert str(read_document(tmp_path / "k.yaml")[1][0]) == "k.yaml: the file cannot be read: No such file or directory"
    assert str(read_document(tmp_path)[1][0]) == ".: the file cannot be read: Is a directory"


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("where: abc def\n", 4, (1, 12)),
        ("where: 'abc def'\n", 4, (1, 13)),
        ("where: 'a''bc def'\n", 5, (1, 15)),
        ("where: |\n  abc\n  def ghi\n", 8, (3, 7)),
        ("where: >-\n  abc\n  def ghi\n", 8, (3, 7)),
        ("where: abc\n  def ghi\n", 8, (2, 7)),
        ("where: abc def\n", 0, (1, 8)),
    ],
)
def test_a_place_inside_a_text_is_found_however_it_is_written(text: str, offset: int, place: tuple[int, int]) -> None:
    document, _ = parse_document(text, "k.yaml")
    assert document is not None
    problem = document.places.problem(("where",), "wrong", offset=offset)
    assert (problem.line, problem.column) == place
