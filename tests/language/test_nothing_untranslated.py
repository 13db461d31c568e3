"""Whatever the command line shows is translated: where every message is nothing but its places, only names and numbers remain.

A text that goes past the catalogs, also one in a place of a translated sentence, leaves words that stand nowhere in the
project: neither in its files nor among the names that are never translated.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from babel.dates import get_month_names

from kartoteka.cli.commands import SUMMARIES
from kartoteka.model.fields import FIELDS
from kartoteka.model.types import ColumnType
from support.messages import only_places, use
from support.pipelines import HEAD, LOYALTY, SOURCES, Said, Shop, say

NAMES = {
    *SUMMARIES,
    *(field.name for field in FIELDS),
    *(type_.value for type_ in ColumnType),
    *("customers", "orders", "contacts", "blacklist", "prices", "kartoteka", "header", "yaml", "Parquet", "CSV"),
    *("inactive", "below-minimum", "no-orders", "utf", "UTF", "encoding", "delimiter", "quote", "decimal", "not-checked"),
    *("PLN", "EUR", "USD", "GBP", "UTC", "HEADER", "CODE"),
    *(str(name) for width in ("wide",) for name in get_month_names(width, locale="pl_PL").values()),
}
"""What is never translated: keys, commands, fields, segments, formats; and the months, which Babel translates."""

POLISH = HEAD.replace("locale: en", "locale: pl")
FORGIVING = SOURCES.replace(".csv}", ".csv, max_rejects: 50%}")
CAMPAIGNS = """\
campaigns:
  everybody:
    where: loyalty <> 'wip'
    channel: email
    consent: consent_email
    export: [{use: csv, path: out/everybody.csv}]
  lists:
    channel: none
    export: [{use: csv, path: 'out/{segment}.csv'}]
"""


@pytest.fixture
def small(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    customers = [
        ("A", "Ala", "a@x.pl", "yes"),
        ("B", "Bolek", "", "yes"),
        ("C", "Cyr", "c@x.pl", "no"),
        ("", "Nikt", "", ""),
    ]
    shop.table("data/customers.csv", ("customer_id", "name", "email", "consent_email"), customers)
    header = ("order_id", "customer_id", "ordered_on", "amount", "status", "quantity")
    orders = [
        ("1", "A", "2026-10-20", "300", "zrealizowane", "5"),
        ("2", "A", "2026-11-20", "1 234,50", "", "5"),
        ("3", "B", "2026-11-02", "300,00", "anulowane", "1"),
        ("4", "X", "2026-11-02", "300,00", "zwrot", "1"),
        ("5", "C", "2027-11-02", "300,00", "zrealizowane", "1"),
        ("6", "C", "jutro", "300,00", "zrealizowane", "1"),
        ("7", "B", "2026-11-03", "pięć", "zrealizowane", "1"),
    ]
    shop.table("data/orders.csv", header, orders)
    shop.project(FORGIVING, LOYALTY, CAMPAIGNS, head=POLISH)
    monkeypatch.setenv("KARTOTEKA_LANGUAGE", "pl")
    for name in SUMMARIES:  # Click keeps the help of --help, in the language of the first time
        monkeypatch.setattr(getattr(import_module(f"kartoteka.cli.{name}"), name), "_help_option", None)
    use(monkeypatch, "pl", only_places)
    return shop


def left(said: Said, *more: str, files: Path | None = None) -> set[str]:
    """The words that stand neither in the project's files, nor among the names, nor in `more`."""
    known = {word for name in (*NAMES, *more) for word in re.findall(r"[^\W\d_]+", name)}
    for file in [] if files is None else [*files.rglob("*.csv"), *files.glob("*.yaml")]:
        known |= set(re.findall(r"[^\W\d_]+", f"{file.name} {file.read_text('utf-8', 'replace')}"))
    words: set[str] = set()
    for text in re.findall(r"[\w./'=:<>-]+", f"{said.out}\n{said.err}"):
        if "_" in text or "/" in text or text.startswith("--"):
            continue
        words |= {word for word in re.findall(r"[^\W\d_]{3,}", text) if word not in known}
    return words


