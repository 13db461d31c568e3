"""The scorer `points` in a project, as a person runs it."""

from __future__ import annotations

import pytest

from support.pipelines import Shop

CUSTOMERS = "sources:\n  customers: {use: csv, path: data/customers.csv}\n"
LEAD = """\
scores:
  lead:
    use: points
    must_have:
      - {name: more than 50 employees, where: employees > 50}
      - {name: at least 5 years, where: "coalesce(founded_on + interval '5 years' <= as_of, years_active >= 5)"}
    nice_to_have:
      - {name: manufacturing, where: industry = 'manufacturing', points: 20}
      - {name: headcount, value: employees / 100, points: 5, cap: 15}
      - {name: asked, where: last_contact_on is not null, points: 8, decay: {since: last_contact_on, halves_every: 1 month}}
    grades: [{name: A, at_least: 25}, {name: B, at_least: 0}]
"""
LIST = """\
campaigns:
  leads:
    where: lead_fit and lead_grade = 'A'
    channel: none
    export:
      - use: csv
        path: out/leads.csv
        columns: [customer_id, lead_points, lead_manufacturing, lead_headcount, lead_asked]
"""


@pytest.fixture(autouse=True)
def prospects(shop: Shop) -> None:
    header = ("customer_id", "employees", "founded_on", "years_active", "industry", "last_contact_on")
    rows = [
        ("P1", 260, "1998-03-01", "", "manufacturing", "2026-11-01"),
        ("P2", 260, "", 3, "manufacturing", "2026-10-30"),
        ("P3", "", "", "", "", ""),
    ]
    shop.table("data/customers.csv", header, rows)


def test_the_breakdown_stands_in_the_snapshot_and_in_the_list(shop: Shop) -> None:
    shop.project(CUSTOMERS, LEAD, LIST)
    told = shop.results()
    rows = shop.snapshot(told["run_id"])
    seen = {name: {key[5:]: value for key, value in row.items() if key.startswith("lead_")} for name, row in rows.items()}
    assert seen == {
        "P1": {"fit": True, "missing": None, "points": 41, "grade": "A", "manufacturing": 20, "headcount": 13, "asked": 8},
        "P2": {
            "fit": False,
            "missing": "at least 5 years",
            "points": 37,
            "grade": None,
            "manufacturing": 20,
            "headcount": 13,
            "asked": 4,
        },
        "P3": {
            "fit": False,
            "missing": "more than 50 employees (unknown); at least 5 years (unknown)",
            "points": 0,
            "grade": None,
            "manufacturing": 0,
            "headcount": 0,
            "asked": 0,
        },
    }
    assert shop.export("out/leads.csv") == [
        {"customer_id": "P1", "lead_points": "41", "lead_manufacturing": "20", "lead_headcount": "13", "lead_asked": "8"}
    ]


@pytest.mark.parametrize(
    ("was", "now", "place", "message"),
    [
        ("employees > 50", "employes > 50", "must_have[0].where", 'there is no column "employes"\n  did you mean employees?'),
        ("employees / 100", "headcounts / 100", "nice_to_have[1].value", 'there is no column "headcounts"'),
        ("employees / 100", "industry", "nice_to_have[1].value", "this gives a text\n  write what gives a number"),
        (
            "since: last_contact_on",
            "since: employees",
            "nice_to_have[2].decay.since",
            "this gives a whole number\n  write what gives a day",
        ),
        ("last_contact_on", "last_contact", "nice_to_have[2].decay.since", 'there is no column "last_contact"'),
        ("1 month", "-1 month", "nice_to_have[2].decay.halves_every", "'-1 month' is not a period"),
        ("cap: 15", "cap: 4", "nice_to_have[1].cap", "4 is less than the 5 points that it is worth"),
        (
            "name: headcount",
            "name: manufacturing",
            "nice_to_have[1].name",
            "'manufacturing' is the name of another nice-to-have",
        ),
    ],
)
def test_a_mistake_is_told_where_it_stands(shop: Shop, was: str, now: str, place: str, message: str) -> None:
    shop.project(CUSTOMERS, LEAD.replace(was, now))
    said = shop.kartoteka("check")
    assert said.code == 3
    assert f"pipelines.shop.scores.lead.{place}: {message}" in said.err
    assert "Traceback" not in said.err
