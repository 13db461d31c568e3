"""From when on records are asked for the next time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Watermark:
    """The moment up to which changes have been read, by the CRM's clock.

    Attributes:
        until: In UTC. Records that were changed at that very moment are read again: more of them may come.
    """

    until: datetime

    @classmethod
    def of(cls, cursor: str | None) -> Watermark | None:
        """What `text` gave; None for none."""
        return None if cursor is None else cls(datetime.fromisoformat(json.loads(cursor)["until"]))

    def text(self) -> str:
        """For the cursor of a source."""
        return json.dumps({"until": self.until.astimezone(UTC).isoformat()})

    def since(self, overlap: timedelta) -> datetime:
        """From when on to ask. The overlap covers what was stamped before and saved after: a long transaction, a second
        server whose clock is behind."""
        return self.until - overlap

    def after(self, newest: datetime | None, started: datetime) -> Watermark:
        """The next one.

        Args:
            newest: The latest change among what was read; None where nothing was.
            started: When the reading began, by the CRM's clock. Nothing behind it counts as read: a record that was changed
                after its page had come is not among what was read, whatever else is. Nor does a date in the future.
        """
        latest = self.until if newest is None else max(newest, self.until)
        return Watermark(min(latest, started))
