"""What becomes of a run whose third-party component breaks its contract, of one that keeps it, and who is told of a run."""

from __future__ import annotations

import sys

import pytest

from support.pipelines import EVERYBODY, SOURCES, Said, Shop, install_distribution

HEADER = """\
from kartoteka import *
import narwhals.stable.v2 as nw

@hookimpl
def kartoteka_segmenters():
    return [SegmenterSpec("acme-segmenter", f"{__name__}:Its", "Of a stranger.")]

@hookimpl
def kartoteka_scorers():
    return [ScorerSpec("acme-scorer", f"{__name__}:Its", "Of a stranger.")]
"""
SEGMENTER = """
class Its(TableSegmenter):
    provides = {"note": Text}

    def labels(self):
        return [Label("good", 0), Label("bad", 1)]

    def frame(self, tables):
        good = tables.customers.select("customer_id").with_columns(segment=nw.lit("good"), note=nw.lit("x"))
"""
SCORER = """
class Its(TableScorer):
    provides = {"points": Integer}

    def frame(self, tables):
        good = tables.customers.select("customer_id").with_columns(points=nw.lit(1))
"""


@pytest.fixture(autouse=True)
def _small_shop(shop: Shop) -> None:
    shop.customers("A", "B", "C")
    shop.orders(("A", "2026-11-20", 300))


def run_with(shop: Shop, monkeypatch: pytest.MonkeyPatch, module: str, code: str, steps: str) -> Said:
    folder = shop.folder.parent / "strangers"
    folder.mkdir()
    install_distribution(folder, "acme-tools", module, code, monkeypatch, version="2.1")
    shop.project(SOURCES, steps, EVERYBODY)
    return shop.run()


def refused(shop: Shop, said: Said, kind: str) -> str:
    """What a run said that ended before anything was delivered, after whose fault it is."""
    assert said.code == 5, said.err
    assert not (shop.folder / "out").exists()
    assert not list((shop.folder / ".kartoteka").glob("runs/*"))
    assert not list((shop.folder / ".kartoteka").glob("staging/*"))
    before, whose, told = said.err.partition(f"in {kind} 'acme-{kind}' of acme-tools 2.1: ")
    assert (before, whose) != ("", ""), said.err
    assert before == "Error: ", said.err
    return told


LAST_LINES = {
    "lost": (
        "return good.filter(nw.col('customer_id') != 'B')",
        "it lost customers: 3 went in, 2 came out; drive it from tables.customers",
    ),
    "invented": (
        "return nw.concat([good, good.filter(nw.col('customer_id') == 'B').with_columns(customer_id=nw.lit('Z'))])",
        "it invented customers: 3 went in, 4 came out",
    ),
    "swapped": (
        "return good.with_columns(customer_id=nw.when(nw.col('customer_id') == 'B').then(nw.lit('Z'))"
        ".otherwise(nw.col('customer_id')))",
        "it gave a row for 'Z', who is not a customer",
    ),
    "twice": (
        "return nw.concat([good, good.filter(nw.col('customer_id') == 'B')])",
        "it gave 4 rows for 3 customers; one row for each is asked",
    ),
    "one_for_another": (
        "return good.with_columns(customer_id=nw.when(nw.col('customer_id') == 'B').then(nw.lit('A'))"
        ".otherwise(nw.col('customer_id')))",
        "it gave 3 rows for 2 customers; one row for each is asked",
    ),
    "nobody": (
        "return good.with_columns(customer_id=nw.when(nw.col('customer_id') != 'B').then(nw.col('customer_id')))",
        "it gave a row without a customer_id",
    ),
    "nothing": ("return None", "it gave NoneType; a lazy frame made from the tables is asked"),
    "eager": ("return good.collect()", "it gave DataFrame; a lazy frame made from the tables is asked"),
    "without_key": ("return good.drop('customer_id')", "the column 'customer_id' is missing; it gave "),
}


