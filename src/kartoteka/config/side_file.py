"""YAML files beside the project that an option names, checked as the project file is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from marshmallow import Schema

from kartoteka.config.checked import checked_values, in_order
from kartoteka.config.document import read_document
from kartoteka.errors import ConfigError


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
        values, more = checked_values(schema, data, document)
        problems += more
        if not problems:
            return values
    raise ConfigError(in_order(problems))
