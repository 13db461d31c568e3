"""A stranger's scorer of segments: made in plain Python, told in the run, and held to its contract."""

from __future__ import annotations

import pytest

from support.pipelines import EVERYBODY, SOURCES, Said, Shop, install_distribution

CODE = """\
import json
from kartoteka import *
import narwhals.stable.v2 as nw
import pyarrow as pa
from marshmallow import fields

@hookimpl
def kartoteka_scorers():
    return [ScorerSpec("acme-scorer", f"{__name__}:Its", "Of a stranger.")]

class Its(SegmentScorer):
    class Options(OptionsSchema):
        groups = fields.String(required=True, metadata={"description": "Which segmentation."})
        wanted = fields.List(fields.String(), load_default=list, metadata={"description": "Segments."})

    provides = {"stars": Integer, "share": Number}
    shown = ("stars",)
    dossier = [json.dumps({"told": 1}), None]

    def problems(self):
        known = self.context.segments[self.options["groups"]]
        for number, name in enumerate(self.options["wanted"]):
            if name not in known:
                yield self.option_problem(("wanted", number), f"no segment {name!r}", f"there is {', '.join(known)}")

    def frame(self, tables):
        table = pa.table({"segment": self.segments, "stars": [2, 1], "share": [0.5, 1 / 3], "dossier": self.dossier})
        return nw.from_native(table, eager_only=True).lazy()

    segments = ["small", "big"]

    def remarks(self, scores):
        return [f"{row['segment']} has {row['stars']}." for row in scores]
"""
STEPS = """\
segments:
  kind: {use: rules, rules: [{when: customer_id = 'A', segment: big}, {else: small}]}
scores:
  mine: {use: acme-scorer, groups: kind, wanted: [big]}
"""


FAILS = """\
    def remarks(self, scores):
        raise ValueError("no")
"""


def run_with(shop: Shop, monkeypatch: pytest.MonkeyPatch, module: str, more: str = "", steps: str = STEPS) -> Said:
    shop.customers("A", "B", "C")
    shop.orders(("A", "2026-11-20", 300))
    install_distribution(shop.folder.parent, "acme-tools", module, CODE + more, monkeypatch, version="2.1")
    shop.project(SOURCES, steps, EVERYBODY)
    return shop.run()


def test_scores_are_told_in_the_order_of_the_segmentation(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    said = run_with(shop, monkeypatch, "acme_segments_good").done()
    assert "\nSegments: mine\nkind   stars\n-----  -----\nbig        1\nsmall      2\nbig has 1.\nsmall has 2.\n" in said.out
    assert {row["customer_id"]: row["mine_stars"] for row in shop.export()} == {"A": "1", "B": "2", "C": "2"}
    told = shop.results()["scores"]["mine"]
    assert [(one["name"], one["score"]["stars"], one["dossier"]) for one in told["segments"]] == [
        ("big", 1, None),
        ("small", 2, {"told": 1}),
    ]
    assert (told["groups"], told["shown"]) == ("kind", ["stars"])


@pytest.mark.parametrize(
    ("name", "more", "wanted"),
    [
        (
            "invented",
            "    segments = ['small', 'huge']\n",
            "it scored 'huge', which is none of the segments: big, small, blacklist",
        ),
        ("nobody", "    segments = ['small', None]\n", "it scored None, which is none of the segments"),
        ("twice", "    segments = ['small', 'small']\n", "it gave 2 rows for the segment 'small'"),
        ("torn", "    dossier = ['{', None]\n", "the dossier of 'small' is not JSON"),
        (
            "unlike",
            "    dossier = [json.dumps({'version': 1, 'criteria': []}), None]\n",
            "the dossier of 'small' is not as it has to be: scale: found nothing, not",
        ),
        ("number", "    dossier = [1, 2]\n", "the column 'dossier' is for a JSON text that does not stand beside customers"),
        (
            "lost",
            "    def segments_of(self, tables):\n"
            "        return super().segments_of(tables).filter(nw.col('customer_id') != 'B')\n",
            "it lost customers: 3 went in, 2 came out",
        ),
    ],
)
def test_scores_that_break_the_contract(shop: Shop, monkeypatch: pytest.MonkeyPatch, name: str, more: str, wanted: str) -> None:
    said = run_with(shop, monkeypatch, f"acme_segments_{name}", more)
    assert said.code == 5
    assert said.err.startswith(f"Error: in scorer 'acme-scorer' of acme-tools 2.1: step 'mine' broke its contract: {wanted}")


def test_what_fails_is_told_with_its_line(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    said = run_with(shop, monkeypatch, "acme_segments_fails", FAILS)
    assert said.code == 5
    assert "step 'mine' failed: ValueError: no (" in said.err
    assert "acme_segments_fails.py, line " in said.err


def test_a_problem_of_an_option_stands_at_its_place(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    said = run_with(shop, monkeypatch, "acme_segments_problem", steps=STEPS.replace("[big]", "[big, hug]"))
    assert said.code == 3
    assert "kartoteka.yaml:13:60: pipelines.shop.scores.mine.wanted[1]: no segment 'hug'\n  there is big, small" in said.err
