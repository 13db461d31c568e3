"""What came of writing a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Written:
    """What a `FileExporter` wrote, where that is not simply every row.

    Attributes:
        rows: How many rows the file has.
        left_out: How many it has not, for each reason in a few words: `{"nothing to match": 2}`. Both together are the rows
            that there were, or the run fails: nothing is lost silently.
        remarks: Sentences that a run tells of it.
    """

    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    remarks: Sequence[str] = ()
