"""Options of components: each mistake at its own place, with the name that was probably meant."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from marshmallow import ValidationError, fields

from kartoteka import Component, OptionsSchema, Period
from kartoteka.config.components import check_options
from kartoteka.config.load import parse_project, read_project
from support.projects import FrequencyLike, Registry, loaded, pipeline, told


def step(options: str) -> str:
    return pipeline(f"sources: {{orders: orders.csv}}\nsegments:\n  loyalty:\n    use: frequency\n    {options}\n")


TIERS = "tiers: [{name: vip, every: 2 weeks}]"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (
            "tires: []",
            [
                "10:9: pipelines.p.segments.loyalty: the key 'tiers' is missing\n  add 'tiers': Best first.",
                "11:9: pipelines.p.segments.loyalty.tires: unknown key 'tires'\n"
                "  did you mean 'tiers'? known here: tiers, minimum, cap, since, keep, mode, marks, bom",
            ],
        ),
        (
            "tiers: [{name: vip, every: 2 wks}]",
            [
                "11:36: pipelines.p.segments.loyalty.tiers[0].every: '2 wks' is not a period\n"
                "  write a whole number and day, week, month, quarter or year: '2 weeks'"
            ],
        ),
        (
            "tiers: [{name: vip, every: 2 weeks, evry: 1}, 5]",
            [
                "11:45: pipelines.p.segments.loyalty.tiers[0].evry: unknown key 'evry'\n"
                "  did you mean 'every'? known here: name, every",
                "11:55: pipelines.p.segments.loyalty.tiers[1]: found the number 5\n  write a mapping: lines of 'key: value'",
            ],
        ),
        (
            "tiers: {name: vip}",
            ["11:16: pipelines.p.segments.loyalty.tiers: found a mapping\n  write a list: [one, another]"],
        ),
        (
            f"{{}}: 1\n    {TIERS}",
            ["11:9: pipelines.p.segments.loyalty: a key must be a short text; found a list or a mapping\n  write 'key: value'"],
        ),
        (
            f"minimum: 3,5\n    {TIERS}",
            [
                "11:18: pipelines.p.segments.loyalty.minimum: '3,5' is not an amount\n"
                "  write digits with a dot and at most four decimals: 299.99"
            ],
        ),
        (f"cap: 2.5\n    {TIERS}", ["11:14: pipelines.p.segments.loyalty.cap: found the number 2.5\n  write a whole number"]),
        (
            f"cap: 0\n    {TIERS}",
            ["11:14: pipelines.p.segments.loyalty.cap: found the number 0\n  must be greater than or equal to 1."],
        ),
        (f"cap:\n    {TIERS}", ["11:9: pipelines.p.segments.loyalty.cap: found nothing\n  write a whole number"]),
        (
            f"since: 30.11.2026\n    {TIERS}",
            ["11:16: pipelines.p.segments.loyalty.since: '30.11.2026' is not a day\n  write year-month-day: 2026-11-30"],
        ),
        (
            f"mode: strickt\n    {TIERS}",
            [
                "11:15: pipelines.p.segments.loyalty.mode: found the text 'strickt'\n"
                "  did you mean 'strict'? write strict or lenient"
            ],
        ),
        (
            f"marks: {{a: 1, b: 1.5, c: x}}\n    {TIERS}",
            [
                "11:26: pipelines.p.segments.loyalty.marks.b: found the number 1.5\n  write a whole number",
                "11:34: pipelines.p.segments.loyalty.marks.c: found the text 'x'\n  write a whole number",
            ],
        ),
        (
            f"bom: perhaps\n    {TIERS}",
            ["11:14: pipelines.p.segments.loyalty.bom: found the text 'perhaps'\n  write true or false"],
        ),
        (
            f"keep: 5\n    {TIERS}",
            [
                "11:15: pipelines.p.segments.loyalty.keep: found the number 5\n"
                "  write text (in quotes, if it looks like a number or a day)"
            ],
        ),
    ],
)
def test_mistakes_in_options(options: str, problem: list[str]) -> None:
    assert told(step(options), Registry()) == [f"kartoteka.yaml:{each}" for each in problem]


def test_options_are_checked_although_other_parts_are_wrong_and_the_reverse() -> None:
    text = step("tiers: []\n    cap: x").replace("locale: pl", "locale: xx").replace("loyalty:", "Loyalty:")
    assert [problem.split(": ")[1] for problem in told(text, Registry())] == [
        "locale",
        "pipelines.p.segments.Loyalty",
        "pipelines.p.segments.Loyalty.cap",
    ]


def test_every_component_that_nobody_brings_is_told() -> None:
    text = pipeline(
        """
        sources: {orders: {use: xls}, customers: a.csv}
        segments: {a: {use: frequncy}}
        scores: {b: {use: nothing}}
        campaigns: {c: {channel: none, export: [{use: csv, path: a}, {use: fax}]}}
        """
    )
    assert [problem.removeprefix("kartoteka.yaml:") for problem in told(text, Registry())] == [
        "7:29: pipelines.p.sources.orders.use: source 'xls' is not known",
        "8:25: pipelines.p.segments.a.use: segmenter 'frequncy' is not known",
        "9:23: pipelines.p.scores.b.use: scorer 'nothing' is not known",
        "10:72: pipelines.p.campaigns.c.export[1].use: exporter 'fax' is not known",
    ]


def test_a_pipeline_can_be_checked_without_the_components_of_others(tmp_path: Path) -> None:
    file = tmp_path / "kartoteka.yaml"
    file.write_text(pipeline("sources: {orders: {use: xls}}") + "  q: {sources: {orders: a.csv}}\n")
    assert read_project(file, Registry(), pipeline="q")[1] == []
    assert len(read_project(file, Registry(), pipeline="p")[1]) == 1
    assert len(read_project(file, Registry())[1]) == 1


def test_the_keys_of_reading_are_not_given_to_the_component() -> None:
    text = pipeline(
        """
        sources: {orders: {use: csv, path: a, decimal: ",", date_order: day-first,
                           date_format: "%d", max_rejects: 1, columns: {}}}
        """
    )
    assert told(text, Registry()) == []


def test_a_short_form_without_what_the_component_needs_points_at_it() -> None:
    text = pipeline("sources: {orders: {use: csv}}")
    assert told(text, Registry()) == [
        "kartoteka.yaml:7:23: pipelines.p.sources.orders: the key 'path' is missing\n  add 'path': The file."
    ]


def test_sound_options_come_back_as_the_component_will_get_them() -> None:
    project = loaded(step(f"minimum: 299.99\n    {TIERS}"))
    config = project.pipelines["p"].segments["loyalty"]
    options, problems = check_options(FrequencyLike, config.options, config.key, project.places)
    assert problems == []
    assert options == {"minimum": Decimal("299.99"), "tiers": [{"name": "vip", "every": Period(days=14)}]}


class Odd(Component):
    """Its schema speaks in every way that marshmallow allows."""

    class Options(OptionsSchema):
        renamed = fields.Integer(data_key="how-many")
        pair = fields.Tuple((fields.String(), fields.Integer()))
        deep = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested({"x": fields.Integer(required=True)})))
        custom = fields.Raw(validate=lambda value: value)

    def __init__(self, options: Mapping[str, Any], context: Any) -> None:
        raise AssertionError("nothing is made when options are checked")


def _refuse(value: Any) -> None:
    raise ValidationError({"inner": {"deeper": ["is not right"]}, "list": {0: ["neither"]}})


class Nested(Component):
    class Options(OptionsSchema):
        own = fields.Raw(validate=_refuse)


@pytest.mark.parametrize(
    ("component", "options", "problems"),
    [
        (Odd, "how-many: x", ["11:19: loyalty.how-many: found the text 'x'"]),
        (Odd, "renamed: 1", ["11:9: loyalty.renamed: unknown key 'renamed'"]),
        (Odd, "pair: [a, b]", ["11:19: loyalty.pair[1]: found the text 'b'"]),
        (
            Odd,
            "deep: {k: [{x: 1}, {x: 1.5}, {}]}",
            ["11:32: loyalty.deep.k[1].x: found the number 1.5", "11:38: loyalty.deep.k[2]: the key 'x' is missing"],
        ),
        (
            Nested,
            "own: {inner: {deeper: 1}, list: [1]}",
            ["11:31: loyalty.own.inner.deeper: is not right", "11:42: loyalty.own.list[0]: neither"],
        ),
    ],
)
def test_messages_of_any_shape_find_their_place(component: type[Component], options: str, problems: list[str]) -> None:
    class One:
        def load(self, kind: Any, name: str, /) -> type[Component]:
            return component if kind == "segmenter" else Component

    found = parse_project(step(options).replace("{orders: orders.csv}", "{orders: {use: x}}"), Path("k.yaml"), One())[1]
    assert [str(problem).split("\n")[0].replace("pipelines.p.segments.", "") for problem in found] == [
        f"k.yaml:{problem}" for problem in problems
    ]


class Broken(Component):
    class Options(OptionsSchema):
        value = fields.Raw(validate=lambda value: value.nothing)


def test_a_schema_that_breaks_is_a_problem_and_hides_no_other() -> None:
    class One:
        def load(self, kind: Any, name: str, /) -> type[Component]:
            return Broken if kind == "segmenter" else Component

    text = step("value: 1").replace("{orders: orders.csv}", "{orders: {use: x, y: 1}}")
    assert [problem.split("\n")[0] for problem in told(text, One())] == [  # type: ignore[arg-type]  # it loads, that is all
        "kartoteka.yaml:7:32: pipelines.p.sources.orders.y: unknown key 'y'",
        "kartoteka.yaml:10:9: pipelines.p.segments.loyalty: in the options of segmenter 'frequency': "
        "AttributeError: 'int' object has no attribute 'nothing'",
    ]