@pytest.mark.parametrize("case", LAST_LINES)
@pytest.mark.parametrize("kind", ["segmenter", "scorer"])
def test_rows_that_are_not_the_customers(shop: Shop, monkeypatch: pytest.MonkeyPatch, kind: str, case: str) -> None:
    line, wanted = LAST_LINES[case]
    body, section = (SEGMENTER, "segments") if kind == "segmenter" else (SCORER, "scores")
    code = f"{HEADER}{body}        {line}\n"
    said = run_with(shop, monkeypatch, f"acme_{kind}_{case}", code, f"{section}:\n  mine: {{use: acme-{kind}}}\n")
    assert refused(shop, said, kind).startswith(f"step 'mine' broke its contract: {wanted}")


CELLS = {
    "label": ("good.with_columns(segment=nw.lit('great'))", "it gave the undeclared segment 'great'; labels() must name every"),
    "null_label": (
        "good.with_columns(segment=nw.when(nw.col('customer_id') == 'A').then(nw.lit('good')))",
        "2 customers are in no segment, such as 'B'; every customer is in exactly one",
    ),
    "type": ("good.with_columns(note=nw.lit(1))", "the column 'note' is integer, it was declared as text"),
    "missing": ("good.drop('note')", "the column 'note' is missing; it gave customer_id, segment"),
    "segment_missing": ("good.drop('segment')", "the column 'segment' is missing; it gave customer_id, note"),
}


