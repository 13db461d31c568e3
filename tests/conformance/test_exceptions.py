"""Exceptions: shown with their reason while they are needed, and a failure when they are not, or name nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kartoteka.testing import Outcome
from kartoteka.testing.cases import Case
from kartoteka.testing.hostile import HOSTILE_NAMES, HOSTILE_TEXTS
from kartoteka.testing.typed import TYPED
from support.conformance.shelf import Shelf, ShelfChecks

REASON = "the shelf takes NULL for nothing"


class TakesNullForNothing(Shelf):
    def cell(self, text: str | None, kind: str) -> str | None:
        return super().cell(None if text == "NULL" else text, kind)


class Checks(ShelfChecks):
    component = TakesNullForNothing


def outcomes(folder: Path, exceptions: dict[str, str], *names: str) -> list[Outcome]:
    """What became of some of the checks of a shelf that takes NULL for nothing."""
    checks = type("Declared", (Checks,), {"exceptions": exceptions})()
    found = []
    for name in names:
        (folder / str(len(found))).mkdir()
        found.append(checks.outcome(name, folder / str(len(found))))
    return found


def test_a_case_that_is_an_exception_is_tried_apart_and_shown_with_its_reason(tmp_path: Path) -> None:
    case = "hostile_values/the word NULL"
    rest, excepted = outcomes(tmp_path, {case: REASON}, "hostile_values", case)
    assert (rest.status, rest.told) == ("held", "")
    assert (excepted.status, excepted.told) == ("excepted", REASON)


def test_a_whole_check_can_be_an_exception(tmp_path: Path) -> None:
    (excepted,) = outcomes(tmp_path, {"hostile_values": REASON}, "hostile_values")
    assert (excepted.status, excepted.told) == ("excepted", REASON)


@pytest.mark.parametrize("name", ["hostile_values/the word NaN", "one_row"])
def test_an_exception_that_is_not_needed_any_more_fails(tmp_path: Path, name: str) -> None:
    (found,) = outcomes(tmp_path, {name: REASON}, name)
    assert found.status == "broken"
    assert found.told == f"the exception {name!r} is not needed any more ({REASON}): take it out of `exceptions`"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("hostile_values/the word NIL", "there is no case 'the word NIL'; there are: delimiters, "),
        ("hostile_value", "there is no check 'hostile_value'; there are: options_are_described, "),
        ("hostile_value/NUL", "there is no check 'hostile_value'; there are: options_are_described, "),
    ],
)
def test_an_exception_for_what_there_is_not_fails(tmp_path: Path, name: str, told: str) -> None:
    checks = type("Declared", (Checks,), {"exceptions": {name: REASON}})()
    assert name in checks.names()
    (found,) = outcomes(tmp_path, {name: REASON}, name)
    assert found.status == "broken"
    assert told in found.told


def test_any_runner_can_go_through_the_outcomes(tmp_path: Path) -> None:
    class Few(Checks):
        exceptions = {"hostile_values": REASON}

        def checks(self):  # type: ignore[no-untyped-def]
            return [check for check in super().checks() if check.__name__ in ("one_row", "hostile_values")]

    assert [(one.name, one.status) for one in Few().outcomes(tmp_path)] == [("one_row", "held"), ("hostile_values", "excepted")]


MODULE = """\
from tests.conformance.test_exceptions import REASON, Checks


class TestShelf(Checks):
    exceptions = {"hostile_values/the word NULL": REASON, "one_row": "it takes no row"}
"""


def test_pytest_shows_what_is_broken_and_the_reasons_of_exceptions(tmp_path: Path) -> None:
    (tmp_path / "test_shelf.py").write_text(MODULE, encoding="utf-8")
    root = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-ra", "-p", "no:cacheprovider", "test_shelf.py", "-k", "hostile_values or one_row"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "tests")]), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 failed, 1 passed, " in told.stdout
    assert "1 xfailed" in told.stdout
    assert f"[hostile_values/the word NULL] - {REASON}" in told.stdout
    assert "one_row: the exception 'one_row' is not needed any more (it takes no row): take it out" in told.stdout
    assert "Traceback" not in told.stdout
    assert "checks.py" not in told.stdout


@pytest.mark.parametrize("cases", [HOSTILE_NAMES, HOSTILE_TEXTS, TYPED])
def test_the_names_of_cases_differ_also_for_systems_that_see_no_letter_case(cases: Sequence[Case[object]]) -> None:
    assert len({case.name.casefold() for case in cases}) == len(cases)
