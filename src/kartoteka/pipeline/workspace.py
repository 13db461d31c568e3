"""Where a run writes before it is true, and how all of that is taken away again.

`runs/<run id>/` becomes the snapshot when the run commits. `staging/<run id>/` holds what is waiting to be delivered, and a
journal of the files that exporters made elsewhere (`announced.txt`: a JSON string on each line). A path in the project's folder
is written down relative to it: a copy of a project must never tidy up in the original.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kartoteka.catalog.records import DeliveryRecord, relative_to_project
from kartoteka.components.exporter import Staged, Staging
from kartoteka.crash import crash_point
from kartoteka.durable import fsync_file, fsync_folder, make_folder

RUNS = "runs"
STAGING = "staging"
SPILL = "spill"
_JOURNAL = "announced.txt"


@dataclass(frozen=True, slots=True)
class Workspace:
    """The two folders of one run.

    Attributes:
        state: The state folder.
        root: The name of the state root; it goes into the keys of deliveries, so that a system that remembers keys
            does not take the first run of a new state folder for one that it has seen.
    """

    state: Path
    root: str
    run_id: str

    @property
    def folder(self) -> Path:
        """The snapshot: `customers.parquet`, `moves.parquet`, and in the end `manifest.json`."""
        return self.state / RUNS / self.run_id

    @property
    def staging(self) -> Path:
        return self.state / STAGING / self.run_id

    @property
    def snapshot(self) -> str:
        """`folder` as the catalog knows it."""
        return f"{RUNS}/{self.run_id}"

    def begin(self) -> None:
        """Make both folders, empty: what an uncommitted run of the same id left behind is taken away."""
        self.discard()
        make_folder(self.folder)
        make_folder(self.staging)

    def staging_for(self, campaign: str, index: int) -> Staging:
        """Where the export number `index` (from 0) of a campaign may write."""
        name = f"{quote(campaign, safe='')}-{index}"
        folder = self.staging / name
        make_folder(folder)
        crash_point("before-prepare")
        return Staging(folder, f"{self.root[:8]}.{self.run_id}.{name}", self._announce)

    def _announce(self, path: Path) -> None:
        crash_point("before-announce")
        journal = self.staging / _JOURNAL
        made = not journal.exists()
        with journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps(relative_to_project(path, self.state.parent)) + "\n")
        fsync_file(journal)
        if made:
            fsync_folder(journal.parent)
        crash_point("after-announce")

    def discard(self) -> None:
        """Take away everything that the run wrote, here and elsewhere. Only for a run that was not committed."""
        remove_staging(self.staging)
        remove_folder(self.folder)


def delivery_records(
    campaign: str, use: str, plugin: str, options: Mapping[str, Any], staging: Staging, staged: Sequence[Staged]
) -> list[DeliveryRecord]:
    """What one export staged, as the catalog will remember it.

    Args:
        options: As written in the project file, with references to secrets and never the secrets.
        plugin: Whose the exporter is: `kartoteka 0.1.0`.
    """
    crash_point("after-prepare")
    return [DeliveryRecord(campaign, use, plugin, options, f"{staging.key}.{n}", one) for n, one in enumerate(staged)]


def announced(staging: Path) -> list[Path]:
    """The files elsewhere that a run announced in its staging folder."""
    journal, project = staging / _JOURNAL, staging.parent.parent.parent
    if not journal.exists():
        return []
    paths = []
    for line in journal.read_text(encoding="utf-8").splitlines():
        # A line that was torn by a kill was never announced: the file it would have named does not exist.
        with suppress(ValueError):
            paths.append(project / json.loads(line))
    return paths


def remove_staging(staging: Path) -> None:
    """Remove a staging folder, and before it what was announced there and still exists."""
    left = [path for path in announced(staging) if os.path.lexists(path)]
    for path in left:
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError):  # somebody else put something into it
                path.rmdir()
        else:
            path.unlink()
    for folder in {path.parent for path in left}:
        fsync_folder(folder)
    remove_folder(staging)


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that is in it, if it exists."""
    if folder.is_dir():
        crash_point("before-tidy")
        shutil.rmtree(folder)
        crash_point("after-tidy")
