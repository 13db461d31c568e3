"""The report, put together and written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kartoteka.config.project import Pipeline, Project
from kartoteka.durable import write_whole
from kartoteka.language import day_in_words, speaking
from kartoteka.language import gettext as _
from kartoteka.plugin.registry import Registry
from kartoteka.report.meanwhile import preparing_meanwhile
from kartoteka.report.opened import OpenedRun, open_for_report
from kartoteka.report.page import Page
from kartoteka.report.render import missing_library, render
from kartoteka.report.sections.campaigns import campaigns
from kartoteka.report.sections.moves import moves
from kartoteka.report.sections.overview import overview
from kartoteka.report.sections.personas import personas
from kartoteka.report.sections.profiles import profile_pages, profiles
from kartoteka.report.sections.quality import quality
from kartoteka.report.sections.rejects import rejects
from kartoteka.report.sections.segments import segments


def write_report(
    project: Project,
    pipeline: Pipeline,
    registry: Registry,
    file: Path,
    *,
    as_of: date | None = None,
    language: str | None = None,
) -> int:
    """Write the report of a run, whole or not at all.

    Args:
        project: The checked project.
        pipeline: Which of its pipelines.
        registry: Where its components come from.
        file: Where the report is written.
        as_of: The day of the run; the latest run where it is None.
        language: In which language; that of the project where it is None.

    Returns:
        How many bytes it has.

    Raises:
        StateError: There is no such run.
        ConfigError: A library is missing, or the project does not fit the run.
    """
    content = report_html(project, pipeline, registry, as_of=as_of, language=language).encode()
    write_whole(file, content)
    return len(content)


def report_html(
    project: Project, pipeline: Pipeline, registry: Registry, *, as_of: date | None = None, language: str | None = None
) -> str:
    """The report of a run as one HTML document; arguments and errors are those of `write_report`."""
    require_libraries()
    spoken = language or project.locale
    with speaking(spoken), open_for_report(project, pipeline, registry, as_of) as opened, preparing_meanwhile():
        return render(page(opened, spoken))


def require_libraries() -> None:
    """See that the libraries of the report are there.

    Raises:
        ConfigError: One of them is not installed.
    """
    from importlib.util import find_spec

    for module, name in (("jinja2", "jinja2"), ("altair", "altair"), ("vl_convert", "vl-convert-python")):
        if find_spec(module) is None:
            raise missing_library(name)


def page(opened: OpenedRun, language: str) -> Page:
    """All parts of a report, in order."""
    run = opened.run
    day, pages = day_in_words(run.as_of), profile_pages(opened)
    return Page(
        language=language,
        title=_("{pipeline}, as of {day}", pipeline=run.pipeline, day=day),
        lead=_("Customers in segments: who they are, how they moved, and who is addressed."),
        parts=[
            overview(opened),
            segments(opened, lambda step, segment: pages.get((step, segment))),
            moves(opened),
            quality(opened),
            profiles(opened, pages),
            *([told] if (told := personas(opened)) is not None else []),
            campaigns(opened),
            rejects(opened),
        ],
    )
