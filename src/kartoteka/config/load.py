"""`kartoteka.yaml` -> a checked project, or everything that is wrong with it at once."""

from __future__ import annotations

from pathlib import Path

from kartoteka.config.build import build_project
from kartoteka.config.checked import checked_values, in_order
from kartoteka.config.components import Components, check_uses
from kartoteka.config.document import Document, parse_document, read_document
from kartoteka.config.find import find_project
from kartoteka.config.project import Project
from kartoteka.config.schema.export import ExportSchema
from kartoteka.config.schema.project import ProjectSchema
from kartoteka.config.schema.source import SourceSchema
from kartoteka.config.secrets import resolve_secrets
from kartoteka.config.uses import uses_in
from kartoteka.config.words import found
from kartoteka.errors import Problem
from kartoteka.language import gettext as _

__all__ = ["find_project", "parse_project", "read_project"]


def read_project(
    file: Path, registry: Components | None = None, *, pipeline: str | None = None
) -> tuple[Project | None, list[Problem]]:
    """The project of a file; None when it has any problem.

    Args:
        file: The project file.
        registry: Where given, the components that the file names and their options are checked as well, also when other
            parts of the file have problems, and the secrets in them are asked for.
        pipeline: Checks the components of this pipeline alone; None checks those of all.
    """
    document, problems = read_document(file)
    return _checked(document, problems, file.absolute(), registry, pipeline)


def parse_project(text: str, file: Path, registry: Components | None = None) -> tuple[Project | None, list[Problem]]:
    """The same for a text that is already in memory; `file` is where relative paths start."""
    document, problems = parse_document(text, file.name)
    return _checked(document, problems, file.absolute(), registry)


def _checked(
    document: Document | None,
    problems: list[Problem],
    file: Path,
    registry: Components | None,
    pipeline: str | None = None,
) -> tuple[Project | None, list[Problem]]:
    if document is None:
        return None, problems
    data, places = document.data, document.places
    if not isinstance(data, dict):
        message = _("the file is empty") if data is None else _("found {value}", value=found(data))
        return None, [*problems, places.problem((), message, _("write a project; `kartoteka demo` makes an example"))]
    values, more = checked_values(ProjectSchema(), data, document)
    problems = [*problems, *more]
    if registry is not None:
        uses = uses_in(data, reading=SourceSchema.own_keys(), export=ExportSchema.own_keys())
        problems += check_uses([use for use in uses if pipeline in (None, use.key[1])], registry, places)
        problems += resolve_secrets(data.get("catalog"), ("catalog",), places)[1]
    if problems:
        return None, in_order(problems)
    return build_project(values, file, places), []
