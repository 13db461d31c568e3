"""The JSON Schema takes what `kartoteka` takes, and refuses what an editor can see is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from marshmallow import Schema, fields, validate

from kartoteka import MoneyOption, OptionsSchema, PeriodOption
from kartoteka.cli.main import main
from kartoteka.config.document import parse_document
from kartoteka.config.json_schema import Described, project_json_schema
from kartoteka.config.json_types import object_schema, with_secrets
from kartoteka.plugin.registry import load_registry
from kartoteka_frequency.segmenter import Frequency
from support.projects import EXAMPLE, Csv, pipeline

COMPONENTS = [
    Described("source", "csv", "CSV files.", Csv),
    Described("segmenter", "frequency", "By purchase frequency.", Frequency),
    Described("exporter", "csv", "A CSV file.", Csv),
]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = project_json_schema(COMPONENTS)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def values(text: str) -> Any:
    document, problems = parse_document(text, "k.yaml")
    assert problems == []
    assert document is not None
    return json.loads(json.dumps(document.data, default=str))


def places(validator: Draft202012Validator, text: str) -> list[str]:
    return [".".join(map(str, error.absolute_path)) for error in validator.iter_errors(values(text))]


def test_the_example_fits(validator: Draft202012Validator) -> None:
    assert places(validator, EXAMPLE) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("locale: pl", "locale: xx", "locale"),
        ("version: 1", "version: 2", "version"),
        ("currency: PLN", "currency: pln", "currency"),
        ("currency: PLN", "curency: PLN", ""),
        ("use: frequency", "use: frequncy", "pipelines.print-shop.segments.loyalty.use"),
        ("every: 2 weeks", "every: 2 wks", "pipelines.print-shop.segments.loyalty.tiers.0.every"),
        ("name: vip", "nam: vip", "pipelines.print-shop.segments.loyalty.tiers.0"),
        ("payment_days: 30", "payment_days: -1", "pipelines.print-shop.segments.loyalty.tiers.0.terms.payment_days"),
        ("loyalty:  ", "Loyalty:  ", "pipelines.print-shop.segments"),
        ("channel: email", "channel: fax", "pipelines.print-shop.campaigns.nearly-vip.channel"),
        ("consent: consent_email", "suppress: gone.csv", "pipelines.print-shop.campaigns.nearly-vip"),
        ("path: out/nearly-vip.csv", "pth: out", "pipelines.print-shop.campaigns.nearly-vip.export.0"),
    ],
)
def test_a_mistake_is_seen_where_it_stands(validator: Draft202012Validator, old: str, new: str, place: str) -> None:
    assert old in EXAMPLE
    assert place in places(validator, EXAMPLE.replace(old, new, 1))


@pytest.mark.parametrize(
    "source",
    [
        "data/orders.csv",
        "{use: csv, path: a.csv, max_rejects: 1%, decimal: ',', date_order: day-first, columns: {amount: 3, x: A * B}}",
        "{use: csv, path: a.csv, max_rejects: {share: 1%, rows: 3}}",
        "{use: csv, path: a.csv, max_rejects: unlimited}",
    ],
)
def test_the_forms_of_a_source_fit(validator: Draft202012Validator, source: str) -> None:
    assert places(validator, pipeline(f"sources: {{orders: {source}}}")) == []


def test_a_campaign_by_no_channel_needs_no_consent(validator: Draft202012Validator) -> None:
    text = EXAMPLE.replace("channel: email", "channel: none").replace("consent: consent_email", "suppress: gone.csv")
    assert places(validator, text) == []


def test_a_secret_fits_in_every_option(validator: Draft202012Validator) -> None:
    assert places(validator, EXAMPLE.replace("logistic_minimum: 300", "logistic_minimum: '${env:MINIMUM}'")) == []


def test_fields_become_types_with_their_descriptions_and_bounds() -> None:
    class Inner(Schema):
        deep = fields.List(
            fields.Integer(validate=validate.Range(min=1, max_inclusive=False, max=5)), validate=validate.Length(max=3)
        )

    class Options(OptionsSchema):
        period = PeriodOption(required=True, metadata={"description": "How long."})
        money = MoneyOption(load_default=None, allow_none=True)
        inner = fields.Nested(Inner, data_key="in-ner")
        mode = fields.String(load_default="a", validate=validate.OneOf(["a", "b"]))
        marks = fields.Dict(keys=fields.String(), values=fields.Boolean())

    schema = object_schema(Options(), lambda _schema, _place: None)
    assert (schema["required"], schema["additionalProperties"]) == (["period"], False)
    properties = schema["properties"]
    assert properties["period"]["description"] == "How long."
    assert properties["money"]["anyOf"][1] == {"type": "null"}
    assert properties["mode"] == {"default": "a", "enum": ["a", "b"]}
    assert properties["marks"] == {"type": "object", "additionalProperties": {"type": "boolean"}}
    assert properties["in-ner"]["properties"]["deep"] == {
        "type": "array",
        "items": {"type": "integer", "minimum": 1, "exclusiveMaximum": 5},
        "maxItems": 3,
    }
    secret = with_secrets(schema)["properties"]["in-ner"]["properties"]["deep"]["items"]["anyOf"]
    assert secret == [
        {"type": "integer", "minimum": 1, "exclusiveMaximum": 5},
        {"type": "string", "pattern": r"\$\{(env|file):[^{}]+\}"},
    ]


def test_the_command_prints_the_options_of_every_component(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    registry = load_registry()
    for kind in ("source", "segmenter", "scorer", "exporter"):
        offered = {one["const"] for one in schema["$defs"][kind]["properties"]["use"].get("oneOf", [])}
        assert offered == set(registry.names(kind))


def test_every_key_of_the_file_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    main(["schema"])
    schema = json.loads(capsys.readouterr().out)
    undescribed = [path for path in _undescribed(schema, "") if path.rpartition(".")[2] != "use"]
    assert undescribed == []


def _undescribed(schema: Any, path: str) -> list[str]:
    if not isinstance(schema, dict):
        return []
    found = [
        f"{path}.{name}"
        for name, below in schema.get("properties", {}).items()
        if "description" not in below and "terms" not in path and "max_rejects" not in path
    ]
    for name, below in schema.get("properties", {}).items():
        found += _undescribed(below, f"{path}.{name}")
    for name, below in schema.get("$defs", {}).items():
        for option in below.get("allOf", []):
            found += _undescribed(option["then"], f"{path}.{name}")
    for name in ("items", "additionalProperties"):
        found += _undescribed(schema.get(name), f"{path}[]")
    return found
