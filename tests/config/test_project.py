"""What a sound project file becomes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kartoteka.config.find import find_project
from kartoteka.config.load import read_project
from kartoteka.config.project import MaxRejects, Reading
from kartoteka.errors import ConfigError
from support.projects import EXAMPLE, HEAD, loaded, pipeline


def test_the_example_loads_with_everything_in_it() -> None:
    project = loaded(EXAMPLE)
    assert (project.locale, project.timezone, project.currency) == ("pl", "Europe/Warsaw", "PLN")
    assert list(project.pipelines) == ["print-shop"]
    shop = project.pipelines["print-shop"]
    assert list(shop.sources) == ["customers", "orders"]
    assert shop.sources["customers"].options == {"path": "data/customers.csv"}
    assert shop.sources["customers"].reading == Reading(columns={"customer_id": "Nr klienta", "name": "Nazwa"})
    assert shop.sources["orders"].key == ("pipelines", "print-shop", "sources", "orders")
    assert shop.blacklist is not None
    assert (shop.blacklist.table, shop.blacklist.use, shop.blacklist.options) == (
        "blacklist",
        "csv",
        {"path": "data/blacklist.csv"},
    )
    loyalty = shop.segments["loyalty"]
    assert (loyalty.kind, loyalty.use) == ("segmenter", "frequency")
    assert loyalty.options["logistic_minimum"] == 300
    assert loyalty.options["tiers"][3] == {
        "name": "segment-3",
        "every": "6 months",
        "terms": {"discount": "5%", "payment_days": 7, "prefer": "prepaid"},
    }
    psd = shop.scores["psd"]
    assert (psd.kind, psd.options["groups"]) == ("scorer", "loyalty")
    assert psd.options["profitability"]["average_order"]["anchors"] == {"300": 1, "600": 3, "1500": 5}
    campaign = shop.campaigns["nearly-vip"]
    assert campaign.where == "loyalty = 'segment-1' and loyalty_promote_on <= as_of + interval '30' day and psd_passed"
    assert (campaign.channel, campaign.consent, campaign.allow_sensitive) == ("email", "consent_email", False)
    assert campaign.export[0].columns == ["customer_id", "name", "email", "loyalty_message"]
    assert campaign.export[0].options == {"path": "out/nearly-vip.csv"}
    assert campaign.export[0].key == ("pipelines", "print-shop", "campaigns", "nearly-vip", "export", 0)


def test_what_is_left_out_has_its_default() -> None:
    project = loaded(pipeline("sources: {orders: orders.csv}").replace("locale: pl\n", ""))
    assert (project.locale, project.catalog, project.memory_limit, project.memory_share, project.threads) == (
        "en",
        None,
        None,
        Decimal("0.6"),
        None,
    )
    shop = project.pipelines["p"]
    assert (shop.blacklist, shop.segments, shop.scores, shop.campaigns, shop.currency, shop.rates) == (
        None,
        {},
        {},
        {},
        "PLN",
        {},
    )
    assert shop.sources["orders"].reading.max_rejects == MaxRejects(Decimal("0.01"), 10)


@pytest.mark.parametrize(
    ("written", "limit"),
    [
        ("2%", MaxRejects(Decimal("0.02"), 0)),
        ("0.5 %", MaxRejects(Decimal("0.005"), 0)),
        ("10", MaxRejects(Decimal(0), 10)),
        ("0", MaxRejects(Decimal(0), 0)),
        ("{share: 1%, rows: 10}", MaxRejects(Decimal("0.01"), 10)),
        ("unlimited", MaxRejects(Decimal(1), 0)),
    ],
)
def test_max_rejects(written: str, limit: MaxRejects) -> None:
    project = loaded(pipeline(f"sources: {{orders: {{use: csv, max_rejects: {written}}}}}"))
    assert project.pipelines["p"].sources["orders"].reading.max_rejects == limit


def test_unlimited_rejects_never_stop_a_run_and_a_share_alone_is_a_share_alone() -> None:
    assert not MaxRejects(Decimal(1), 0).exceeded(100, 100)
    assert MaxRejects(Decimal("0.02"), 0).exceeded(3, 100)
    assert not MaxRejects(Decimal("0.02"), 0).exceeded(2, 100)


@pytest.mark.parametrize(
    ("written", "limit", "share"),
    [("4GB", 4 * 1024**3, "0.6"), ("1.5 GiB", 3 * 512 * 1024**2, "0.6"), ("512mb", 512 * 1024**2, "0.6"), ("40%", None, "0.4")],
)
def test_memory_limit(written: str, limit: int | None, share: str) -> None:
    project = loaded(pipeline("sources: {orders: orders.csv}").replace("locale: pl", f"memory_limit: {written}"))
    assert (project.memory_limit, project.memory_share) == (limit, Decimal(share))


def test_rates_of_the_project_hold_for_pipelines_in_its_currency_alone() -> None:
    project = loaded(
        f"""{HEAD}rates: {{EUR: 4.25, USD: 3.9}}
pipelines:
  a: {{sources: {{orders: a.csv}}, rates: {{EUR: "4.30"}}}}
  b: {{sources: {{orders: b.csv}}, currency: EUR, rates: {{PLN: 0.2326}}}}
"""
    )
    assert project.pipelines["a"].rates == {"EUR": Decimal("4.30"), "USD": Decimal("3.9")}
    assert project.pipelines["b"].currency == "EUR"
    assert project.pipelines["b"].rates == {"PLN": Decimal("0.2326")}


def test_a_project_is_found_in_its_folder_or_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "kartoteka.yaml"
    file.write_text(EXAMPLE)
    monkeypatch.chdir(tmp_path)
    assert find_project(None) == file
    assert find_project(tmp_path) == file
    assert find_project(file) == file
    project, problems = read_project(Path("kartoteka.yaml"))
    assert problems == []
    assert project is not None
    assert (project.file, project.state, project.places.file) == (file, tmp_path / ".kartoteka", "kartoteka.yaml")


def test_a_project_that_is_not_there_is_told_with_where_it_was_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    with pytest.raises(ConfigError) as error:
        find_project(None)
    assert str(error.value) == (
        f"there is no kartoteka.yaml in {empty}\n"
        "  Go to the project's folder, name it with --project DIR, or make an example with `kartoteka demo`."
    )
    (tmp_path / "kartoteka.yaml").write_text(EXAMPLE)
    with pytest.raises(ConfigError, match=f"There is one in {tmp_path}: use --project {tmp_path}"):
        find_project(None)
    (empty / "kartoteka.yml").write_text(EXAMPLE)
    with pytest.raises(ConfigError, match=r"There is a kartoteka\.yml; rename it to kartoteka\.yaml"):
        find_project(empty)
    with pytest.raises(ConfigError, match="gone does not exist"):
        find_project(tmp_path / "gone")
