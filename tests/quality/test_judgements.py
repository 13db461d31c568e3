"""What a judgement of segments gave says no more than the segments themselves."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from kartoteka.quality.explained import Explained
from kartoteka.quality.quality import Quality
from kartoteka.quality.silhouette import Silhouette
from kartoteka.quality.words import told_and_left
from support.pipelines import Shop

SOURCES = "sources: {customers: data/customers.csv}\n"
SEGMENTS = """\
segments:
  size: {use: rules, rules: [{when: employees >= 50, segment: large}, {else: small}]}
  trade: {use: rules, rules: [{when: industry = 'bakery', segment: bakery}, {else: other}]}
scores:
  psd: {use: psd, groups: trade, profitability: {employees: {anchors: {10: 1, 100: 5}}}}
"""


def test_marks_of_segments_are_left_out(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    firms = [(f"C{at:02}", at + 30, "bakery" if at % 3 else "metal") for at in range(60)]
    shop.table("data/customers.csv", ("customer_id", "employees", "industry"), firms)
    shop.project(SOURCES, SEGMENTS)
    shop.run().done()
    for segmentation in ("size", "trade"):
        told = json.loads(shop.kartoteka("quality", segmentation, "--json").done().out)
        assert [one["name"] for one in told["numbers"]] == ["employees"]


def test_nothing_is_called_less_that_is_more() -> None:
    """Fourteen fields, and eight that the segmentation measured itself and explains better than any."""
    others = [Explained(f"field{at:02}", "custom", False, "eta squared", 100, 0.5 - at / 100, "strong") for at in range(14)]
    own = [Explained(f"own{at}", "size", True, "eta squared", 100, 0.9, "strong") for at in range(8)]
    nothing = Silhouette(0, (), why_not="too few")
    told = Quality("shop-1", date(2026, 11, 30), "size", 100, 100, (), [*own, *others], (), nothing, (), None)
    shown, notes = told_and_left(told)
    assert [one.name for one in shown] == [*(f"field{at:02}" for at in range(12)), *(f"own{at}" for at in range(6))]
    assert notes == [
        "Less of: field12 and field13.",
        "* measured by the segmentation itself",
        "It measured itself as well: own6 and own7.",
    ]