def test_an_untranslated_word_is_found(small: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KARTOTEKA_LANGUAGE", "en")
    words = left(small.run(), files=small.folder)
    assert {"Rejected", "rows", "with", "reasons", "which", "count"} <= words


@pytest.mark.parametrize("again", [False, True], ids=["first", "again"])
def test_a_run(small: Shop, again: bool) -> None:
    if again:
        small.run("2026-10-31").done()
        small.project(FORGIVING, LOYALTY.replace("segment-3", "segment-4"), CAMPAIGNS.replace("out/", "lists/"), head=POLISH)
    said = small.run()
    assert said.out.count("·") > 20
    assert left(said, files=small.folder) == set()


def test_a_dry_run_after_a_delivery_that_is_pending(small: Shop) -> None:
    assert left(small.run("2026-11-30", "--dry-run"), files=small.folder) == set()


def test_a_check_and_its_warnings(small: Shop) -> None:
    said = small.kartoteka("check").done()
    assert left(said, files=small.folder) == set()
    small.run().done()
    assert left(small.kartoteka("check").done(), files=small.folder) == set()


@pytest.mark.parametrize(
    "wrong",
    [
        "consent: consent_mail",
        "channel: post",
        "export: [{use: csv, path: data/orders.csv}]",
        "export: [{use: csv, path: out/everybody.csv, columns: [name, nama, name]}]",
        "export: [{use: csv, path: out/everybody.csv, encoding: utf-nine, date_format: long}]",
        "export: [{use: xlsx, path: out/everybody.csv, sheet: 'one/two'}]",
        "export: [{use: sql, url: nix, table: nix}]",
    ],
)
def test_what_is_wrong_with_a_campaign(small: Shop, wrong: str) -> None:
    key = wrong.partition(":")[0]
    lines = [line for line in CAMPAIGNS.splitlines()[:6] if line.strip().partition(":")[0] != key]
    small.project(FORGIVING, LOYALTY, "\n".join([*lines, f"    {wrong}", ""]), head=POLISH)
    said = small.kartoteka("check")
    assert said.code == 3
    assert left(said, "pipelines", "shop", "campaigns", "sources", files=small.folder) == set()


def test_an_explanation(small: Shop) -> None:
    assert left(small.kartoteka("explain", "A"), files=small.folder) == set()
    small.run().done()
    assert left(small.kartoteka("explain", "Z"), files=small.folder) == set()
    assert left(small.kartoteka("explain", "A").done(), files=small.folder) == set()


def test_the_profile_of_a_segment(small: Shop) -> None:
    small.run().done()
    assert left(small.kartoteka("profile", "inactive").done(), files=small.folder) == set()


def test_a_look_at_a_file_and_its_conversion(small: Shop, tmp_path: Path) -> None:
    for file in sorted((small.folder / "data").iterdir()):
        said = say("look", str(file), "--locale", "pl")
        assert left(said, "sources", "use", "csv", "columns", files=small.folder) == set()
    messy = "Raport 2026\n\nKlient;Nazwa;Kwota\n1;Łąka;10,00\n2;Żółw;20,50\nRazem;;30,50\n"
    (small.folder / "data" / "messy.csv").write_bytes(messy.encode("cp1250"))
    said = say("look", str(small.folder / "data" / "messy.csv"), "--locale", "pl").done()
    assert "cp1250" in said.out
    names = ("sources", "use", "csv", "columns", "path", "cp1250", "messy", messy)
    assert left(said, *names) == set()
    assert left(say("convert", str(small.folder / "data" / "messy.csv"), "-o", str(tmp_path / "whole.csv")), *names) == set()
    torn = small.text("data/torn.csv", "Klient;Nazwa\n1;Anna\n2;Bolek;\n3;Cyryl\n")
    assert left(say("convert", str(torn), "-o", str(tmp_path / "new.csv")), "torn", files=small.folder) == set()


def test_a_beginning_its_questions_and_its_file(small: Shop, tmp_path: Path) -> None:
    data = small.folder / "data"
    both = ("--customers", str(data / "customers.csv"), "--orders", str(data / "orders.csv"))
    said = say("init", *both, "--project", str(tmp_path / "new"), "--yes")
    assert left(said, "HEADER", "unlimited", "max", "rejects", files=small.folder) == set()
    good = [(("A", "X")[at % 2], f"2026-11-{at % 28 + 1:02}", f"1 {at + 100},50") for at in range(60)]
    small.customers("A", "X", "")
    small.orders(*good, ("A", "2026-11-20", "pięć"), ("X", "jutro", "300,00"), ("Z", "2026-11-21", "300,00"))
    said = say("init", *both, "--currency", "PLN", "--locale", "pl", "--project", str(tmp_path / "new")).done()
    text = (tmp_path / "new" / "kartoteka.yaml").read_text("utf-8")
    comments = "\n".join(line.partition("#")[2] for line in text.splitlines())
    assert left(Said(0, said.out, f"{said.err}\n{comments}"), "Europe", "Warsaw", "locale", files=small.folder) == set()
    torn = small.text("data/torn.csv", "Kod;Kwota;Data\n1;1,234;3/4/2026\n1;2,345;5/6/2026\n")
    said = say("init", "--orders", str(torn), "--project", str(tmp_path / "other"), "--yes")
    assert said.code == 4
    assert left(said, "HEADER", "comma", "point", "day", "month", "first", "CODE", "currency", files=small.folder) == set()


def test_the_plugins(small: Shop) -> None:
    kinds = ("distribution", "csv", "sql")
    installed = say("plugins", "list", "--json").told["plugins"]
    names = [f"{one['name']} {one['distribution']}" for one in installed]
    names += [brought["name"] for one in installed for brought in one["brings"]]
    assert left(say("plugins", "list").done(), *names, *kinds) == set()
    assert left(say("plugins", "block", "nix"), "nix") == set()
    assert left(say("plugins", "unblock", "nix"), "nix") == set()


@pytest.mark.parametrize("command", ["", *SUMMARIES])
def test_the_help(small: Shop, command: str) -> None:
    said = say(*([command] if command else []), "--help").done()
    metavars = re.findall(r"\b[A-Z]{3,}(?:\.[a-z]+)?\b", said.out)
    under = re.findall(r"^  ([a-z]+) ", said.out, re.MULTILINE)
    assert left(said, *metavars, *under, "language", "first") == set()


@pytest.mark.parametrize(
    "line", ["runn", "run --as-of jutro", "run nix", "explain", "init", "init nix", "look nix.csv", "check --nix"]
)
def test_a_command_line_that_cannot_be(small: Shop, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.chdir(small.folder)
    said = say(*line.split())
    assert said.code != 0
    metavars = re.findall(r"\b[A-Z]{3,}\b", said.err)
    assert left(said, *metavars, line, "jutro", "shop") == set()
