"""`kartoteka demo`: which example, into which folder, and what stands there afterwards."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kartoteka.cli.demo import EXAMPLES, example_folder, which
from support.pipelines import Said, Shop, say


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the commands are typed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.fixture(scope="module")
def staff_meals(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Said]:
    """The staff meals, run once."""
    folder = tmp_path_factory.mktemp("demo") / "meals"
    return folder, say("demo", "staff-meals", str(folder)).done()


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def test_staff_meals_runs_as_of_two_dates(staff_meals: tuple[Path, Said]) -> None:
    _, said = staff_meals
    assert "staff-meals as of 2026-10-31" in said.out
    assert "staff-meals as of 2026-11-30" in said.out
    assert "Moves: prospect, since 2026-10-31" in said.out
    tables = [line for line in said.out.splitlines() if line.startswith("---")]
    assert len(tables) == 9
    assert max(map(len, tables)) <= 80


def test_every_company_is_in_one_segment_and_none_is_empty(staff_meals: tuple[Path, Said]) -> None:
    folder, _ = staff_meals
    shop = Shop(folder)
    told = shop.results()
    counts = {one["name"]: one["customers"] for one in told["segments"]["prospect"]}
    assert sum(counts.values()) == told["customers"] == 170
    assert set(counts) == {
        *("strategic", "important", "everyday", "too-small"),
        *("competitor", "occasional", "unknown", "blacklist"),
    }
    assert all(counts.values())


def test_the_points_of_every_company_add_up(staff_meals: tuple[Path, Said]) -> None:
    folder, _ = staff_meals
    shop = Shop(folder)
    companies = shop.snapshot(shop.results()["run_id"]).values()
    assert all(
        one["lead_points"] == one["lead_manufacturing"] + one["lead_meals"] + one["lead_recent_talk"] for one in companies
    )
    assert {one["lead_fit"] for one in companies} == {True, False}
    assert {one["lead_grade"] for one in companies} == {"A", "B", "C", None}
    assert all((one["lead_missing"] is None) == one["lead_fit"] for one in companies)


def test_segments_are_judged_and_the_open_question_is_told(staff_meals: tuple[Path, Said]) -> None:
    folder, said = staff_meals
    shop = Shop(folder)
    companies = shop.snapshot(shop.results()["run_id"]).values()
    passed = {one["prospect"]: one["psd_passed"] for one in companies if one["psd_passed"] is not None}
    assert passed == {"strategic": True, "important": True, "everyday": False, "occasional": False}
    assert "everyday: fails specialisation: 2 is 1 short of 3" in said.out
    assert "1 question is open; " in said.out


def test_each_list_holds_whom_it_promises(staff_meals: tuple[Path, Said]) -> None:
    folder, _ = staff_meals
    shop = Shop(folder)
    companies = shop.snapshot(shop.results()["run_id"])

    def listed(name: str) -> list[dict[str, Any]]:
        found = [companies[row["customer_id"]] for row in rows(folder / "out" / f"{name}.csv")]
        assert found
        return found

    for one in listed("call-first"):
        assert one["Etap"] == "prospekt"
        assert one["lead_grade"] == "A"
        assert one["consent_phone"] is True
        assert one["prospect"] in ("strategic", "important")
    for one in listed("contract-ends"):
        assert one["prospect"] == "competitor"
        assert one["lead_fit"]
        assert (one["competitor_until"] - one["prospect_approach_on"]).days == 90
    assert {one["prospect"] for one in listed("lunch-offer")} == {"occasional"}
    for one in listed("find-out"):
        assert one["lead_missing"].endswith("(unknown)")


def test_the_same_seed_gives_the_same_bytes(staff_meals: tuple[Path, Said], here: Path) -> None:
    folder, _ = staff_meals
    say("demo", "staff-meals").done()
    again = here / "kartoteka-staff-meals"
    for file in sorted((folder / "data").iterdir()):
        assert file.read_bytes() == (again / "data" / file.name).read_bytes()


def test_staff_meals_can_be_checked_and_explained(staff_meals: tuple[Path, Said]) -> None:
    folder, said = staff_meals
    shop = Shop(folder)
    checked = shop.kartoteka("check").done()
    assert "kartoteka.yaml has no problems (1 pipeline)." in checked.out
    customer = EXAMPLES["staff-meals"].customer
    assert f"kartoteka explain {customer} --project {folder}" in said.out
    assert "Before: competitor" in shop.kartoteka("explain", customer).done().out


def test_every_file_of_an_example_is_there(staff_meals: tuple[Path, Said]) -> None:
    folder, _ = staff_meals
    for file in example_folder("staff-meals").iterdir():
        assert file.is_dir() or (folder / file.name).read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("typed", "example", "folder"),
    [
        ((None, None), "print-shop", "kartoteka-demo"),
        (("print-shop", None), "print-shop", "kartoteka-demo"),
        (("staff-meals", None), "staff-meals", "kartoteka-staff-meals"),
        (("my-folder", None), "print-shop", "my-folder"),
        (("./staff-meals", None), "print-shop", "staff-meals"),
        (("print-shop", Path("shop")), "print-shop", "shop"),
        (("staff-meals", Path("staff-meals")), "staff-meals", "staff-meals"),
    ],
)
def test_a_first_argument_that_names_no_example_is_the_folder(
    typed: tuple[str | None, Path | None], example: str, folder: str
) -> None:
    assert which(*typed) == (example, Path(folder))


def test_a_folder_may_have_the_name_of_an_example(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kartoteka.cli.demo.DAYS", (date(2025, 3, 31),))
    said = say("demo", "./staff-meals").done()
    assert "print-shop as of 2025-03-31" in said.out
    assert [path.name for path in here.iterdir()] == ["staff-meals"]
    assert "  print-shop:\n" in (here / "staff-meals" / "kartoteka.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("staff-meal",), "there is no example 'staff-meal'\n  Did you mean staff-meals? A folder of that name is written ./"),
        (("Staff-Meals", "folder"), "there is no example 'Staff-Meals'\n  Did you mean staff-meals?"),
        (("bakery", "folder"), "there is no example 'bakery'\n  There are: print-shop, staff-meals."),
    ],
)
def test_a_name_that_is_nearly_one_is_not_taken_for_a_folder(here: Path, arguments: tuple[str, ...], message: str) -> None:
    said = say("demo", *arguments)
    assert said.code == 3
    assert message in said.err
    assert not list(here.iterdir())


def test_nothing_of_somebody_else_is_written_over(here: Path) -> None:
    (here / "full").mkdir()
    (here / "full" / "notes.txt").write_text("mine", encoding="utf-8")
    (here / "file").write_text("mine", encoding="utf-8")
    full, file = say("demo", "staff-meals", "full"), say("demo", "file")
    assert (full.code, file.code) == (3, 3)
    assert "full is not empty\n  Name another folder: kartoteka demo staff-meals FOLDER" in full.err
    assert "file is a file\n  Name a folder: kartoteka demo print-shop FOLDER" in file.err
    assert [path.name for path in (here / "full").iterdir()] == ["notes.txt"]


def test_another_project_is_not_run_in_its_place(shop: Shop) -> None:
    shop.customers("1")
    shop.project("sources:\n  customers: {use: csv, path: data/customers.csv}\n")
    said = say("demo", "staff-meals", str(shop.folder))
    assert said.code == 3
    assert "kartoteka.yaml has no pipeline 'staff-meals'\n  There is: shop." in said.err


def test_examples_are_those_that_are_shipped() -> None:
    shipped = {path.name for path in example_folder("print-shop").parent.iterdir() if path.is_dir()}
    assert shipped == set(EXAMPLES)
