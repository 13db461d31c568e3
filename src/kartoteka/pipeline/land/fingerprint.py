"""What changes when a source would be read differently: its files' state, and everything that decides how they are read."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import kartoteka
from kartoteka.components.source import BatchSource, FileSource, Source
from kartoteka.config.project import Pipeline, Project, SourceConfig

FORMAT = 3
"""To be raised whenever the same input would be landed differently."""


def fingerprint(
    config: SourceConfig,
    component: Source,
    paths: Sequence[Path],
    project: Project,
    pipeline: Pipeline,
    lookups: Sequence[Source] = (),
) -> str:
    """A hexadecimal text that names what would be landed; `lookups` read the files of those that `config` has.

    A source that cannot tell its version has a new one every time, so that it is always read again.
    """
    told = {
        "format": [FORMAT, kartoteka.__version__],
        "table": config.table,
        "use": config.use,
        "options": config.options,
        "reading": {key: value for key, value in asdict(config.reading).items() if key != "max_rejects"},
        "timezone": project.timezone,
        "locale": project.locale,
        "currency": pipeline.currency,
        "rates": dict(pipeline.rates),
        "as_of": component.context.as_of if _computes_with_as_of(config) else None,
        "state": _state(component, paths, project.folder),
    }
    if lookups:
        told["lookups"] = [
            [asdict(lookup), _state(reader, _paths(reader), project.folder)]
            for lookup, reader in zip(config.lookups, lookups, strict=True)
        ]
    text = json.dumps(told, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _paths(component: Source) -> Sequence[Path]:
    return component.paths() if isinstance(component, FileSource) else ()


def _state(component: Source, paths: Sequence[Path], folder: Path) -> object:
    match component:
        case FileSource():
            return [_state_of_file(path, folder) for path in paths]
        case BatchSource():
            return component.version() or secrets.token_hex(16)
        case _:
            return None


def _state_of_file(path: Path, folder: Path) -> list[object]:
    """Times and inode as well as the size: a file may be rewritten in the same second and length."""
    state = path.stat()
    name = str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
    return [name, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino]


def _computes_with_as_of(config: SourceConfig) -> bool:
    return any("as_of" in str(written).casefold() for written in (config.reading.columns or {}).values())
