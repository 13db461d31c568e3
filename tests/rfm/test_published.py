"""The published table, by a whole run over the published orders."""

from __future__ import annotations

import shutil
from collections import defaultdict
from decimal import Decimal

import pytest
from ruamel.yaml import YAML

from kartoteka_rfm.segment_options import SegmentOptions
from kartoteka_rfm.segments import PUBLISHED
from support.pages import ROOT, blocks
from support.pipelines import Shop, segments
from support.shared_cases import shared_file

PROJECT = """\
sources:
  orders:
    use: csv
    path: data/orders.csv
    columns: {customer_id: customer_id, ordered_on: order_date, amount: revenue}
segments:
  rfm: {use: rfm}
scores:
  points: {use: rfm}
campaigns:
  everybody:
    channel: none
    export: [{use: csv, path: out/everybody.csv}]
"""


def published() -> dict[str, tuple[int, int, Decimal]]:
    """Customers, orders and revenue of each segment, as the table has them."""
    lines = [
        line.split("|")[1:-1] for line in shared_file("cases/rfm.md").read_text(encoding="utf-8").splitlines() if "|" in line
    ]
    cells = [[cell.strip() for cell in line] for line in lines[2:]]
    return {name: (int(customers), int(orders), Decimal(revenue)) for name, _, _, _, customers, orders, revenue in cells}


@pytest.fixture
def ran(shop: Shop) -> Shop:
    (shop.folder / "data").mkdir()
    shutil.copyfile(shared_file("data/rfm_orders/rfm_data_orders.csv"), shop.folder / "data" / "orders.csv")
    shop.project("currency: EUR\n", PROJECT)
    return shop


def test_the_published_table_comes_out_exactly(ran: Shop) -> None:
    told = ran.results("2006-12-31")
    table = published()
    assert sum(customers for customers, _, _ in table.values()) == 995
    assert sum(orders for _, orders, _ in table.values()) == 4906

    found: dict[str, tuple[int, int, Decimal]] = defaultdict(lambda: (0, 0, Decimal(0)))
    for row in ran.snapshot(told["run_id"]).values():
        customers, orders, revenue = found[row["rfm"]]
        found[row["rfm"]] = (customers + 1, orders + row["rfm_frequency"], revenue + row["rfm_monetary"])
    assert found == table
    assert segments(told, "rfm") == {name: customers for name, (customers, _, _) in table.items()}
    assert [one["name"] for one in told["segments"]["rfm"]] == [*table, "Others", "below-minimum", "no-orders", "blacklist"]


def test_segmenter_and_scorer_agree(ran: Shop) -> None:
    ran.run("2006-12-31").done()
    for row in ran.export():
        scores = [row["rfm_recency_score"], row["rfm_frequency_score"], row["rfm_monetary_score"]]
        assert [row["points_recency"], row["points_frequency"], row["points_monetary"]] == scores
        assert row["points_score"] == "".join(scores)
        cuts = "recency 115 181 298 482; frequency 4 5 6 8; monetary 255.80 382.00 506.40 666.00"
        assert row["rfm_cut_points"] == cuts


def test_explain_tells_scores_and_segments(ran: Shop) -> None:
    ran.run("2006-12-31").done()
    said = ran.kartoteka("explain", "Brion Stark").done().out
    assert "recency 3 (at least 181 days and less than 298 days): 229 days since the last order on 16 May 2006" in said
    assert "monetary 5 (at least 666 EUR): 852 EUR" in said
    assert "Champions: not met\n  recency 3 is not 5\n  it takes recency 5 (less than 115 days)" in said
    assert "Potential Loyalist: met" in said
    assert "Loyal Customers" not in said


def test_the_documented_ten_are_the_ten() -> None:
    block = next(block for block in blocks(ROOT / "docs" / "how-to" / "value.md") if "Champions," in block.text)
    written = SegmentOptions(many=True).load(YAML(typ="safe").load(block.text)["value"]["segments"])
    assert tuple(written) == PUBLISHED