@pytest.mark.parametrize("case", CELLS)
def test_columns_that_were_not_declared(shop: Shop, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    returned, wanted = CELLS[case]
    code = f"{HEADER}{SEGMENTER}        return {returned}\n"
    said = run_with(shop, monkeypatch, f"acme_cells_{case}", code, "segments:\n  mine: {use: acme-segmenter}\n")
    assert refused(shop, said, "segmenter").startswith(f"step 'mine' broke its contract: {wanted}")


RAISED = {
    "value": ("raise ValueError('no tea')", "ValueError: no tea"),
    "exit": ("raise SystemExit(3)", "it called sys.exit(3)"),
    "column": ("return good.select('customer_id', nw.col('no_such_column'))", "ColumnNotFoundError: "),
    "late": ("return good.with_columns(points=nw.lit('x').cast(nw.Int64))", "ConversionException: "),
}


@pytest.mark.parametrize("case", RAISED)
def test_a_scorer_that_fails(shop: Shop, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    line, wanted = RAISED[case]
    code = f"{HEADER}{SCORER}        {line}\n"
    said = run_with(shop, monkeypatch, f"acme_raises_{case}", code, "scores:\n  mine: {use: acme-scorer}\n")
    assert f"step 'mine' failed: {wanted}" in refused(shop, said, "scorer")


@pytest.mark.parametrize("case", ["value", "exit"])
def test_the_line_of_its_own_that_failed(shop: Shop, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    line, wanted = RAISED[case]
    module = f"acme_place_{case}"
    code = f"{HEADER}{SCORER}        {line}\n"
    told = refused(shop, run_with(shop, monkeypatch, module, code, "scores:\n  mine: {use: acme-scorer}\n"), "scorer")
    assert told.startswith(f"step 'mine' failed: {wanted} (strangers/{module}.py, line {len(code.splitlines())})")


BATCH = """
import pyarrow as pa

class Its(Batch{kind}):
    provides = {{"points": Integer}}

    def labels(self):
        return [Label("short", 0, {{"discount": 3}}), Label("long", 1)]

    def batch(self, batch):
        names = batch.column("name").to_pylist()
        given = {{"customer_id": batch.column("customer_id"), "points": pa.array([len(name) for name in names], pa.int64())}}
        given["segment"] = pa.array(["short" if len(name) < 7 else "long" for name in names])
        return pa.RecordBatch.from_pydict(given)
"""


def test_a_batch_segmenter_and_a_segment_scorer_that_keep_it(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.customers("A", "BB", "C")
    code = f"""{HEADER}{BATCH.format(kind="Segmenter")}
from marshmallow import fields

class GroupOptions(OptionsSchema):
    groups = fields.String(required=True, metadata={{"description": "Which segmentation."}})

class Group(SegmentScorer):
    Options = GroupOptions
    provides = {{"members": Integer}}

    def frame(self, tables):
        step = tables.steps[self.options["groups"]]
        return step.group_by("segment").agg(members=nw.len()).filter(nw.col("segment") == "short")
"""
    code = code.replace('ScorerSpec("acme-scorer", f"{__name__}:Its"', 'ScorerSpec("acme-scorer", f"{__name__}:Group"')
    steps = "segments:\n  mine: {use: acme-segmenter}\nscores:\n  groups: {use: acme-scorer, groups: mine}\n"
    run_with(shop, monkeypatch, "acme_good_groups", code, steps).done()
    rows = {row["customer_id"]: row for row in shop.export()}
    told = {who: (row["mine"], row["mine_points"], row["mine_discount"], row["groups_members"]) for who, row in rows.items()}
    assert told == {"A": ("short", "6", "3.00", "2"), "BB": ("long", "7", "", ""), "C": ("short", "6", "3.00", "2")}


def test_a_batch_scorer_that_keeps_it_and_one_that_does_not(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    code = HEADER + BATCH.format(kind="Scorer")
    run_with(shop, monkeypatch, "acme_good_batch", code, "scores:\n  mine: {use: acme-scorer}\n").done()
    assert {row["customer_id"]: row["mine_points"] for row in shop.export()} == {"A": "6", "B": "6", "C": "6"}


SHAPES = {
    "nothing": (
        "RowScorer",
        "columns(self)",
        "return None",
        "columns() gave NoneType; a dict of expressions",
    ),
    "listed": (
        "RowScorer",
        "columns(self)",
        'return [nw.lit(1).alias("points")]',
        "columns() gave list; a dict of",
    ),
    "value": (
        "RowScorer",
        "columns(self)",
        'return {"points": 1}',
        "columns() gave int for 'points'; an expression such",
    ),
    "batch": ("BatchScorer", "batch(self, batch)", "pass", "batch() gave NoneType; a RecordBatch of pyarrow is asked"),
    "table": ("TableScorer", "frame(self, tables)", "pass", "it gave NoneType; a lazy frame made from the tables is asked"),
}


@pytest.mark.parametrize("case", SHAPES)
def test_what_is_given_is_of_another_shape(shop: Shop, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    base, method, line, wanted = SHAPES[case]
    code = f"""{HEADER}
class Its({base}):
    provides = {{"points": Integer}}

    def {method}:
        {line}
"""
    said = run_with(shop, monkeypatch, f"acme_shape_{case}", code, "scores:\n  mine: {use: acme-scorer}\n")
    assert f"step 'mine' broke its contract: {wanted}" in refused(shop, said, "scorer")


def test_a_batch_scorer_that_drops_rows(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    code = HEADER + BATCH.format(kind="Scorer").replace("from_pydict(given)", "from_pydict(given).slice(1)")
    said = run_with(shop, monkeypatch, "acme_bad_batch", code, "scores:\n  mine: {use: acme-scorer}\n")
    assert "it lost customers: 3 went in, 2 came out" in refused(shop, said, "scorer")


def test_a_segment_scorer_that_gives_a_segment_twice(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    code = f"""{HEADER}
from marshmallow import fields

class GroupOptions(OptionsSchema):
    groups = fields.String(required=True, metadata={{"description": "Which segmentation."}})

class Its(SegmentScorer):
    Options = GroupOptions
    provides = {{"members": Integer}}

    def frame(self, tables):
        return tables.steps[self.options["groups"]].select("segment", members=nw.lit(1))
"""
    steps = """\
segments:
  kind: {use: rules, rules: [{else: all}]}
scores:
  mine: {use: acme-scorer, groups: kind}
"""
    said = run_with(shop, monkeypatch, "acme_twice", code, steps)
    assert "step 'mine' broke its contract: it gave 3 rows for the segment 'all'" in refused(shop, said, "scorer")


OBSERVER = """
from kartoteka import hookimpl

events = []

@hookimpl
def kartoteka_run_started(event):
    events.append(event)

@hookimpl
def kartoteka_step_finished(event):
    events.append(event)

@hookimpl
def kartoteka_run_finished(event):
    events.append(event)
    {then}
"""


def observed(module: str) -> list[tuple[str, ...]]:
    told = []
    for event in sys.modules[module].events:
        assert event.run_id.startswith("shop-2026-11-30-")
        name = type(event).__name__
        told.append((name, event.kind, event.name) if name == "StepFinished" else (name, getattr(event, "status", "")))
    return told


def test_observers_are_told_of_every_step(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = "segments:\n  kind: {use: rules, rules: [{else: all}]}\n"
    said = run_with(shop, monkeypatch, "acme_onlooker", OBSERVER.format(then=""), steps).done()
    assert said.err == ""
    assert observed("acme_onlooker") == [
        ("RunStarted", ""),
        ("StepFinished", "land", "customers"),
        ("StepFinished", "land", "orders"),
        ("StepFinished", "segment", "kind"),
        ("StepFinished", "campaign", "everybody"),
        ("StepFinished", "deliver", "out/everybody.csv"),
        ("RunFinished", "committed"),
    ]


def test_an_observer_that_fails_only_warns(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    code = OBSERVER.format(then="raise ValueError('deaf')")
    said = run_with(shop, monkeypatch, "acme_deaf", code, "segments:\n  kind: {use: rules, rules: [{else: all}]}\n").done()
    assert "deaf" in said.err
    assert said.err.startswith("Warning: ")
    assert "acme-tools 2.1" in said.err
    assert len(shop.export()) == 3


def test_an_observer_is_told_of_a_run_that_failed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    code = f"{HEADER}{SCORER}        raise ValueError('no tea')\n{OBSERVER.format(then='')}"
    said = run_with(shop, monkeypatch, "acme_both", code, "scores:\n  mine: {use: acme-scorer}\n")
    assert "no tea" in refused(shop, said, "scorer")
    assert observed("acme_both")[-1] == ("RunFinished", "failed")


def test_a_missing_plugin_stops_only_the_pipeline_that_uses_it(shop: Shop) -> None:
    shop.project(SOURCES, "scores:\n  mine: {use: acme-scorer}\n", EVERYBODY)
    said = shop.run()
    assert said.code == 3
    assert "scorer 'acme-scorer' is not known" in said.err
    assert "kartoteka.yaml:" in said.err


def test_a_segmenter_that_puts_somebody_on_the_blacklist(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.table("data/blacklist.csv", ["customer_id"], [["A"]])
    choice = 'nw.when(nw.col("customer_id") == "B").then(nw.lit("blacklist")).otherwise(nw.col("segment"))'
    code = f"{HEADER}{SEGMENTER}        return good.with_columns(segment={choice})\n"
    steps = "blacklist: data/blacklist.csv\nsegments:\n  mine: {use: acme-segmenter}\n"
    told = refused(shop, run_with(shop, monkeypatch, "acme_blacklister", code, steps), "segmenter")
    assert "it gave the segment 'blacklist' to 'B', who is not on the blacklist" in told


def test_the_core_puts_the_blacklist_before_a_segmenter_that_knows_nothing_of_it(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.table("data/blacklist.csv", ["customer_id"], [["B"]])
    code = f"{HEADER}{SEGMENTER}        return good\n".replace('Label("good", 0)', 'Label("good", 0, {"discount": 7})')
    steps = "blacklist: data/blacklist.csv\nsegments:\n  mine: {use: acme-segmenter}\n"
    run_with(shop, monkeypatch, "acme_blacklist", code, steps).done()
    rows = shop.snapshot("shop-2026-11-30-1")
    told = {who: (row["mine"], row["mine_discount"]) for who, row in rows.items()}
    assert told == {"A": ("good", 7), "B": ("blacklist", None), "C": ("good", 7)}
