"""`kartoteka check` tells every mistake at once, however different the parts are in which they stand, and no false ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kartoteka.cli.main import main

ORDERS = "customer_id,Order date,amount\nA,2026-11-02,400\nB,2026-11-03,500\n"
CUSTOMERS = "customer_id,name,email\nA,Firm A,a@example.org\n"
CONTACTS = "customer_id,contact_id,name,email\nA,1,Ann,ann@example.org\n"
PARTS = {
    "head": "version: 1\nlocale: en\ntimezone: Europe/Warsaw\ncurrency: PLN\n",
    "orders": "o.csv",
    "customers": "c.csv",
    "contacts": "people.csv",
    "f": "{use: frequency, tiers: [{name: vip, every: 1 month}]}",
    "s": "{use: rules, rules: [{when: \"name = 'A'\", segment: x}, {else: y}]}",
    "where": "name = 'A'",
    "channel": "email",
    "consent": "not-checked",
    "export": "[{use: csv, path: out/x.csv, columns: [customer_id]}]",
    "more": "",
}
PROJECT = """{head}pipelines:
  p:
    sources: {{orders: {orders}, customers: {customers}, contacts: {contacts}}}
    segments:
      f: {f}
      s: {s}
    campaigns:
      c:
        where: {where}
        channel: {channel}
        {consent}
        export: {export}
{more}"""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("o.csv", ORDERS), ("c.csv", CUSTOMERS), ("people.csv", CONTACTS)):
        Path(name).write_text(text, "utf-8")


def told(capsys: pytest.CaptureFixture[str], **changed: str) -> list[tuple[str, str]]:
    """The key and the message of each problem, in the order of the file."""
    parts = {**PARTS, **changed}
    consent = f"consent: {parts['consent']}" if parts["consent"] else ""
    Path("kartoteka.yaml").write_text(PROJECT.format(**{**parts, "consent": consent}), "utf-8")
    main(["check", "--json", "--as-of", "2026-11-30"])
    report: Any = json.loads(capsys.readouterr().out)
    return [(problem["key"].removeprefix("pipelines.p."), problem["message"]) for problem in report["problems"]]


NO_NAMES = {
    "s": "{use: rules, rules: [{when: \"nam = 'A'\", segment: x}, {else: y}]}",
    "where": "nam = 'A'",
    "export": "[{use: csv, path: out/x.csv, columns: [nam]}]",
}
MISSPELT = [
    ("segments.s.rules[0].when", 'there is no column "nam"'),
    ("campaigns.c.where", 'there is no column "nam"'),
    ("campaigns.c.export[0].columns[0]", "there is no column 'nam'"),
]


def test_a_sound_project_has_no_problems(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys) == []


def test_a_missing_key_hides_no_misspelt_name(capsys: pytest.CaptureFixture[str]) -> None:
    problems = told(capsys, consent="", **NO_NAMES)
    missing = ("campaigns.c", "the key 'consent' is missing")
    assert sorted(problems) == sorted([missing, *MISSPELT])


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"head": "version: 1\nlocale: xx\ntimezone: Europe/Warsaw\ncurrency: PLN\n"}, "locale"),
        ({"head": "version: 1\nlocale: en\ntimezone: Warsaw\ncurrency: PLN\n"}, "timezone"),
        ({"head": "version: 1\nlocale: en\ntimezone: Europe/Warsaw\ncurrency: pln\n"}, "currency"),
        ({"f": "{use: frequency, tiers: [{name: vip, every: 1 moth}]}"}, "segments.f.tiers[0].every"),
        ({"f": "{use: frequenzy}"}, "segments.f.use"),
        ({"f": "{tiers: []}"}, "segments.f"),
        ({"channel": "mail"}, "campaigns.c.channel"),
        ({"orders": "{use: csv, path: gone.csv}"}, "sources.orders"),
        ({"contacts": "{use: csv, path: gone.csv}"}, "sources.contacts"),
        ({"orders": "{use: csv, path: o.csv, decimal: x}"}, "sources.orders.decimal"),
        ({"orders": "{use: csv, path: o.csv, lookup: {path: c.csv, key: customer_id}}"}, "sources.orders.lookup"),
        (
            {"orders": "{use: csv, path: o.csv, lookup: [{path: c.csv, key: [], take: {name: name}}]}"},
            "sources.orders.lookup[0].key",
        ),
        ({"customers": "{use: csv, path: c.csv, max_rejects: none}"}, "sources.customers.max_rejects"),
        ({"more": "      d: {channel: none}\n"}, "campaigns.d"),
    ],
)
def test_one_mistake_hides_no_other(capsys: pytest.CaptureFixture[str], changed: dict[str, str], wrong: str) -> None:
    problems = told(capsys, **{**NO_NAMES, **changed})
    assert len(problems) == 4
    assert set(MISSPELT) < set(problems)
    assert [key for key, _message in problems if (key, _message) not in MISSPELT] == [wrong]


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        (
            {"f": "{use: frequency, tiers: [{name: vip, every: 1 moth}]}", "where": "f = 'vip' and f_keep_until > as_of"},
            "segments.f",
        ),
        ({"f": "{tiers: []}", "export": "[{use: csv, path: 'out/{f}.csv', columns: [f, f_keep_until]}]"}, "segments.f"),
        ({"customers": "{use: csv, path: gone.csv}", "where": "employees > 3"}, "sources.customers"),
        ({"customers": "{use: csv, path: c.csv, columns: {nam: 0}}", "where": "nam = 'x'"}, "sources.customers"),
        ({"contacts": "{use: csv, path: gone.csv}", "consent": "consent_email"}, "sources.contacts"),
        (
            {"contacts": "gone.csv", "export": "[{use: csv, path: out/x.csv, columns: [contact_name, email]}]"},
            "sources.contacts",
        ),
        ({"channel": "mail", "consent": "consent_email"}, "campaigns.c.channel"),
        ({"channel": "mail", "export": "[{use: csv, path: out/x.csv, columns: [contact_name, email]}]"}, "campaigns.c.channel"),
        ({"more": "    segmnts: {t: {use: rules}}\n", "export": "[{use: csv, path: 'out/{t}.csv'}]"}, "segmnts"),
        ({"more": "    scors: {t: {use: psd, groups: f}}\n", "where": "t_passed"}, "scors"),
    ],
)
def test_what_a_broken_part_would_have_given_is_not_called_unknown(
    capsys: pytest.CaptureFixture[str], changed: dict[str, str], wrong: str
) -> None:
    problems = told(capsys, **changed)
    assert [key.startswith(wrong) for key, _message in problems] == [True], problems


def test_other_names_beside_one_that_a_broken_step_would_have_given_are_judged(capsys: pytest.CaptureFixture[str]) -> None:
    problems = told(capsys, f="{use: frequency}", where="f = 'vip' and name = 3 and (f_rank > 1 or nam = 'A') and amout > 1")
    assert [message for key, message in problems if key == "campaigns.c.where"] == [
        'cannot compare "name" (a text) and 3 (a whole number)',
        'there is no column "nam"',
        'there is no column "amout"',
    ]


@pytest.mark.parametrize("sources", ["~", "5", "[]", "{}", "{orderz: o.csv}"])
def test_steps_are_not_said_to_lack_what_sources_that_cannot_be_read_would_give(
    capsys: pytest.CaptureFixture[str], sources: str
) -> None:
    text = PROJECT.format(**{**PARTS, "consent": "consent: not-checked"})
    before, after = text.split("    sources: ")
    Path("kartoteka.yaml").write_text(f"{before}    sources: {sources}\n{after[after.index('    segments:') :]}", "utf-8")
    main(["check", "--json", "--as-of", "2026-11-30"])
    problems: Any = json.loads(capsys.readouterr().out)["problems"]
    assert {problem["key"].removesuffix(".orderz") for problem in problems} == {"pipelines.p.sources"}


@pytest.mark.parametrize("pipeline", ["~", "5", "[]", "x", "{}"])
def test_a_pipeline_that_is_none_is_told(capsys: pytest.CaptureFixture[str], pipeline: str) -> None:
    Path("kartoteka.yaml").write_text(f"{PARTS['head']}pipelines: {{p: {pipeline}}}\n", "utf-8")
    assert main(["check", "--json"]) == 3
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["key"] == "pipelines.p"
