"""Read the file of a pipeline's personas, checked as the project file is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kartoteka.components.labels import BLACKLIST
from kartoteka.config.checked import checked_values, in_order
from kartoteka.config.document import read_document
from kartoteka.config.places import Places
from kartoteka.config.project import Pipeline, Project
from kartoteka.errors import ConfigError, Problem
from kartoteka.language import gettext as _
from kartoteka.personas.persona import Persona
from kartoteka.personas.schema import personas_schema


@dataclass(frozen=True, slots=True)
class Personas:
    """What a file holds, in its order, and where each key of it stands."""

    file: Path
    personas: Sequence[Persona]
    places: Places


def personas_file(project: Project, pipeline: Pipeline) -> Path:
    """Where the personas of a pipeline are, or are going to be.

    Raises:
        ConfigError: The pipeline names no such file.
    """
    if pipeline.personas is None:
        message = _("the pipeline {name!r} names no file of personas", name=pipeline.name)
        raise ConfigError([project.places.problem(pipeline.key, message, _("add personas: personas.yaml"))])
    return project.folder / pipeline.personas


def read_personas(file: Path, segments: Mapping[str, Sequence[str]]) -> tuple[Personas, list[Problem]]:
    """The personas in a file; none where there is no such file yet.

    Args:
        file: Where they are.
        segments: The segments of each segmentation. The blacklist is nobody whom a persona could stand for.

    Returns:
        What is sound, and every problem of the file.
    """
    if not file.exists():
        return Personas(file, (), Places(file.name)), []
    document, problems = read_document(file)
    if document is None:
        return Personas(file, (), Places(file.name)), problems
    named = {step: [one for one in labels if one != BLACKLIST] for step, labels in segments.items()}
    data = {} if document.data is None else document.data
    values, more = checked_values(personas_schema(named), data, document)
    problems = in_order([*problems, *more])
    if problems:
        return Personas(file, (), document.places), problems
    found = [
        replace(persona, segmentation=step, segment=segment, key=(step, segment))
        for at, (step, labels) in enumerate(named.items())
        for number, segment in enumerate(labels)
        if (persona := values.get(f"step_{at}", {}).get(f"segment_{number}")) is not None
    ]
    return Personas(file, found, document.places), []


def personas_or_raise(file: Path, segments: Mapping[str, Sequence[str]]) -> Personas:
    """The same, where the file is sound.

    Raises:
        ConfigError: With everything that is wrong with it.
    """
    personas, problems = read_personas(file, segments)
    if problems:
        raise ConfigError(problems)
    return personas
