"""Projects in memory, and components that exist only in tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

from marshmallow import fields, validate

from kartoteka import (
    Component,
    ConditionOption,
    DayOption,
    MoneyOption,
    OptionsSchema,
    PeriodOption,
    PluginError,
)
from kartoteka.config.load import parse_project
from kartoteka.config.project import Project

HEAD = """\
version: 1
locale: pl
timezone: Europe/Warsaw
currency: PLN
"""

EXAMPLE = """\
version: 1
locale: pl                    # en, pl, fr, ru: what people read
timezone: Europe/Warsaw       # in which a moment becomes a day
currency: PLN
pipelines:
  print-shop:
    sources:
      customers: {use: csv, path: data/customers.csv, columns: {customer_id: Nr klienta, name: Nazwa}}
      orders:    {use: csv, path: data/orders-*.csv}
    blacklist: data/blacklist.csv               # for every segmentation and every campaign of this pipeline
    segments:
      loyalty:                                  # its column is `loyalty`; its evidence `loyalty_keep_until`, …
        use: frequency
        logistic_minimum: 300
        tiers:
          - {name: vip,       every: 2 weeks,  for: 6 weeks,  terms: {discount: 20%, payment_days: 30}}
          - {name: segment-1, every: 1 month,  for: 3 months, terms: {discount: 12%, payment_days: 14}}
          - {name: segment-2, every: 3 months, for: 6 months, terms: {discount: 8%,  payment_days: 7}}
          - {name: segment-3, every: 6 months,                terms: {discount: 5%,  payment_days: 7, prefer: prepaid}}
    scores:
      psd:
        use: psd
        groups: loyalty
        answers: answers.yaml
        pass: {passion: 3, specialisation: 3, profitability: 3}
        profitability:                          # value: mark, straight lines between, flat outside
          average_order: {weight: 3, anchors: {300: 1, 600: 3, 1500: 5}}
          decision_days: {weight: 1, anchors: {5: 5, 30: 3, 120: 1}}
          payment:       {weight: 1, marks: {prepaid: 5, instalments: 3, postpaid: 2}}
    campaigns:
      nearly-vip:
        where: loyalty = 'segment-1' and loyalty_promote_on <= as_of + interval '30' day and psd_passed
        channel: email                          # email, phone, post or none
        consent: consent_email                  # a field, or `not-checked`; required with a channel, printed in the manifest
        export: [{use: csv, path: out/nearly-vip.csv, columns: [customer_id, name, email, loyalty_message]}]
"""


class TierOptions(OptionsSchema):
    name = fields.String(required=True, metadata={"description": "What the tier is called."})
    every = PeriodOption(required=True, metadata={"description": "The longest time between two orders."})


class FrequencyLike(Component):
    class Options(OptionsSchema):
        tiers = fields.List(fields.Nested(TierOptions), required=True, metadata={"description": "Best first."})
        minimum = MoneyOption(load_default=None, allow_none=True, metadata={"description": "The smallest order that counts."})
        cap = fields.Integer(validate=validate.Range(min=1), metadata={"description": "The highest score."})
        since = DayOption(metadata={"description": "A day."})
        keep = ConditionOption(metadata={"description": "Whom to keep."})
        mode = fields.String(validate=validate.OneOf(["strict", "lenient"]), metadata={"description": "How strict."})
        marks = fields.Dict(keys=fields.String(), values=fields.Integer(), metadata={"description": "Mark by name."})
        bom = fields.Boolean(metadata={"description": "Yes or no."})


class PathOptions(OptionsSchema):
    path = fields.String(required=True, metadata={"description": "The file."})
    password = fields.String(metadata={"description": "For an archive."})


class Csv(Component):
    Options = PathOptions


class Registry:
    """Has `csv`, `frequency` and `psd`, and nothing else."""

    def load(self, kind: Any, name: str, /) -> type[Component]:
        known: Mapping[tuple[str, str], type[Component]] = {
            ("source", "csv"): Csv,
            ("exporter", "csv"): Csv,
            ("segmenter", "frequency"): FrequencyLike,
        }
        if (kind, name) not in known:
            raise PluginError(f"{kind} {name!r} is not known")
        return known[kind, name]


def told(text: str, registry: Registry | None = None) -> list[str]:
    """Every problem of a project file, as a person reads it."""
    project, problems = parse_project(dedent(text), Path("kartoteka.yaml"), registry)
    assert (project is None) == bool(problems)
    return [str(problem) for problem in problems]


def loaded(text: str, registry: Registry | None = None) -> Project:
    """The project of a sound file."""
    project, problems = parse_project(dedent(text), Path("kartoteka.yaml"), registry)
    assert problems == []
    assert project is not None
    return project


def pipeline(text: str) -> str:
    """A project with one pipeline `p`, whose first line is line 7 and whose text is indented by four."""
    body = "".join(f"    {line}\n" for line in dedent(text).strip("\n").splitlines())
    return f"{HEAD}pipelines:\n  p:\n{body}"
