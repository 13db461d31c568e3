"""The competitors file: what is known of those who serve our customers too, written beside the project by people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError, fields

from kartoteka.config.checked import checked_values, in_order
from kartoteka.config.document import read_document
from kartoteka.config.project import Pipeline, Project
from kartoteka.config.schema.base import PartSchema
from kartoteka.config.words import found
from kartoteka.errors import ConfigError
from kartoteka.language import gettext as _
from kartoteka.model.spelling import plain


@dataclass(frozen=True, slots=True)
class KnownCompetitor:
    """What is written of one competitor.

    Attributes:
        name: As the file has it.
        because: How that is known.
    """

    name: str
    strengths: Sequence[str] = ()
    weaknesses: Sequence[str] = ()
    because: str | None = None


@dataclass(frozen=True, slots=True)
class KnownCompetitors:
    """All that are written of; a name is found whatever its case, blanks and diacritics."""

    by_spelling: Mapping[str, KnownCompetitor] = field(default_factory=dict)

    def named(self, name: str) -> KnownCompetitor | None:
        """What is written of a competitor; None where nothing is."""
        return self.by_spelling.get(plain(name))


class _Texts(fields.Field[tuple[str, ...]]):
    """One text, or a list of texts."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> tuple[str, ...]:
        listed = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) and one.strip() for one in listed):
            told = _("found {value}", value=found(value))
            hint = _("write a text, or a list of texts: [cheap, everywhere]")
            raise ValidationError(f"{told}; {hint}")
        return tuple(one.strip() for one in listed)


class _CompetitorSchema(PartSchema):
    strengths = _Texts(load_default=())
    weaknesses = _Texts(load_default=())
    because = fields.String()


def competitors_file(project: Project, pipeline: Pipeline) -> Path | None:
    """The competitors file of a pipeline; None where it names none."""
    return None if pipeline.competitors is None else project.folder / pipeline.competitors


def read_competitors(file: Path | None) -> KnownCompetitors:
    """What a competitors file says; nothing where there is no such file.

    Raises:
        ConfigError: With every problem of the file, each with its line, column and key.
    """
    if file is None or not file.exists():
        return KnownCompetitors()
    document, problems = read_document(file)
    if document is not None:
        data = {} if document.data is None else document.data
        schema = _schema(data)
        values, more = checked_values(schema, data, document)
        problems += more
        if not problems:
            known = [KnownCompetitor(str(field.data_key), **values.get(name, {})) for name, field in schema.fields.items()]
            return KnownCompetitors({plain(one.name): one for one in known})
    raise ConfigError(in_order(problems))


def _schema(data: Any) -> Schema:
    """A key for each name that is there: competitors are called anything."""
    names = list(data) if isinstance(data, Mapping) else []
    keys: dict[str, Any] = {
        f"competitor_{at}": fields.Nested(_CompetitorSchema, data_key=str(name)) for at, name in enumerate(names)
    }
    return PartSchema.from_dict(keys, name="CompetitorsSchema")()
