"""The quality of a segmentation of forty firms, against what a person worked out."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from kartoteka.cli.main import main


def json_of(shop: Path, *arguments: str) -> Any:
    out = StringIO()
    with redirect_stdout(out):
        assert main(["quality", *arguments, "--json", "--project", str(shop)]) == 0
    return json.loads(out.getvalue())


@pytest.fixture(scope="module")
def told(shop: Path) -> dict[str, Any]:
    found: dict[str, Any] = json_of(shop, "size")
    return found


def test_sizes_are_of_all_and_figures_of_those_who_are_not_blacklisted(told: dict[str, Any]) -> None:
    assert (told["customers"], told["judged"]) == (40, 39)
    assert {one["name"]: one["customers"] for one in told["segments"]} == {"large": 20, "small": 19, "blacklist": 1}
    assert sum(one["share"] for one in told["segments"]) == pytest.approx(1)


def test_explained_variance_is_that_of_a_person(told: dict[str, Any]) -> None:
    numbers = {one["name"]: one for one in told["numbers"]}
    assert (numbers["employees"]["value"], numbers["employees"]["strength"]) == (1.0, "strong")
    # Turnover: 0, 10, …, 190 of the large ones, 200, …, 290 and nine times nothing of the small ones.
    large, small = [10.0 * at for at in range(20)], [10.0 * at for at in range(20, 30)] + [0.0] * 9
    every = large + small
    mean = sum(every) / 39
    within = sum(sum((one - sum(group) / len(group)) ** 2 for one in group) for group in (large, small))
    assert numbers["turnover"]["value"] == pytest.approx(1 - within / sum((one - mean) ** 2 for one in every), abs=1e-6)
    assert numbers["days_since_last_order"]["why_not"] == "one value"  # all on one day
    assert numbers["orders"]["known"] == 39  # no order is a number of orders too


def test_what_a_segment_is_entitled_to_explains_nothing_and_is_not_told(told: dict[str, Any]) -> None:
    assert "size_discount" not in {one["name"] for one in told["numbers"]}
    # Nor the numbers of rules, of this segmentation and of the other one.
    assert {one["name"] for one in told["numbers"]} == {"employees", "turnover", "orders", "days_since_last_order"}


def test_cramers_v_of_a_table_of_two_by_two(told: dict[str, Any]) -> None:
    """All 10 bakeries are large: 10 and 10 against 0 and 19."""
    categories = {one["name"]: one for one in told["categories"]}
    squared = (10 * 19 - 10 * 0) ** 2 / (20 * 19 * 10 * 29)  # chi squared by its formula for four cells, over 39
    corrected = squared - 1 / 38
    assert categories["industry"]["value"] == pytest.approx((corrected / (2 - 1 / 38 - 1)) ** 0.5, abs=1e-6)
    assert categories["industry"]["strength"] == "strong"
    assert categories["trade"]["value"] == categories["industry"]["value"]  # the other segmentation says just that


def test_names_addresses_consents_and_sensitive_fields_are_not_looked_at(told: dict[str, Any]) -> None:
    looked = {one["name"] for one in [*told["numbers"], *told["categories"]]} | set(told["silhouette"]["fields"])
    assert looked <= {"employees", "industry", "turnover", "orders", "days_since_last_order", "trade"}


def test_reach_is_what_campaigns_would_find(told: dict[str, Any]) -> None:
    email, phone = told["reach"]
    # L02, L04, …, L18 agreed, and Ewa, who is L00's contact; L20, L22, …, L38 of the small ones.
    assert (email["channel"], email["consent"], email["campaigns"]) == ("email", "consent_email", ["letters"])
    assert email["customers"] == {"large": 10, "small": 10, "blacklist": 0}
    # Nobody was asked whether they may be called, and no campaign does so.
    assert (phone["channel"], phone["consent"], phone["campaigns"]) == ("phone", "not-checked", [])
    assert phone["customers"] == {"large": 5, "small": 0, "blacklist": 0}


def test_who_stayed(told: dict[str, Any]) -> None:
    """Of 24 large firms 20 still are; nobody else moved."""
    stability = told["stability"]
    assert stability["as_of"] == "2026-10-31"
    assert stability["segments"]["large"] == {"before": 24, "stayed": 20, "share": pytest.approx(20 / 24)}
    assert stability["segments"]["small"] == {"before": 15, "stayed": 15, "share": 1.0}
    assert stability["all"] == {"before": 40, "stayed": 36, "share": 0.9}


def test_the_same_run_is_told_in_the_same_bytes(shop: Path, told: dict[str, Any]) -> None:
    every = json_of(shop)
    assert every[0] == told
    assert [one["segmentation"] for one in every] == ["size", "trade"]


def test_the_first_run_has_nothing_to_compare_with(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quality", "size", "--as-of", "2026-10-31", "--project", str(shop)]) == 0
    assert "Who stayed cannot be told: there is no earlier run with this segmentation." in capsys.readouterr().out


def test_a_person_reads_it_in_words(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quality", "size", "--project", str(shop)]) == 0
    out = capsys.readouterr().out
    for line in (
        "Is size a segmentation? 40 customers as of 30 November 2026",
        "segment    customers  share  e-mail  telephone  stayed  silhouette",
        "large             20   50 %    50 %       25 %    83 %",
        "50 % may be reached by e-mail: they agreed by consent_email, as letters asks.",
        "12 % can be reached by telephone; nothing tells whether they agreed.",
        "90 % of 40 customers stayed in the segment of 31 October 2026.",
        "Small, with fewer than 20 customers: small.",
        "employees  variance explained   1.00  strong",
        "The same for everybody: days_since_last_order.",
    ):
        assert line in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["sizes"], "has no segmentation 'sizes'\n  There is: size, trade."),
        (["size", "--as-of", "2020-01-01"], "has not been run as of 2020-01-01"),
    ],
)
def test_what_is_not_there_is_told(shop: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert main(["quality", *arguments, "--project", str(shop)]) != 0
    assert message in capsys.readouterr().err
