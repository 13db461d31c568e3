"""Landing: a source becomes a typed table in the state folder, and what cannot be used is listed with its reason."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kartoteka.components.source import FileSource, Source
from kartoteka.config.project import Pipeline, Project, SourceConfig
from kartoteka.errors import ConfigError, InputError
from kartoteka.language import gettext as _
from kartoteka.language import speaking
from kartoteka.pipeline.land.asked import Asked
from kartoteka.pipeline.land.fingerprint import fingerprint
from kartoteka.pipeline.land.how_read import read_otherwise
from kartoteka.pipeline.land.inspect import Inspected, inspect_source, landing_store
from kartoteka.pipeline.land.landed import LandedTable
from kartoteka.pipeline.land.landing import HasConnection, Landing, Progress
from kartoteka.pipeline.land.limits import check_rejects

if TYPE_CHECKING:
    pass


def land_table(
    source: SourceConfig,
    component: Source,
    *,
    pipeline: Pipeline,
    project: Project,
    engine: HasConnection,
    progress: Progress | None = None,
    inspected: Inspected | None = None,
    lookups: Sequence[Source] = (),
) -> LandedTable:
    """Land a source, or find it landed already.

    Args:
        source: What the project file says.
        component: Where the rows come from.
        pipeline: For its currency and rates.
        project: For its time zone and state folder.
        engine: Where texts are parsed.
        progress: Is told in a few words what is being done.
        inspected: A first look that was taken before; it is taken now where None.
        lookups: What reads the files of the lookups that `source` has.

    Raises:
        ConfigError: The columns do not fit what the project file says.
        InputError: The source cannot be read, or in more than one way.
        TooManyRejects: More rows were rejected than `max_rejects` allows; the rejects file stays to be looked at.
    """
    if inspected is None:
        inspected, problems = inspect_source(source, component, project=project, pipeline=pipeline, lookups=lookups)
        if inspected is None:
            raise ConfigError(problems)
    store = landing_store(source, project, pipeline)
    landed = inspected.landed
    if landed is None:
        before = store.latest()
        draft = store.draft()
        work = draft / "work"
        work.mkdir()
        told = progress or (lambda _: None)
        landing = Landing(source, component, lookups, pipeline, project, engine.connection, told, draft, work)
        try:
            asked = None if isinstance(component, FileSource) else landing.ask(before)
            if asked is not None and inspected.fingerprint is None:
                print_ = fingerprint(source, component, (), project, pipeline, lookups, state=asked.state)
                inspected = replace(inspected, fingerprint=print_)
                landed = store.find(str(print_))
            if landed is None:
                landed = _landed_anew(landing, inspected, asked, before)
                _check_unchanged(source, component, inspected, project, pipeline, lookups)
                shutil.rmtree(work)
                landed = store.keep(landed, draft)
            else:  # the system was asked, and nothing has changed
                landed = store.note(replace(landed, kept=None if asked is None else asked.kept))
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    else:
        store.tidy(landed.fingerprint)
    check_rejects(landed, source.reading.max_rejects, project.folder)
    return landed


def _landed_anew(landing: Landing, inspected: Inspected, asked: Asked | None, before: LandedTable | None) -> LandedTable:
    landed = landing.land(inspected, asked)
    with speaking(landing.project.locale):
        changes = read_otherwise(before, landed)
    if asked is None:
        return replace(landed, warnings=(*landed.warnings, *changes))
    return replace(landed, warnings=(*landed.warnings, *asked.told, *changes), kept=asked.kept)


def _check_unchanged(
    config: SourceConfig,
    component: Source,
    inspected: Inspected,
    project: Project,
    pipeline: Pipeline,
    lookups: Sequence[Source],
) -> None:
    if not all(isinstance(reader, FileSource) for reader in (component, *lookups)):
        return
    if fingerprint(config, component, inspected.paths, project, pipeline, lookups) != inspected.fingerprint:
        files = ", ".join(path.name for path in (*inspected.paths, *inspected.looked_up))
        raise InputError(_("{files} changed while being read", files=files), hint=_("Run again when the export is finished."))
