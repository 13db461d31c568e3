"""PSD in whole runs: beside segments and customers, in campaigns, kept with the run, taken from an earlier one."""

from __future__ import annotations

import json

import pyarrow.parquet as pq
import pytest

from kartoteka import Dossier, DossierAnswer, DossierCriterion, DossierMeasure
from psd.project import ANSWERS, PSD, write_shop
from support.pipelines import Shop


def test_scores_stand_beside_each_customer(shop: Shop) -> None:
    write_shop(shop)
    rows = shop.snapshot(shop.results()["run_id"])
    told = {who: {name: row[f"psd_{name}"] for name in ("passed", "passion", "specialisation")} for who, row in rows.items()}
    vip = {"passed": True, "passion": 4.0, "specialisation": 3.5}
    regular = {"passed": False, "passion": 2.0, "specialisation": None}
    nothing = dict.fromkeys(vip)
    assert told == {"A": vip, "B": vip, "C": regular, "D": regular, "E": nothing}
    assert rows["A"]["psd_profitability"] == 11 / 3
    assert rows["C"]["psd_profitability"] == (3 * 1.5 + 2.5) / 4
    assert (rows["C"]["psd_failed"], rows["C"]["psd_unanswered"]) == ("passion, profitability", "specialisation")
    assert (rows["C"]["psd_passion_short_by"], rows["C"]["psd_profitability_short_by"]) == (1.0, 1.25)
    assert rows["C"]["psd_profitability_passes_if"] == "average order rises to 675 PLN"
    assert (rows["A"]["psd_failed"], rows["A"]["psd_unanswered"], rows["A"]["psd_verdict"]) == (None, None, "passes")


def test_the_value_that_would_pass_passes(shop: Shop) -> None:
    write_shop(shop)
    shop.orders(("A", "2026-11-20", 700), ("C", "2026-09-01", "675"), ("D", "2026-09-02", "675"))
    (_, regular) = shop.results()["scores"]["psd"]["segments"]
    assert regular["score"]["profitability"] == 3
    shop.orders(("A", "2026-11-20", 700), ("C", "2026-09-01", "675"), ("D", "2026-09-02", "674.98"))
    (_, regular) = shop.results()["scores"]["psd"]["segments"]
    assert regular["score"]["profitability"] < 3
    assert regular["score"]["failed"] == "passion, profitability"


