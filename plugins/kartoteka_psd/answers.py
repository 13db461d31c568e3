"""The answers file: what people said of each segment, checked as the project file is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from kartoteka import N_, DayOption, OptionsSchema, read_yaml
from kartoteka_psd.criteria import BARRIERS, HIGHEST, LOWEST, NOTES, PASSION, QUESTIONS, SPECIALISATION

Answers = Mapping[str, Mapping[str, "Answer"]]
"""By segment, then by criterion. What nobody has answered is left out."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said of a segment.

    Attributes:
        mark: From 1 to 5.
        because: The reason.
        by: Who said it.
        on: When.
        notes: Traits, expectations and behaviours for passion; results for specialisation.
        removes: The barriers that we remove; None where that is not asked.
    """

    mark: Decimal
    because: str
    by: str
    on: date
    notes: Mapping[str, str] = field(default_factory=dict)
    removes: Sequence[str] | None = None


class MarkOption(fields.Decimal):
    """A mark: a number from 1 to 5, which may have decimals."""

    def __init__(self, **kwargs: Any) -> None:
        whole_range = validate.Range(LOWEST, HIGHEST, error=N_("a mark is a number from {min} to {max}"))
        super().__init__(
            validate=whole_range, metadata={"expected": N_("a number from 1 to 5"), **kwargs.pop("metadata", {})}, **kwargs
        )


def _text(description: str, **kwargs: Any) -> fields.String:
    filled = validate.Regexp(r"(?s).*\S", error=N_("write some words here"))
    return fields.String(validate=filled, metadata={"description": description}, **kwargs)


class AnswerSchema(OptionsSchema):
    """What both criteria have."""

    mark = MarkOption(required=True, metadata={"description": "The answer, from 1 (no) to 5 (very much)."})
    because = _text("The reason for the mark.", required=True)
    by = _text("Who answered.", required=True)
    on = DayOption(required=True, metadata={"description": "The day of the answer: 2026-11-30."})

    @post_load
    def to_answer(self, values: Mapping[str, Any], **kwargs: Any) -> Answer:
        own = {name: values[name] for name in ("mark", "because", "by", "on")}
        notes = {note: values[note] for note in NOTES if note in values}
        removes = tuple(one for one in BARRIERS if one in values["removes"]) if "removes" in values else None
        return Answer(**own, notes=notes, removes=removes)


class PassionSchema(AnswerSchema):
    """Do we like working with them?"""

    traits = _text("Which of their traits we like or do not like.")
    expectations = _text("Which of their expectations.")
    behaviours = _text("Which of their behaviours.")


class SpecialisationSchema(AnswerSchema):
    """How good are the results that they reach with us, and what do we spare them?"""

    results = _text("Which results they reach with us.")
    removes = fields.List(
        fields.String(validate=validate.OneOf(list(BARRIERS))),
        required=True,
        metadata={
            "description": "The barriers that we remove: knowledge, resources, time; [] where it is none.",
            "expected": f"a list of barriers that we remove: [{', '.join(BARRIERS)}], or [] for none",
        },
    )


_SCHEMAS: Mapping[str, type[AnswerSchema]] = {PASSION: PassionSchema, SPECIALISATION: SpecialisationSchema}
assert _SCHEMAS.keys() == QUESTIONS.keys()


def answers_schema(segments: Sequence[str]) -> Schema:
    """The schema of an answers file about these segments; any other key is unknown."""
    of_segment: dict[str, Any] = {criterion: fields.Nested(schema) for criterion, schema in _SCHEMAS.items()}
    # Segments are called anything, also what a schema's own attributes are called.
    names: dict[str, Any] = {
        f"segment_{number}": fields.Nested(OptionsSchema.from_dict(of_segment), data_key=segment)
        for number, segment in enumerate(segments)
    }
    return OptionsSchema.from_dict(names, name="AnswersSchema")()


def read_answers(file: Path, segments: Sequence[str]) -> Answers:
    """The answers in a file; none where there is no such file yet.

    Raises:
        ConfigError: With everything that is wrong with it.
    """
    if not file.exists():
        return {}
    values = read_yaml(file, answers_schema(segments))
    return {segment: values.get(f"segment_{number}", {}) for number, segment in enumerate(segments)}
