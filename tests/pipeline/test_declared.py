"""What a person reads who wrote a component whose class says something wrong of itself."""

from __future__ import annotations

import pytest

from support.pipelines import EVERYBODY, SOURCES, Said, Shop, install_distribution

HEADER = """\
from kartoteka import *
from decimal import Decimal
import narwhals.stable.v2 as nw

@hookimpl
def kartoteka_segmenters():
    return [SegmenterSpec("acme-segmenter", f"{__name__}:Its", "Of a stranger.")]

@hookimpl
def kartoteka_scorers():
    return [ScorerSpec("acme-scorer", f"{__name__}:Its", "Of a stranger.")]
"""
SCORERS = {
    "python_type": (
        'provides = {"points": int}',
        "Its.provides gives the column 'points' the type int; the types of kartoteka",
    ),
    "no_mapping": ('provides = ["points"]', "Its.provides is ['points'], and columns are told with their types"),
    "column_name": ('provides = {"My Points": Integer}', "Its.provides names a column 'My Points'; a column is lower-case"),
    "key": ('provides = {"customer_id": Text}', "Its.provides names a column 'customer_id'; "),
    "method": ("def provided_columns(self): return None", "Its.provided_columns() is None, and columns"),
    "names_alone": ('requires = ["name"]', "Its.requires is ['name'], and fields are told by table"),
    "one_name": ('requires = {"customers": "name"}', "Its.requires has 'name' for 'customers', not a list of names"),
    "table": (
        'requires = {"clients": ["name"]}',
        "Its.requires names the table 'clients'; there are: customers, contacts, orders",
    ),
}
LABELS = {
    "twice": ('[Label("good", 0), Label("good", 1)]', "gave the label 'good' twice; each segment is named once"),
    "rank": ('[Label("good", "first")]', "gave the label 'good' the rank 'first'; a rank is a whole number"),
    "terms": ('[Label("good", 0, ["discount"])]', "gave the label 'good' the terms ['discount']; terms are told by name"),
    "term": ('[Label("good", 0, {"gift": None})]', "gave the label 'good' the term 'gift' as None; a term is"),
    "float": ('[Label("good", 0, {"gift": 1.5})]', "gave the label 'good' the term 'gift' as 1.5; a term is"),
    "term_name": ('[Label("good", 0, {"Free gift": 1})]', "gave the label 'good' a term 'Free gift'; a term becomes a column"),
    "discount": ('[Label("good", 0, {"discount": "20%"})]', "gave the label 'good' the discount '20%'; a discount is percent"),
    "blacklist": (
        '[Label("blacklist", 0)]',
        "gave the label 'blacklist', which kartoteka gives to those on the blacklist; ",
    ),
    "texts": ('["good"]', "gave 'good', not a label with a name"),
    "text": ('"good"', "gave 'good', not a list of labels"),
}


@pytest.fixture(autouse=True)
def _small_shop(shop: Shop) -> None:
    shop.customers("A")
    shop.orders(("A", "2026-11-20", 300))


def scorer(shop: Shop, monkeypatch: pytest.MonkeyPatch, module: str, line: str, command: str = "run") -> Said:
    code = f"""{HEADER}
class Its(RowScorer):
    provides = {{"points": Integer}}
    {line}

    def columns(self):
        return {{"points": nw.lit(1)}}
"""
    return plugged(shop, monkeypatch, module, code, "scores:\n  mine: {use: acme-scorer}\n", command)


def plugged(shop: Shop, monkeypatch: pytest.MonkeyPatch, module: str, code: str, steps: str, command: str) -> Said:
    folder = shop.folder.parent / "strangers"
    folder.mkdir()
    install_distribution(folder, "acme-tools", module, code, monkeypatch, version="2.1")
    shop.project(SOURCES, steps, EVERYBODY)
    return shop.kartoteka(command, "--as-of", "2026-11-30")


@pytest.mark.parametrize("case", SCORERS)
def test_columns_and_fields(shop: Shop, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    line, wanted = SCORERS[case]
    said = scorer(shop, monkeypatch, f"acme_declared_{case}", line)
    assert said.code == 5, said.err
    assert said.err.startswith(f"Error: in scorer 'acme-scorer' of acme-tools 2.1: {wanted}")


@pytest.mark.parametrize("case", LABELS)
def test_labels(shop: Shop, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    labels, wanted = LABELS[case]
    code = f"""{HEADER}
class Its(RowSegmenter):
    def labels(self):
        return {labels}

    def columns(self):
        return {{"segment": nw.lit("good")}}
"""
    said = plugged(shop, monkeypatch, f"acme_labels_{case}", code, "segments:\n  mine: {use: acme-segmenter}\n", "run")
    assert said.code == 5, said.err
    assert said.err.startswith(f"Error: in segmenter 'acme-segmenter' of acme-tools 2.1: Its.labels() {wanted}")


@pytest.mark.parametrize(("line", "given"), [("pass", "None"), ('return "odd"', "'odd'"), ("return [1]", "[1]")])
def test_an_explanation_that_is_none(shop: Shop, monkeypatch: pytest.MonkeyPatch, line: str, given: str) -> None:
    code = f"""{HEADER}
class Its(RowSegmenter):
    def labels(self):
        return [Label("good", 0)]

    def columns(self):
        return {{"segment": nw.lit("good")}}

    def explain(self, tables, customer_id):
        {line}
"""
    module = f"acme_explains_{len(given)}"
    plugged(shop, monkeypatch, module, code, "segments:\n  mine: {use: acme-segmenter}\n", "run").done()
    said = shop.kartoteka("explain", "A")
    assert said.code == 5, said.err
    wanted = f"Its.explain() gave {given}, not a list of checks; write "
    assert said.err.startswith(f"Error: in segmenter 'acme-segmenter' of acme-tools 2.1: {wanted}")


def test_a_lint_of_one_text(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    said = scorer(shop, monkeypatch, "acme_lint", 'def lint(self, data): return "odd"', "check")
    assert "in scorer 'acme-scorer' of acme-tools 2.1: Its.lint() gave 'odd', not sentences" in said.err


def test_a_lint_of_sentences(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    said = scorer(shop, monkeypatch, "acme_lints", 'def lint(self, data): yield "odd"', "check").done()
    assert "mine: odd" in said.out + said.err
