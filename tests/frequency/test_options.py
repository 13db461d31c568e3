"""What the options accept, and what a person reads when they do not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from marshmallow import ValidationError

from kartoteka import ColumnType, Label, Period
from kartoteka_frequency.options import FrequencyOptions
from support.frequency import ENGINES, PRINT_SHOP, Bought, frequency, tables
from support.pipelines import EVERYBODY, SOURCES, Shop


def problems(options: dict[str, Any]) -> Any:
    with pytest.raises(ValidationError) as caught:
        FrequencyOptions().load(options)
    return caught.value.messages


def test_a_tier_is_read_as_written() -> None:
    options = FrequencyOptions().load({"tiers": [{"name": "vip", "every": "2 weeks", "for": "6 weeks"}]})
    [tier] = options["tiers"]
    assert (tier.name, tier.every, tier.duration, tier.terms) == ("vip", Period(days=14), Period(days=42), {})
    assert options["logistic_minimum"] == 0


def test_labels_are_ranked_and_carry_terms() -> None:
    labels = frequency(date(2026, 11, 30)).labels()
    assert [(label.name, label.rank) for label in labels] == [
        ("vip", 0),
        ("segment-1", 1),
        ("segment-2", 2),
        ("segment-3", 3),
        ("inactive", 4),
        ("below-minimum", 5),
        ("no-orders", 5),
    ]
    assert labels[0] == Label("vip", 0, {"discount": Decimal(20), "payment_days": 30})
    assert labels[4].terms == {}


def test_no_tier() -> None:
    assert problems({"tiers": []}) == {"tiers": ["there is no tier; name at least one: {name: regular, every: 1 month}"]}
    assert "tiers" in problems({})


@pytest.mark.parametrize("name", ["inactive", "below-minimum", "no-orders", "blacklist"])
def test_a_name_that_is_taken(name: str) -> None:
    assert problems({"tiers": [{"name": name, "every": "1 month"}]}) == {
        "tiers": {0: {"name": [f"{name!r} is a label that the segmenter gives itself; choose another name"]}}
    }


@pytest.mark.parametrize("name", ["", " vip", "vip "])
def test_a_name_that_is_blank(name: str) -> None:
    [message] = problems({"tiers": [{"name": name, "every": "1 month"}]})["tiers"][0]["name"]
    assert message.startswith(f"{name!r} is not a name")


def test_names_that_are_there_already() -> None:
    tiers = [{"name": name, "every": "1 month"} for name in ("vip", "segment-1", "vip", "segment_1", "VIP")]
    assert problems({"tiers": tiers}) == {
        "tiers": {
            2: {"name": ["'vip' is there already; choose another name"]},
            3: {"name": ["'segment_1' gives the same column, streak_start_segment_1, as 'segment-1'; choose another name"]},
            4: {"name": ["'VIP' gives the same column, streak_start_vip, as 'vip'; choose another name"]},
        }
    }


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("VIP", "vip"),
        ("segment-1", "segment_1"),
        ("fidèle", "fidele"),
        ("Stały klient", "staly_klient"),
        ("Żółty ĆMA", "zolty_cma"),
        ("Постоянный", "postoyannyy"),
        ("Объём", "obem"),
        ("cœur", "coeur"),
        ("20 %", "20__"),
        ("e\u0301lite", "elite"),
        ("金", "u91d1"),
    ],
)
def test_a_tier_may_be_named_in_any_language(name: str, column: str) -> None:
    tiers = FrequencyOptions().load({"tiers": [{"name": name, "every": "1 month"}]})["tiers"]
    assert tiers[0].streak_column == f"streak_start_{column}"


@pytest.mark.parametrize("period", ["3000 years", "12001 months", "400000 days", "9" * 5000 + " days"])
def test_a_period_beyond_the_calendar_is_refused(period: str) -> None:
    found = problems({"tiers": [{"name": "vip", "every": period, "for": period}]})["tiers"][0]
    for key in ("every", "for"):
        assert found[key] == [f"{period!r} is too long; the longest period is 1000 years"]


def test_the_longest_periods_work(shop: Shop) -> None:
    shop.customers("A")
    shop.orders(("A", "2026-11-20", 300))
    tiers = "[{name: vip, every: 1000 years, for: 1000 years}, {name: any, every: 1000 years}]"
    shop.project(SOURCES, f"segments:\n  f: {{use: frequency, tiers: {tiers}}}\n", EVERYBODY)
    assert shop.kartoteka("check").code == 0
    for day in ("2026-11-30", "2999-12-31"):
        shop.run(day).done()
    shop.kartoteka("explain", "A").done()
    said = shop.run("9999-12-31")
    assert said.code == 2
    assert "9999-12-31 lies too far ahead; the latest day is 2999-12-31" in said.err


def test_several_problems_at_once() -> None:
    found = problems({"tiers": [{"name": "vip", "every": "fortnight"}, {"name": "b", "every": "1 month", "since": "1 year"}]})
    assert "is not a period" in found["tiers"][0]["every"][0]
    assert "since" in found["tiers"][1]


def test_every_option_is_described() -> None:
    schema = FrequencyOptions()
    fields = [*schema.fields.values(), *schema.fields["tiers"].inner.schema.fields.values()]
    assert all(field.metadata["description"].endswith(".") or "{" in field.metadata["description"] for field in fields)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_frame_has_the_declared_columns_and_types(engine: str) -> None:
    segmenter = frequency(date(2026, 11, 30), PRINT_SHOP)
    for orders in ([], [Bought("K1", date(2026, 11, 30), Decimal("300.0000"))]):
        schema = segmenter.frame(tables(engine, ["K1"], orders)).collect_schema()
        types = {name: ColumnType.of(dtype) for name, dtype in schema.items()}
        assert types == {"customer_id": ColumnType.TEXT, "segment": ColumnType.TEXT, **segmenter.provided_columns()}


@pytest.mark.parametrize("engine", ENGINES)
def test_nobody_and_nothing(engine: str) -> None:
    assert frequency(date(2026, 11, 30)).frame(tables(engine, [], [])).collect("polars").rows() == []
