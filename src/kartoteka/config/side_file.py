"""YAML files beside the project that an option names, checked as the project file is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError

from kartoteka.config.document import read_document
from kartoteka.config.problems import problems_of
from kartoteka.config.strict import strict_messages
from kartoteka.errors import ConfigError, Problem


def read_yaml(file: Path, schema: Schema) -> Any:
    """The checked values of a YAML file; an empty file is an empty mapping.

    Args:
        file: Where it is.
        schema: What it must hold. Each key that it does not know is told with the nearest one that it knows.

    Raises:
        ConfigError: With every problem of the file, each with its line, column and key.
    """
    document, problems = read_document(file)
    if document is not None:
        data = {} if document.data is None else document.data
        messages = strict_messages(schema, data)
        values: Any = None
        try:
            values = schema.load(data)
        except ValidationError as error:
            messages = [*messages, error.messages_dict]
        problems += [problem for each in messages for problem in problems_of(each, schema, data, (), document.places)]
        if not problems:
            return values
    raise ConfigError(sorted(dict.fromkeys(problems), key=_place))


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line or 0, problem.column or 0
