"""What it takes to look up the rows of a source in other files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kartoteka.components.source import Source
from kartoteka.config.places import KeyPath
from kartoteka.config.project import LookupConfig
from kartoteka.pipeline.land.slot import SourceFile


@dataclass(frozen=True, slots=True)
class LookupFiles:
    """The files of one lookup after a first look.

    Attributes:
        component: What reads them.
        files: As they are to be read; those of a system that has to be asked have no path of their own yet.
        key: Where the lookup is written, below the source's own key.
    """

    config: LookupConfig
    component: Source
    files: Sequence[SourceFile]
    key: KeyPath

    @property
    def names(self) -> Sequence[str]:
        """What a person calls each file."""
        return [self.config.name] if len(self.files) == 1 else [file.path.name for file in self.files]


@dataclass(frozen=True, slots=True)
class Lookup:
    """One lookup, as far as a source's layout needs it.

    Attributes:
        told: The files.
        keys: What is compared: the number of a slot of the source, and the column of the looked-up files.
        cells: What a found row gives: the number of a slot of the source, and the column of the looked-up files.
        found: The number of the slot that says where the row was found: `products.csv, line 7`; NULL where it was not.
    """

    told: LookupFiles
    keys: Sequence[tuple[int, str]]
    cells: Mapping[int, str]
    found: int

    @property
    def name(self) -> str:
        return self.told.config.name
