"""Which language the command line speaks: the one asked for, else the project's, else that of the surroundings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.messages import use
from support.pipelines import HEAD, LOYALTY, SOURCES, Shop, say

FRENCH = HEAD.replace("locale: en", "locale: fr")


@pytest.fixture(autouse=True)
def _unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KARTOTEKA_LANGUAGE")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def french(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    shop.customers("A")
    shop.orders(("A", "2026-11-20", 1300))
    shop.project(SOURCES, LOYALTY, head=FRENCH)
    use(monkeypatch, "fr", lambda message: f"fr: {message}")
    return shop


def test_a_language_that_is_not_there_is_an_error_in_that_of_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KARTOTEKA_LANGUAGE", "de")
    said = say("plugins", "list")
    assert (said.code, said.out) == (1, "")
    assert said.err == "Error: KARTOTEKA_LANGUAGE is 'de'; there are en, pl, fr, ru\n"
    monkeypatch.setenv("LC_ALL", "pl_PL.UTF-8")
    use(monkeypatch, "pl", lambda message: f"pl: {message}")
    assert say("plugins", "list").err.startswith("pl: Error: pl: KARTOTEKA_LANGUAGE is 'de'; there are en, pl, fr, ru")


@pytest.mark.parametrize("variable", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_help_is_in_the_language_of_the_surroundings(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    use(monkeypatch, "pl", lambda message: f"pl: {message}")
    assert re.search(r"\n  run +Read the sources,", say("--help").done().out)
    monkeypatch.setenv(variable, "pl_PL.UTF-8")
    assert re.search(r"\n  run +pl: Read the sources,", say("--help").done().out)
    assert re.search(r"\n  run +Read the sources,", say("--language", "en", "--help").done().out)


def test_a_project_speaks_its_own_language_unless_another_is_asked_for(french: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    said = french.run().done().out
    assert "\nfr: Segments: loyalty\n" in said
    assert "\nloyalty        fr: customers  fr: share  fr: terms\n" in said
    assert "100,0\u00a0%" in said
    assert "\nfr: A Firm A, as of 2026-11-30\n" in french.kartoteka("explain", "A").done().out
    assert "\nfr: kartoteka.yaml has no problems" in french.kartoteka("check").done().out
    assert "\nA Firm A, as of 2026-11-30\n" in french.kartoteka("--language", "en", "explain", "A").done().out
    monkeypatch.setenv("KARTOTEKA_LANGUAGE", "en")
    assert "\nA Firm A, as of 2026-11-30\n" in french.kartoteka("explain", "A").done().out


def test_what_is_wrong_with_a_project_file_is_told_in_its_language(french: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    french.project(SOURCES, LOYALTY.replace("tiers", "tears"), head=FRENCH)
    for command in ("check", "run"):
        assert french.kartoteka(command).err.startswith("fr: Error: ")
    monkeypatch.chdir(french.folder)
    assert say("look", "nothing.csv").err.startswith("fr: Error: fr: nothing.csv is not there")


def test_a_beginning_is_told_in_the_language_that_is_said_for_the_project(french: Shop, tmp_path: Path) -> None:
    orders = str(french.folder / "data" / "orders.csv")
    said = say("init", "--orders", orders, "--project", str(tmp_path / "new"), "--locale", "fr", "--currency", "EUR").done()
    assert "\nfr: Wrote " in said.out
    text = (tmp_path / "new" / "kartoteka.yaml").read_text("utf-8")
    assert "# fr: as said\n" in text
    assert "# fr: orders below it do not count\n" in text
    assert say("check", "--project", str(tmp_path / "new")).code == 0


def test_json_is_the_same_in_any_language(french: Shop) -> None:
    in_french = french.run("2026-11-30", "--json", "--dry-run").done().told
    in_english = french.kartoteka("--language", "en", "run", "--as-of", "2026-11-30", "--json", "--dry-run").done().told
    assert {**in_french, "sources": 0} == {**in_english, "sources": 0}
    assert [one["read"] for one in in_french["sources"]] == [1, 1]


def test_labels_stand_under_one_another_whatever_their_length(french: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "fr", lambda message: {"Every customer:": "Tous :", "Manifest:": "Le manifeste :"}.get(message, message))
    customers, manifest = french.run().done().out.splitlines()[-2:]
    assert customers.startswith("Tous :         ")
    assert manifest.startswith("Le manifeste : ")
    assert customers[:15].strip() == "Tous :"
    assert customers[15] != " "


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "--language", "en"], "--language stands before the command: kartoteka --language … check"),
        (["plugins", "list", "--traceback"], "--traceback stands before the command: kartoteka --traceback … plugins list"),
    ],
)
def test_an_option_of_the_program_behind_a_command_is_told_where_it_stands(arguments: list[str], told: str) -> None:
    said = say(*arguments)
    assert (said.code, said.out) == (2, "")
    assert f"Error: {told}\n" in said.err
    unknown = say("check", "--nothing").err
    assert "No such option" in unknown
    assert "stands before" not in unknown
