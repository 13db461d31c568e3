"""The values of a YAML document, checked by a schema: everything that is wrong at once, each at its place."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError

from kartoteka.config.document import Document
from kartoteka.config.problems import problems_of
from kartoteka.config.strict import strict_messages
from kartoteka.errors import Problem


def checked_values(schema: Schema, data: Any, document: Document) -> tuple[Any, list[Problem]]:
    """What the schema makes of the data (None where it cannot), and the problems in no order."""
    messages = strict_messages(schema, data)
    values: Any = None
    try:
        values = schema.load(data)
    except ValidationError as error:
        messages = [*messages, error.messages_dict]
    return values, [problem for each in messages for problem in problems_of(each, schema, data, (), document.places)]


def in_order(problems: list[Problem]) -> list[Problem]:
    """Each problem once, from the top of the file to its end."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.line or 0, problem.column or 0))