def test_what_a_person_reads(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    write_shop(shop)
    monkeypatch.chdir(shop.folder)
    said = shop.run().done().out
    assert (
        "\nSegments: psd\n"
        "loyalty  passion  specialisation  profitability  passed\n"
        "-------  -------  --------------  -------------  ------\n"
        "vip            4             3.5           3.67  yes\n"
        "regular        2                           1.75  no\n"
        "regular: fails passion: 2 is 1 short of 3; fails profitability: 1.75 is 1.25 short of 3; unanswered: specialisation; "
        "profitability passes if average order rises to 675 PLN\n"
        "1 question is open; kartoteka rate shop psd asks.\n"
    ) in said
    monkeypatch.chdir(shop.folder.parent)
    assert f"kartoteka rate shop psd --project {shop.folder} asks.\n" in shop.run().done().out


def test_a_campaign_takes_those_who_passed(shop: Shop) -> None:
    write_shop(shop)
    shop.run().done()
    assert shop.export("out/good.csv") == [
        {"customer_id": "A", "loyalty": "vip", "psd_verdict": "passes"},
        {"customer_id": "B", "loyalty": "vip", "psd_verdict": "passes"},
    ]
    assert {row["customer_id"]: row["psd_passed"] for row in shop.export()} == {
        "A": "true", "B": "true", "C": "false", "D": "false", "E": "",
    }  # fmt: skip


def test_the_dossier_is_kept_with_the_run(shop: Shop) -> None:
    write_shop(shop)
    told = shop.results()
    file = shop.folder / ".kartoteka/runs" / told["run_id"] / "segments-psd.parquet"
    rows = {row["segment"]: row for row in pq.read_table(file).to_pylist()}
    dossier = json.loads(rows["vip"]["dossier"])
    assert dossier == told["scores"]["psd"]["segments"][0]["dossier"]
    assert Dossier.from_data(dossier) == Dossier(
        members=2,
        passed=True,
        currency="PLN",
        scale=(1, 5),
        criteria=(
            DossierCriterion(
                "passion", 4, 3, answer=DossierAnswer("They pay on time.", "Anna", "2026-11-02", {"traits": "friendly"})
            ),
            DossierCriterion(
                "specialisation", 3.5, 3,
                answer=DossierAnswer("They sell more.", "Jan", "2026-11-02", {"results": "Menus that sell."}, ("time",)),
            ),
            DossierCriterion(
                "profitability", 11 / 3, 3,
                measures=(
                    DossierMeasure(
                        "average_order", 3, "orders", 3, "money", 700, mark=3 + 2 / 9, anchors=((300, 1), (600, 3), (1500, 5))
                    ),
                    DossierMeasure(
                        "payment", 1, "members", 2, texts={"prepaid": 2}, mark=5,
                        marks={"prepaid": 5, "instalments": 3, "postpaid": 2},
                    ),
                ),
            ),
        ),
    )  # fmt: skip


def test_a_dossier_tells_what_is_short_and_what_would_pass(shop: Shop) -> None:
    write_shop(shop)
    told = Dossier.from_data(shop.results()["scores"]["psd"]["segments"][1]["dossier"])
    assert [one.name for one in told.failed] == ["passion", "profitability"]
    assert [one.name for one in told.unanswered] == ["specialisation"]
    average = told.criteria[2].measures[0]
    assert (average.value, average.mark, average.passes_at, average.rises) == (375, 1.5, 675, True)
    assert Dossier.from_json(told.to_json()) == told


def test_nothing_is_computed_twice_until_an_answer_changes(shop: Shop) -> None:
    write_shop(shop)
    first = shop.results("2026-11-30")
    again = shop.results("2026-11-30")
    assert again["replayed"] == ["loyalty", "psd"]
    assert again["scores"] == first["scores"]
    shop.text("answers.yaml", "# another comment\n" + ANSWERS)
    assert shop.results("2026-11-30")["replayed"] == ["loyalty", "psd"]
    shop.text("answers.yaml", ANSWERS.replace("mark: 4 ", "mark: 2 "))
    changed = shop.results("2026-11-30")
    assert changed["replayed"] == ["loyalty"]
    assert [one["score"]["passed"] for one in changed["scores"]["psd"]["segments"]] == [False, False]


def test_the_same_answers_give_the_same_bytes(shop: Shop) -> None:
    write_shop(shop)
    shop.results("2026-11-30")
    before = {name: data for name, data in shop.files(".kartoteka/runs").items() if name.endswith(".parquet")}
    (shop.folder / ".kartoteka").rename(shop.folder / "forgotten")
    shop.results("2026-11-30")
    assert {name: data for name, data in shop.files(".kartoteka/runs").items() if name.endswith(".parquet")} == before
    assert "shop-2026-11-30-1/segments-psd.parquet" in before


def test_a_segment_without_members_is_judged_again_from_an_earlier_run(shop: Shop) -> None:
    write_shop(shop)
    shop.orders(("A", "2026-11-20", 700))
    for replayed in ([], ["loyalty", "psd"]):
        told = shop.results()
        assert told["replayed"] == replayed
        assert [one["name"] for one in told["scores"]["psd"]["segments"]] == ["vip", "regular"]
        assert told["scores"]["psd"]["segments"][1]["dossier"]["members"] == 0
        assert told["scores"]["psd"]["segments"][1]["score"]["unanswered"] == "specialisation, profitability"


def test_kinds_of_customers_are_judged_apart(shop: Shop) -> None:
    persons = PSD.replace("scores:\n  psd:", "  persons:").replace("{1500: 5, 300: 1, 600: 3}", "{100: 1, 200: 5}")
    only = "    only: customer_type = 'private'\n"
    firms = "    only: coalesce(customer_type, 'firm') <> 'private'\n"
    write_shop(shop, psd=f"{PSD}{firms}{persons}{only}")
    rows = shop.snapshot(shop.results()["run_id"])
    assert {who: row["customer_type"] for who, row in rows.items()} == {
        "A": "Spółka", "B": "sole-trader", "C": "corporation", "D": "private", "E": None,
    }  # fmt: skip
    assert {who: (row["psd_profitability"], row["persons_profitability"]) for who, row in rows.items()} == {
        "A": (rows["B"]["psd_profitability"], None),
        "B": (rows["B"]["psd_profitability"], None),
        "C": ((3 * 1 + 2) / 4, None),
        "D": (None, (3 * 5 + 3) / 4),
        "E": (None, None),
    }


def test_explain_tells_the_score(shop: Shop) -> None:
    write_shop(shop)
    shop.run().done()
    assert "verdict" in shop.kartoteka("explain", "C").done().out
    assert "\npsd\nnothing is told of this customer\n" in shop.kartoteka("explain", "E").done().out
