"""`kartoteka freeze`: rules that put customers where the groups had them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from kartoteka.cli.main import main
from kartoteka_clusters.conditions import column, condition_of
from kartoteka_clusters.features import Compared
from kartoteka_clusters.options import Chosen
from kartoteka_clusters.tree import Leaf, Question, shortest_between
from support.shared_data import shared_data

from .conftest import firms, project, run, segments, write


def test_the_rules_repeat_the_groups_in_a_project_of_their_own(
    told_apart: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rules.yaml"
    assert main(["freeze", "groups", "-o", str(file), "--project", str(told_apart)]) == 0
    out = capsys.readouterr().out
    assert "The rules put 100.0 % of 120 customers where run firms-2026-11-30-1 has them." in out
    assert "metal-high-employees" in out
    rules = "".join(f"      {line}\n" for line in file.read_text("utf-8").splitlines())
    frozen = tmp_path / "frozen"
    write(frozen, firms(), project("").replace("      groups:\n", rules))
    run(frozen)
    assert segments(frozen) == segments(told_apart)
    assert main(["freeze", "-o", str(file), "--project", str(told_apart)]) != 0
    assert f"{file} is there already" in capsys.readouterr().err


def test_what_is_printed_is_a_step_of_a_project_file(told_apart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["freeze", "--project", str(told_apart)]) == 0
    printed = capsys.readouterr().out.partition("in the place of groups\n")[2]
    step = YAML(typ="safe").load(printed)["groups"]
    assert main(["freeze", "--json", "--project", str(told_apart)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert step["rules"] == told["rules"]
    assert told["rules"][0] == {"when": "employees is null or income is null or industry is null", "segment": "incomplete"}
    assert (told["agreement"], told["customers"]) == (1.0, 120)
    assert {one["label"]: one["agreed"] for one in told["groups"]} == {
        "group-1": 40,
        "group-2": 40,
        "group-3": 40,
        "incomplete": 1,
    }


def test_without_a_run_there_is_nothing_to_freeze(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, firms(), project())
    assert main(["freeze", "--project", str(tmp_path)]) != 0
    assert "firms has not been run yet" in capsys.readouterr().err


ADVENTUREWORKS = """\
version: 1
timezone: UTC
currency: USD
pipelines:
  first:
    sources:
      customers: {{use: csv, path: {folder}/AdventureWorks_Customers.csv, decimal: "."}}
    segments:
      groups:
        use: clusters
        k: 4
        missing: average
        fields: {{income: , birth_date: , TotalChildren: , job_title: , HomeOwner: }}
"""


def test_real_customers_land_in_their_groups_by_a_few_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kartoteka.yaml").write_text(ADVENTUREWORKS.format(folder=shared_data("adventureworks")), "utf-8")
    run(tmp_path, "2018-12-31")
    capsys.readouterr()
    assert main(["freeze", "--json", "--project", str(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["customers"] == 18_148
    assert told["agreement"] >= 0.9
    assert len(told["rules"]) == 4
    before = segments(tmp_path, "2018-12-31")
    (tmp_path / "kartoteka.yaml").write_text(
        json.dumps(
            {
                "version": 1,
                "timezone": "UTC",
                "currency": "USD",
                "pipelines": {
                    "first": {
                        "sources": {
                            "customers": {
                                "use": "csv",
                                "path": f"{shared_data('adventureworks')}/AdventureWorks_Customers.csv",
                                "decimal": ".",
                            }
                        },
                        "segments": {"groups": {"use": "rules", "rules": told["rules"]}},
                    }
                },
            }
        ),
        "utf-8",
    )
    run(tmp_path, "2018-12-31")
    after = segments(tmp_path, "2018-12-31")
    same = sum(before[customer] == after[customer] for customer in before)
    assert same / len(before) == pytest.approx(told["agreement"])


@pytest.mark.parametrize(
    ("low", "high", "number"),
    [(50_000, 60_000, 50_000), (1234.5, 1311.2, 1300), (0.126, 0.131, 0.13), (3, 4, 3), (-20, 7, 0), (0.1, 0.10001, 0.1)],
)
def test_a_bound_is_the_shortest_number_that_parts_the_same_customers(low: float, high: float, number: float) -> None:
    assert shortest_between(low, high) == number


def test_a_path_asks_for_each_field_no_more_than_it_has_to() -> None:
    income = Compared("income", "number", Chosen(), average=True)
    born = Compared("birth_date", "day", Chosen(), average=False)
    trade = Compared("Line of work", "text", Chosen(), average=True)
    path = [
        (Question(income, bound=900.0, average=500.0), True),
        (Question(trade, value="it's", gaps=True), False),
        (Question(income, bound=700.5, average=500.0), True),
        (Question(income, bound=100.0, average=500.0), False),
        (Question(born, bound=9000.0), True),
        (Question(trade, value="metal", gaps=True), False),
    ]
    assert condition_of(Leaf(path, "group-1", 3)) == (
        "(income > 100 or income is null) and (income <= 700.5 or income is null) and "
        "(\"Line of work\" not in ('it''s', 'metal') or \"Line of work\" is null) and "
        "days_between(birth_date, as_of) <= 9000"
    )


def test_columns_with_names_of_the_language_are_quoted() -> None:
    assert [column(name) for name in ("income", "order", "Nr klienta", 'a "b"')] == [
        "income",
        '"order"',
        '"Nr klienta"',
        '"a ""b"""',
    ]


def test_ages_of_rules_follow_the_day_of_the_run() -> None:
    """A bound in days before the run's, so that the same customer may be another age later."""
    born = Compared("birth_date", "day", Chosen(), average=False)
    assert condition_of(Leaf([(Question(born, bound=100.0), False)], "group-2", 1)) == "days_between(birth_date, as_of) > 100"
    assert (date(2026, 11, 30) - date(2026, 8, 21)).days == 101
