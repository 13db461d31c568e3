"""What is kept of a reading beside the landed table, so that the next one can go on from there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kartoteka.config.project import SourceConfig

RAW = "raw.parquet"
"""The rows as the system gave them, sorted by key, in the folder of the landed table."""

Columns = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """The end of a reading.

    Attributes:
        source: What was read: another source, or other options, begin anew.
        cursor: What the source is handed to go on.
        state: A hexadecimal text that is another one for other rows.
        columns: Names and Arrow types of the rows, as the system gave them.
    """

    source: str
    cursor: str
    state: str
    columns: Columns

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Kept:
        columns = [(str(name), str(type_)) for name, type_ in told["columns"]]
        return cls(told["source"], told["cursor"], told["state"], columns)


def named_source(config: SourceConfig) -> str:
    """A hexadecimal text for a source and its options, as they are written: a secret is still its reference."""
    told = json.dumps([config.use, config.options], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
