"""Where landed tables lie: one folder for each fingerprint, made under another name and renamed when it is whole."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from kartoteka.durable import fsync_tree, make_folder, replace, write_whole
from kartoteka.errors import StateError
from kartoteka.language import gettext as _
from kartoteka.pipeline.land.landed import LandedTable

_FACTS = "landing.json"
_DRAFT = ".draft"


class LandingStore:
    """The landed tables of one source.

    Args:
        folder: `.kartoteka/landing/<pipeline>/<table>`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, fingerprint: str) -> LandedTable | None:
        """What was landed under a fingerprint; None where nothing whole was."""
        folder = self.folder / fingerprint
        facts = _read(folder)
        landed = None if facts is None else LandedTable.from_json(facts, folder)
        return landed if landed is not None and all(path.exists() for path in landed.paths) else None

    def latest(self) -> LandedTable | None:
        """What was landed last, whatever its fingerprint."""
        if not self.folder.is_dir():
            return None
        whole = [folder for folder in self.folder.iterdir() if not folder.name.startswith(".") and (folder / _FACTS).is_file()]
        folder = max(whole, key=lambda folder: (folder / _FACTS).stat().st_mtime_ns, default=None)
        facts = None if folder is None else _read(folder)
        return None if folder is None or facts is None else LandedTable.from_json(facts, folder)

    def draft(self) -> Path:
        """An empty folder to land in; what a killed run left there is removed."""
        make_folder(self.folder)
        for left in self.folder.glob(f"{_DRAFT}*"):
            shutil.rmtree(left, ignore_errors=True)
        folder = self.folder / _DRAFT
        folder.mkdir()
        return folder

    def keep(self, landed: LandedTable, draft: Path) -> LandedTable:
        """Make a draft the landed table, on the disk, and remove older ones."""
        (draft / _FACTS).write_bytes(_facts(landed))
        fsync_tree(draft)
        target = self.folder / landed.fingerprint
        if target.exists():
            shutil.rmtree(target)
        replace(draft, target)
        self.tidy(landed.fingerprint)
        return landed.moved_to(target)

    def note(self, landed: LandedTable) -> LandedTable:
        """Remember what is known anew of a table that is there already."""
        folder = self.folder / landed.fingerprint
        write_whole(folder / _FACTS, _facts(landed))
        self.tidy(landed.fingerprint)
        return landed

    def tidy(self, fingerprint: str) -> None:
        """Remove every table but one, and what a killed run left."""
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder.name != fingerprint:
                with suppress(OSError):
                    # First of all, so that a folder of which a kill leaves a part is not taken for a table when its source
                    # comes back.
                    (folder / _FACTS).unlink(missing_ok=True)
                    shutil.rmtree(folder)


def _facts(landed: LandedTable) -> bytes:
    return (json.dumps(landed.to_json(), ensure_ascii=False, indent=2) + "\n").encode()


def _read(folder: Path) -> dict[str, Any] | None:
    try:
        facts: dict[str, Any] = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        message = _("{file} is damaged: {error}", file=folder / _FACTS, error=error)
        raise StateError(message, hint=_("Remove {folder}; the source is then read again.", folder=folder)) from error
    return facts
