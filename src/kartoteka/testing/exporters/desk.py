"""Where an exporter stages, and what is watched while it does."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from unittest.mock import patch

from kartoteka.components.exporter import Exporter, Staged, Staging
from kartoteka.testing.exporters.given import GivenRows
from kartoteka.testing.failed import CheckFailed

KEY = "checks-2026-11-30-1/spring/0"


@dataclass
class Desk:
    """A staging folder.

    Attributes:
        folder: In the state folder.
        key: Of the run and export.
        introduce: Is shown the rows before they are staged: the checks' `introduce`; None where nothing is there to be met.
        announced: The paths that were announced.
        late: Those of them at which there was something already.
    """

    folder: Path
    key: str = KEY
    introduce: Callable[[GivenRows], None] | None = None
    announced: list[Path] = field(default_factory=list)
    late: list[Path] = field(default_factory=list)

    def prepare(self, exporter: Exporter, rows: GivenRows) -> list[Staged]:
        """The first half; each staged thing goes through JSON, as it does through the catalog."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.introduce is not None:
            self.introduce(rows)
        with closing(exporter.context.connections):
            return [kept(staged) for staged in exporter.prepare(rows, Staging(self.folder, self.key, self._announce))]

    def deliver(self, exporter: Exporter, staged: Sequence[Staged]) -> list[str]:
        """The second half; gives what the exporter tells."""
        with closing(exporter.context.connections):
            return [remark for one in staged for remark in exporter.deliver(one, self.key) or ()]

    def _announce(self, path: Path) -> None:
        self.announced.append(path)
        if path.exists():
            self.late.append(path)


def kept(staged: Staged) -> Staged:
    """What the catalog gives back of something staged.

    Raises:
        CheckFailed: `details` holds what JSON cannot.
    """
    try:
        told = json.loads(json.dumps(asdict(staged)["details"]))
    except (TypeError, ValueError) as error:
        raise CheckFailed(f"details of {staged.destination} cannot be kept as JSON: {error}") from error
    return Staged(Path(str(staged.staged)), staged.destination, staged.rows, staged.sha256, told, staged.remarks)


@contextmanager
def watched_fsync() -> Iterator[set[int]]:
    """The inodes of the files and folders that are put on the disk meanwhile."""
    seen: set[int] = set()
    real = os.fsync

    def fsync(file: int) -> None:
        seen.add(os.fstat(file).st_ino)
        real(file)

    with patch("os.fsync", fsync):
        yield seen
