"""How a segment moved since the run before, and the share of a budget that the segments earn which pass."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from kartoteka.cli.main import main

PROJECT = """\
version: 1
timezone: Europe/Warsaw
currency: PLN
pipelines:
  shop:
    sources:
      customers: customers.csv
      orders: orders.csv
    segments:
      loyalty:
        use: frequency
        logistic_minimum: 100
        tiers: [{name: vip, every: 1 month}, {name: regular, every: 3 months}]
    scores:
      psd:
        use: psd
        groups: loyalty
        leave_out: [inactive, below-minimum, no-orders]
        profitability: {average_order: {anchors: {100: 1, 300: 3}}}
"""
ORDERS = """\
customer_id;ordered_on;amount
A;2026-10-20;400
A;2026-11-20;500
B;2026-10-25;300
C;2026-11-25;300
C;2026-11-26;50
"""
ANSWER = "{mark: 4, because: Good., by: Anna, on: 2026-11-02}"
ANSWERS = f"""\
vip:
  passion: {ANSWER}
  specialisation: {ANSWER[:-1]}, removes: [time]}}
regular:
  passion: {ANSWER}
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kartoteka.yaml").write_text(PROJECT, "utf-8")
    Path("customers.csv").write_text("customer_id\nA\nB\nC\nD\n", "utf-8")
    Path("orders.csv").write_text(ORDERS, "utf-8")
    Path("answers.yaml").write_text(ANSWERS, "utf-8")
    for day in ("2026-10-31", "2026-11-30"):
        assert main(["run", "--as-of", day]) == 0


def told(capsys: pytest.CaptureFixture[str], segment: str, *more: str) -> Any:
    capsys.readouterr()
    assert main(["profile", segment, *more, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_who_came_who_went_and_who_stayed(shop: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "vip")["moves"] == {
        "since": "2026-10-31",
        "came": [{"segment": "no-orders", "customers": 1, "direction": "up"}],
        "went": [{"segment": "regular", "customers": 1, "direction": "down"}],
        "stayed": 1,
    }
    assert told(capsys, "vip", "--as-of", "2026-10-31")["moves"] is None


def test_a_person_reads_the_moves_and_the_judgement(shop: None, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["profile", "vip"]) == 0
    out = capsys.readouterr().out
    assert "Moves since 31 October 2026\n1 customer stayed.\nCame: 1 from no-orders.\nWent: 1 to regular.\n" in out
    assert "Specialisation: Good. (Anna, 2 November 2026)\n  barriers that we remove: they have no time\n" in out


def test_turnover_is_of_all_orders_and_a_budget_goes_to_those_who_pass(shop: None, capsys: pytest.CaptureFixture[str]) -> None:
    money = told(capsys, "vip")["money"]
    assert (money["turnover"], money["qualifying"], money["budget_share"]) == ("1250.0000", "1200.0000", 1.0)
    regular = told(capsys, "regular")["money"]
    assert (regular["budget_share"], regular["passes"]) == (0.0, False)
    assert told(capsys, "regular")["dossiers"]["psd"]["criteria"][1]["answer"] is None


def test_who_passes_and_has_earned_nothing_is_not_told_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    segments = "segments: {kind: {use: rules, rules: [{when: employees >= 50, segment: large}, {else: small}]}}"
    psd = "{use: psd, groups: kind, profitability: {employees: {anchors: {10: 1, 100: 5}}}}"
    head = PROJECT.partition("    segments:")[0]
    Path("kartoteka.yaml").write_text(f"{head}    {segments}\n    scores: {{psd: {psd}}}\n", "utf-8")
    Path("customers.csv").write_text("customer_id;employees\nA;200\nB;5\n", "utf-8")
    Path("orders.csv").write_text("customer_id;ordered_on;amount\nB;2026-11-20;400\n", "utf-8")
    Path("answers.yaml").write_text(
        f"large: {{passion: {ANSWER}, specialisation: {ANSWER[:-1]}, removes: [time]}}}}\n", "utf-8"
    )
    assert main(["run", "--as-of", "2026-11-30"]) == 0
    out = io.StringIO()
    with redirect_stdout(out):
        assert main(["profile", "large"]) == 0
    assert "no share of a campaign's budget by what it earns, since it has earned nothing yet." in out.getvalue()
    assert "does not pass" not in out.getvalue()
