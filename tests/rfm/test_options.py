"""What the options accept, and what a person reads when they do not; labels, columns and types."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from marshmallow import ValidationError

from kartoteka import ColumnType, Label
from kartoteka_rfm.segment_options import RfmOptions
from kartoteka_rfm.segments import Bounds
from rfm.working import AS_OF, by_customer, scorer, segmenter
from support.frequency import ENGINES, Bought, tables
from support.pipelines import SOURCES, Shop


def problems(**options: Any) -> Any:
    with pytest.raises(ValidationError) as caught:
        RfmOptions().load(options)
    return caught.value.messages


def test_without_options_it_is_the_published_one() -> None:
    labels = [label.name for label in segmenter().labels()]
    assert (labels[0], labels[9], labels[10:]) == ("Champions", "Lost", ["Others", "below-minimum", "no-orders"])
    assert {label.rank for label in segmenter().labels()} == {None}


def test_own_segments_with_terms_and_order() -> None:
    own = [{"name": "best", "recency": "4-5", "terms": {"discount": "20%"}}, {"name": "good", "frequency": 5}]
    working = segmenter(segments=own, others="rest", ordered=True)
    assert working.labels() == (
        Label("best", 0, {"discount": Decimal(20)}),
        Label("good", 1),
        Label("rest", 2),
        Label("below-minimum", 3),
        Label("no-orders", 3),
    )
    assert working.segments[0].recency == Bounds(4, 5)
    assert working.segments[1].frequency == Bounds(5, 5)


@pytest.mark.parametrize(
    ("text", "low", "high"), [("5", 5, 5), (5, 5, 5), ("3-5", 3, 5), ("3–5", 3, 5), (" 1 - 2 ", 1, 2), ("4-4", 4, 4)]
)
def test_bounds(text: object, low: int, high: int) -> None:
    [segment] = RfmOptions().load({"segments": [{"name": "a", "monetary": text}]})["segments"]
    assert segment.monetary == Bounds(low, high)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("five", "'five' is no score; write one such as 5, or the lowest and the highest: 3-5"),
        (0, "0 is no score"),
        (True, "True is no score"),
        ([3, 5], "[3, 5] is no score"),
        ("5-3", "'5-3' holds no score; write the lowest first: 3-5"),
    ],
)
def test_bounds_that_are_none(text: object, message: str) -> None:
    assert problems(segments=[{"name": "a", "monetary": text}])["segments"][0]["monetary"][0].startswith(message)


def test_a_score_that_there_is_not() -> None:
    assert problems(groups=4, segments=[{"name": "a", "recency": "1-5"}]) == {
        "segments": {0: {"recency": ["there is no score 5: 4 groups have the scores 1 to 4"]}}
    }


def test_the_usual_segments_are_for_five_groups() -> None:
    assert problems(groups=4) == {"segments": ["the usual ten segments are for 5 groups, here are 4; name your own segments"]}
    assert "groups" in problems(groups=10)
    assert "groups" in problems(groups=1)


@pytest.mark.parametrize("name", ["below-minimum", "no-orders", "blacklist"])
def test_names_that_are_taken(name: str) -> None:
    [message] = problems(segments=[{"name": name}])["segments"][0]["name"]
    assert message == f"{name!r} is a label that the segmenter gives itself; choose another name"
    assert problems(others=name) == {"others": [message]}


def test_names_that_are_there_already() -> None:
    own = [{"name": "A"}, {"name": "b"}, {"name": "a"}]
    assert problems(segments=own) == {"segments": {2: {"name": ["'a' is there already; choose another name"]}}}
    assert problems(segments=[{"name": "A"}], others="a") == {
        "others": ["'a' is the name of a segment already; choose another name"]
    }
    assert problems(others="Lost") == {"others": ["'Lost' is the name of a segment already; choose another name"]}


def test_cut_points_that_do_not_fit() -> None:
    assert problems(cut_points={"recency": [30, 90]}) == {
        "cut_points": {"recency": ["here are 2 cut points; 5 groups have 4 between them"]}
    }
    assert problems(cut_points={"frequency": [2, 3, 3, 10]}) == {
        "cut_points": {"frequency": ["3 comes after 3; cut points rise: [2, 3, 5, 10]"]}
    }
    assert "monetary" in problems(cut_points={"monetary": [-1, 3, 4, 10]})["cut_points"]
    assert "recencies" in problems(cut_points={"recencies": [1, 3, 4, 10]})["cut_points"]


def test_a_quantile_that_there_is_not() -> None:
    [message] = problems(quantile="median")["quantile"]
    assert "linear" in message


def test_every_option_is_described() -> None:
    schema = RfmOptions()
    nested = [schema.fields["segments"].inner.schema, schema.fields["cut_points"].schema]  # type: ignore[attr-defined]
    fields = [*schema.fields.values(), *(field for one in nested for field in one.fields.values())]
    assert all("description" in field.metadata for field in fields)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("orders", [[], [Bought("K1", date(2026, 11, 30), Decimal("300.0000"))]])
def test_the_frames_have_the_declared_columns_and_types(engine: str, orders: list[Bought]) -> None:
    for working, own in ((segmenter(), {"segment": ColumnType.TEXT}), (scorer(), {})):
        schema = working.frame(tables(engine, ["K1"], orders)).collect_schema()
        types = {name: ColumnType.of(dtype) for name, dtype in schema.items()}
        assert types == {"customer_id": ColumnType.TEXT, **own, **working.provided_columns()}


@pytest.mark.parametrize("engine", ENGINES)
def test_segments_are_tried_in_order(engine: str) -> None:
    orders = [Bought(name, AS_OF, Decimal(amount)) for name, amount in zip("ABCDE", (1, 10, 100, 1000, 10000), strict=True)]
    own = [{"name": "top", "monetary": 5}, {"name": "upper", "monetary": "3-5"}, {"name": "late", "recency": 1}]
    rows = by_customer(segmenter(segments=own, others="rest"), tables(engine, "ABCDE", orders))
    assert [rows[name]["segment"] for name in "ABCDE"] == ["rest", "rest", "upper", "upper", "top"]
    assert [rows[name]["monetary_score"] for name in "ABCDE"] == [1, 2, 3, 4, 5]


def test_a_mistake_is_told_with_its_place(shop: Shop) -> None:
    shop.customers("A")
    shop.orders(("A", "2026-11-20", 300))
    shop.project(
        SOURCES, "segments:\n  rfm:\n    use: rfm\n    segments:\n      - {name: a, recency: six}\n    quantil: linear\n"
    )
    said = shop.kartoteka("check")
    assert said.code != 0
    assert "pipelines.shop.segments.rfm.segments[0].recency: 'six' is no score" in said.err
    assert "quantile" in said.err
