"""The options of the segmenter `rules`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates, validates_schema

from kartoteka import N_, ConditionOption, LabelOption, OptionsSchema, TermsOption
from kartoteka import gettext as _


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition and the segment of those for whom it is the first to hold. `when` is None for the last: all others.

    `terms` is None where they are not said, which means those of the same segment elsewhere, or none.
    """

    segment: str
    when: str | None
    terms: Mapping[str, Any] | None


class RuleOptions(OptionsSchema):
    """One rule: `when` and `segment`, or `else` alone. `else` is a word of Python's own, so it is stored as `otherwise`."""

    when = ConditionOption(
        metadata={"description": "The condition, over the customer's fields and the columns of earlier steps."}
    )
    segment = LabelOption(metadata={"description": "The segment of customers for whom the condition holds."})
    otherwise = LabelOption(data_key="else", metadata={"description": "The segment of all others; in the last rule, alone."})
    terms = TermsOption(
        load_default=None, metadata={"description": "What the segment is entitled to: {discount: 20%, payment_days: 30}."}
    )

    @validates_schema
    def one_kind(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """A rule is either a condition with a segment, or the rest."""
        if "otherwise" in data:
            for key in ("when", "segment"):
                if key in data:
                    raise ValidationError({key: [_("an else has no condition and names its segment itself: {else: other}")]})
        elif "when" not in data:
            raise ValidationError(
                _("a rule has a condition, or is the else: {when: employees > 500, segment: big} or {else: other}")
            )
        elif "segment" not in data:
            raise ValidationError(_("a rule names its segment: {when: employees > 500, segment: big}"))

    @post_load
    def to_rule(self, data: Mapping[str, Any], **kwargs: Any) -> Rule:
        return Rule(data.get("otherwise") or data["segment"], data.get("when"), data["terms"])


class RulesOptions(OptionsSchema):
    rules = fields.List(
        fields.Nested(RuleOptions),
        required=True,
        validate=validate.Length(min=1, error=N_("there is no rule; the least is one else: {{else: other}}")),
        metadata={"description": N_("Tried from the first to the last; the last is an else, so that everybody has a segment.")},
    )
    ordered = fields.Boolean(
        load_default=False,
        metadata={
            "description": "Whether the segments go from best to worst in this order, so that changes are moves up or down."
        },
    )

    @validates("rules")
    def is_total(self, rules: Sequence[Rule], data_key: str) -> None:
        """The last rule is an else, no other is, and a segment has one set of terms."""
        if not all(isinstance(rule, Rule) for rule in rules):
            return  # what is wrong with one of them is told already
        problems: dict[int, dict[str, list[str]]] = {}
        for index, rule in enumerate(rules[:-1]):
            if rule.when is None:
                problems[index] = {"else": [_("nothing after an else is ever reached; move it to the end")]}
        if rules and rules[-1].when is not None:
            problems[len(rules) - 1] = {
                "when": [_("the last rule has to be an else, so that everybody has a segment; add {else: other}")]
            }
        terms: dict[str, Mapping[str, Any]] = {}
        for index, rule in enumerate(rules):
            if rule.terms is not None and terms.setdefault(rule.segment, rule.terms) != rule.terms:
                message = _(
                    "{segment!r} has other terms in an earlier rule; write them once, or give the segment another name",
                    segment=rule.segment,
                )
                problems.setdefault(index, {})["terms"] = [message]
        if problems:
            raise ValidationError(problems)
