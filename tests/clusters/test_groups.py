"""The segmenter `clusters` on firms that a person can sort."""

from __future__ import annotations

import json
import random
from pathlib import Path

import duckdb
import pytest

from kartoteka.cli.main import main

from .conftest import GROUPS, firms, project, run, segments, write


def test_whoever_is_alike_is_in_one_group(told_apart: Path) -> None:
    found = segments(told_apart)
    kinds = {label: {customer[0] for customer, own in found.items() if own == label} for label in set(found.values())}
    # By the first field, employees: the metal works first.
    assert kinds.pop("group-1") == {"M"}
    assert kinds.pop("incomplete") == {"Z"}
    assert kinds.pop("blacklist") == {"X"}
    assert sorted(kinds) == ["group-2", "group-3"]
    assert sorted(kinds.values(), key=min) == [{"B"}, {"S"}]


def test_names_say_what_sets_a_group_apart(told_apart: Path) -> None:
    (file,) = (told_apart / ".kartoteka" / "runs").glob("*/customers.parquet")
    rows = duckdb.sql(
        f"select distinct left(customer_id, 1), groups_name from '{file}' where groups_name is not null"
    ).fetchall()
    names = dict(rows)
    assert names["B"] == "bakery-low-income"
    assert names["M"] == "metal-high-employees"
    assert names["S"] == "school-low-employees"


def test_names_stand_where_people_look(told_apart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["profile", "group-1", "--project", str(told_apart)]) == 0
    assert "Called metal-high-employees, by what sets it apart.\n" in capsys.readouterr().out
    assert main(["run", "--as-of", "2026-11-30", "--project", str(told_apart)]) == 0
    assert "group-1: metal-high-employees; group-2: " in " ".join(capsys.readouterr().err.split())


def test_distances_are_those_of_a_person(tmp_path: Path) -> None:
    """Four customers at 0, 2, 10 and 12: the average is 6, the standard deviation √26, the middles are 1 and 11."""
    rows = [(f"C{at}", number, 1, "", "", "") for at, number in enumerate((0, 2, 10, 12))]
    write(tmp_path, rows, project("        {use: clusters, k: 2, smallest: 1, fields: {employees: }}\n"))
    run(tmp_path)
    (file,) = (tmp_path / ".kartoteka" / "runs").glob("*/customers.parquet")
    asked = "customer_id, groups, groups_distance, groups_second, groups_second_distance"
    found = duckdb.sql(f"select {asked} from '{file}' order by 1").fetchall()
    unit = 26**0.5
    expected = [("C0", "group-2", 1, 11), ("C1", "group-2", 1, 9), ("C2", "group-1", 1, 9), ("C3", "group-1", 1, 11)]
    for (customer, segment, distance, second, second_distance), (name, group, own, other) in zip(found, expected, strict=True):
        assert (customer, segment) == (name, group)
        assert second != segment
        assert (distance, second_distance) == pytest.approx((own / unit, other / unit), abs=2e-4)


def test_neither_the_order_of_rows_nor_threads_make_a_difference(told_apart: Path, tmp_path: Path) -> None:
    rows = firms()
    random.Random(1).shuffle(rows)
    write(tmp_path, rows, project(head="threads: 1\n"))
    run(tmp_path)
    files = [next((folder / ".kartoteka" / "runs").glob("*/customers.parquet")) for folder in (told_apart, tmp_path)]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_average_may_stand_for_what_is_not_known(tmp_path: Path) -> None:
    write(tmp_path, firms(), project(f"{GROUPS}        missing: average\n"))
    run(tmp_path)
    found = segments(tmp_path)
    assert found["Z00"] == found["M00"] == "group-1"
    assert "incomplete" not in found.values()


def test_a_field_may_count_more(tmp_path: Path) -> None:
    """Two groups: by employees alone, or, where income counts a hundred times as much, by income."""
    for weight, together in ((0.001, "SB"), (100, "SM")):
        folder = tmp_path / str(weight)
        fields = f"{{employees: , income: {{log: true, weight: {weight}}}}}"
        write(folder, firms(), project(f"        {{use: clusters, k: 2, fields: {fields}}}\n"))
        run(folder)
        found = segments(folder)
        assert found[f"{together[0]}00"] == found[f"{together[1]}00"]
        assert len({found[f"{kind}00"] for kind in "SBM"}) == 2


def test_too_few_customers_are_one_group_and_that_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, firms()[:30], project())
    run(tmp_path)
    assert set(segments(tmp_path).values()) == {"group-1"}
    assert "groups: there are no groups: all of whom enough is known are group-1" in capsys.readouterr().err


def test_groups_that_chance_makes_are_told_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two numbers and three days that have nothing to do with each other."""
    chance = random.Random(2)
    fields = ("employees", "income", "birth_date", "founded_on", "competitor_until")
    write(tmp_path, [], project(f"        {{use: clusters, k: 4, fields: {{{', '.join(f'{name}: ' for name in fields)}}}}}\n"))
    lines = [",".join(("customer_id", *fields))]
    for at in range(300):
        days = [f"{1950 + chance.randrange(70)}-0{1 + chance.randrange(9)}-11" for _ in range(3)]
        lines.append(",".join((f"C{at:03}", str(chance.randrange(1000)), str(chance.randrange(1000)), *days)))
    (tmp_path / "customers.csv").write_text("\n".join(lines), "utf-8")
    run(tmp_path)
    assert "the groups hardly differ (silhouette 0.1" in capsys.readouterr().err


def test_a_person_is_told_why(told_apart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "B00", "--project", str(told_apart)]) == 0
    out = capsys.readouterr().out
    assert "(bakery-low-income): met\n  the nearest middle, " in out
    assert "number of groups: met\n  silhouette by number of groups: 2: 0." in out
    assert "; taken: 3" in out
    assert main(["explain", "Z00", "--project", str(told_apart)]) == 0
    assert "incomplete: met\n  not known: income\n  it takes a value for income" in capsys.readouterr().out


def test_check_tells_that_an_open_number_may_change(told_apart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--project", str(told_apart)]) == 0
    out, err = capsys.readouterr()
    assert "k leaves the number of groups open (2 to 5)" in out + err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("{use: clusters, fields: {employes: }}", "there is no field or column 'employes'\n  did you mean 'employees'?"),
        ("{use: clusters, fields: {religion: }}", "'religion' is a field of the GDPR's article 9, by which nobody is grouped"),
        ("{use: clusters, fields: {customer_id: }}", "'customer_id' cannot be compared\n  choose numbers, days, truths"),
        ("{use: clusters, fields: {industry: {log: true}}}", "'industry' is text; only a number has a logarithm"),
        ("{use: clusters, k: 8-2, fields: {employees: }}", "'8-2' is not from 2 to 20, the fewest first"),
        ("{use: clusters, k: many, fields: {employees: }}", "'many' is no number of groups\n  write one such as 4"),
        ("{use: clusters, fields: {}}", "fields"),
        ("{use: clusters, fields: {employees: {weight: 0}}}", "weight"),
    ],
)
def test_mistakes_are_told_with_their_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: str, message: str
) -> None:
    write(tmp_path, firms(), project(f"        {options}\n"))
    assert main(["check", "--project", str(tmp_path)]) == 3
    told = capsys.readouterr().err
    assert message in told
    assert "kartoteka.yaml:11:" in told


def test_what_is_proposed_shows_in_the_quality(told_apart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quality", "groups", "--json", "--project", str(told_apart)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["silhouette"]["strength"] in ("moderate", "strong")
    assert {one["name"]: one["strength"] for one in told["categories"]}["industry"] == "strong"
