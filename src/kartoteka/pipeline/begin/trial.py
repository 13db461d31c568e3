"""Land the files as a run would, somewhere else, to see that a run will."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from csv import DictReader
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kartoteka.config.project import MaxRejects, Pipeline, Project, SourceConfig
from kartoteka.errors import Problem, error_of
from kartoteka.language import gettext as _
from kartoteka.language import ngettext
from kartoteka.pipeline.begin.question import Choice, Question, about_reading
from kartoteka.pipeline.land import LandedTable, land_table
from kartoteka.pipeline.plan import Plan
from kartoteka.pipeline.planning import make_plan
from kartoteka.plugin.registry import Registry

_ALL = MaxRejects(rows=2**62)
_REASONS = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it: the landed tables (whose files are gone by then), what a person should know, and what to ask."""

    landed: Mapping[str, LandedTable] = field(default_factory=dict)
    remarks: Sequence[str] = ()
    questions: Sequence[Question] = ()


def try_landing(project: Project, registry: Registry, work: Path, tell: Callable[[str], None]) -> Trial:
    """Plan the first pipeline of a project and land its sources.

    Raises:
        ConfigError: The plan has problems: an answer that was given cannot be.
        InputError: A source cannot be read as it is.
    """
    from kartoteka.engine.duckdb import DuckDBEngine

    pipeline = next(iter(project.pipelines.values()))
    plan, problems = make_plan(project, pipeline, registry, datetime.now(ZoneInfo(project.timezone)).date())
    if problems:
        raise error_of([without_place(problem) for problem in problems])
    elsewhere = replace(project, file=work / project.file.name)
    engine = DuckDBEngine(work / "spill", memory_limit=project.memory_limit, memory_share=project.memory_share)
    try:
        landed = {
            table: land_table(
                _patient(source.config),
                source.component,
                pipeline=pipeline,
                project=elsewhere,
                engine=engine,
                progress=tell,
                lookups=[lookup.component for lookup in source.lookups],
            )
            for table, source in plan.sources.items()
        }
        return _told(landed, plan, pipeline)
    finally:
        engine.close()


def without_place(problem: Problem) -> Problem:
    """The problem without its line, of a file that is not written."""
    return replace(problem, file=None, line=None, column=None)


def _patient(config: SourceConfig) -> SourceConfig:
    """The source with all rejects allowed: how many there are is told here."""
    return replace(config, reading=replace(config.reading, max_rejects=_ALL))


def _told(landed: Mapping[str, LandedTable], plan: Plan, pipeline: Pipeline) -> Trial:
    remarks: list[str] = []
    questions: list[Question] = []
    for table, result in landed.items():
        limit = plan.sources[table].config.reading.max_rejects
        reasons = _reasons(result)
        told = ngettext(
            "{table}: {number} of {rows} rows cannot be used: {reasons}.",
            "{table}: {number} of {rows} rows cannot be used: {reasons}.",
            result.rows_rejected,
            table=table,
            number=result.rows_rejected,
            rows=result.rows_read,
            reasons=reasons,
        )
        if limit.exceeded(result.rows_rejected, result.rows_read):
            stops = _("A run stops at so many, unless it is told to go on without them.")
            text = f"{told} {stops}"
            choices = [
                Choice("unlimited", _("go on without any number of rows")),
                Choice("10%", _("go on without so many")),
            ]
            questions.append(about_reading(table, "max_rejects", text, choices))
        elif result.rows_rejected:
            goes_on = _("A run lists them and goes on.")
            remarks.append(f"{told} {goes_on}")
        remarks += _emptied(table, result)
        remarks += [f"{table}: {_sentence(warning)}" for warning in result.warnings]
    return Trial(landed, remarks, questions)


def _sentence(warning: str) -> str:
    text = "; ".join(line.strip() for line in warning.splitlines())
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _emptied(table: str, landed: LandedTable) -> list[str]:
    """The columns with cells that cannot be read, each with the first of them."""
    if not landed.cells_emptied:
        return []
    counts: Counter[str] = Counter()
    firsts: dict[str, str] = {}
    with landed.emptied_file.open(encoding="utf-8", newline="") as stream:
        for row in DictReader(stream):
            counts[row["column"]] += 1
            firsts.setdefault(row["column"], _("{cell!r} in line {line}", cell=row["cell"], line=row["line"]))
    return [
        ngettext(
            "{table}: {number} cell of {column} cannot be read and is left empty: {example}.",
            "{table}: {number} cells of {column} cannot be read and are left empty, such as {example}.",
            count,
            table=table,
            number=count,
            column=name,
            example=firsts[name],
        )
        for name, count in counts.items()
    ]


def _reasons(landed: LandedTable) -> str:
    """The commonest reasons, with the lines where each is met first."""
    if not landed.rows_rejected:
        return ""
    counts: Counter[str] = Counter()
    lines: dict[str, str] = {}
    with landed.rejects_file.open(encoding="utf-8", newline="") as stream:
        for row in DictReader(stream):
            counts[_kind(row["reason"])] += 1
            lines.setdefault(_kind(row["reason"]), _("line {line}: {reason}", line=row["line"], reason=row["reason"]))
    shown = [
        _("{number} like {example}", number=count, example=lines[kind]) if count > 1 else lines[kind]
        for kind, count in counts.most_common(_REASONS)
    ]
    return "; ".join(shown) + ("; …" if len(counts) > _REASONS else "")


def _kind(reason: str) -> str:
    """A reason without what is quoted in it."""
    return "'".join(part for index, part in enumerate(reason.split("'")) if index % 2 == 0).split(",", 1)[0]
