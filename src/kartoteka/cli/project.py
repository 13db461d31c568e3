"""Open the project that a command works on."""

from __future__ import annotations

from pathlib import Path

from kartoteka.cli.language import speak_of, speak_of_file
from kartoteka.config.load import find_project, read_project
from kartoteka.config.project import Pipeline, Project
from kartoteka.errors import ConfigError
from kartoteka.language import gettext as _


def open_project(folder: Path | None) -> Project:
    """The project in a folder, checked. The components of a pipeline are checked when it is planned, so that a plugin or a
    secret that is missing in one pipeline does not stop another.

    Raises:
        ConfigError: With everything that is wrong with it.
    """
    file = find_project(folder)
    speak_of_file(file)
    project, problems = read_project(file)
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
        message = _("{file} has several pipelines", file=project.file.name)
        raise ConfigError(message, hint=_("Name one of them: {names}.", names=names))
    if name not in project.pipelines:
        message = _("{file} has no pipeline {name!r}", file=project.file.name, name=name)
        raise ConfigError(message, hint=_("There is: {names}.", names=names))
    return project.pipelines[name]
