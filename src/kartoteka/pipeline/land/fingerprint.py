"""What changes when a source would be read differently: its files' state, and everything that decides how they are read."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import kartoteka
from kartoteka.components.changes import IncrementalSource
from kartoteka.components.source import BatchSource, FileSource, Source
from kartoteka.config.project import Pipeline, Project, SourceConfig

FORMAT = 6
"""To be raised whenever the same input would be landed differently."""


def fingerprint(
    config: SourceConfig,
    component: Source,
    paths: Sequence[Path],
    project: Project,
    pipeline: Pipeline,
    lookups: Sequence[Source] = (),
    *,
    state: str | None = None,
) -> str | None:
    """A hexadecimal text that names what would be landed.

    Args:
        lookups: They read the files of those that `config` has. One that cannot tell its version has a new one every time.
        state: That of a system that has been read, where it could not be told before.

    Returns:
        None where a system cannot tell its state before it is read.
    """
    state_of_source = state or _state(component, paths, project.folder)
    if state_of_source is None:
        return None
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
        "state": state_of_source,
    }
    if lookups:
        told["lookups"] = [
            [asdict(lookup), _state(reader, _paths(reader), project.folder) or secrets.token_hex(16)]
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
        case BatchSource() | IncrementalSource():
            return component.version()
        case _:
            return None


def _state_of_file(path: Path, folder: Path) -> list[object]:
    """Times and inode as well as the size: a file may be rewritten in the same second and length."""
    state = path.stat()
    name = str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
    return [name, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino]


def _computes_with_as_of(config: SourceConfig) -> bool:
    return any("as_of" in str(written).casefold() for written in (config.reading.columns or {}).values())
