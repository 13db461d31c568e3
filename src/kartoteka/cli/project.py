"""Open the project that a command works on."""

from __future__ import annotations

from pathlib import Path

from kartoteka.cli.language import speak_of
from kartoteka.config.load import find_project, read_project
from kartoteka.config.project import Pipeline, Project
from kartoteka.errors import ConfigError


def open_project(folder: Path | None) -> Project:
    """The project in a folder, checked. The components of a pipeline are checked when it is planned, so that a plugin or a
    secret that is missing in one pipeline does not stop another.

    Raises:
        ConfigError: With everything that is wrong with it.
    """
    project, problems = read_project(find_project(folder))
    if project is None:
        raise ConfigError(problems)
    speak_of(project.locale)
    return project


def choose_pipeline(project: Project, name: str | None) -> Pipeline:
    """The pipeline of that name, or the only one.

    Raises:
        ConfigError: There is none of that name, or none was named and there are several.
    """
    names = ", ".join(project.pipelines)
    if name is None and len(project.pipelines) == 1:
        return next(iter(project.pipelines.values()))
    if name is None:
        raise ConfigError(f"{project.file.name} has several pipelines", hint=f"Name one of them: {names}.")
    if name not in project.pipelines:
        raise ConfigError(f"{project.file.name} has no pipeline {name!r}", hint=f"There is: {names}.")
    return project.pipelines[name]
