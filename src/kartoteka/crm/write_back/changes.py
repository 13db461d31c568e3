"""The staged file: one change a line, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kartoteka.language import N_
from kartoteka.language import gettext as _

_WORDS = {
    "category": N_("category"),
    "discount": N_("discount"),
    "payment_days": N_("payment days"),
    "list": N_("list"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """Something in the CRM that is to be other than it is.

    Attributes:
        customer_id: Whose; empty for a member of a list who is no customer of ours.
        before: For each target the name that is set, as people read it; empty for none.
        after: For each target the name to set; None for none.
        values: What the names in `after` stand for, so that they can be made.
        address: Of a member of a list; `after` has nothing but `list` then.
        refused: Why it is not even tried; None where it is.
    """

    customer_id: str
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str | None] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    address: str | None = None
    refused: str | None = None

    def in_words(self) -> str:
        """`K-17: category segment-1 -> vip`."""
        who = self.address or self.customer_id
        if self.address is not None:
            return _("{who}: joins", who=who) if self.after["list"] else _("{who}: leaves", who=who)
        none = _("none")
        parts = [f"{told(target)} {self.before.get(target) or none} -> {name or none}" for target, name in self.after.items()]
        return f"{who}: {', '.join(parts)}"


def told(target: str) -> str:
    """A target, as people call it."""
    return _(_WORDS.get(target, target.replace("_", " ")))


def write_changes(changes: Iterable[Change], file: Path) -> None:
    """Write the file."""
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        for change in changes:
            stream.write(json.dumps(asdict(change), ensure_ascii=False, sort_keys=True) + "\n")


def read_changes(file: Path) -> Iterator[Change]:
    """What `write_changes` wrote, in order."""
    with file.open(encoding="utf-8", newline="\n") as stream:
        for line in stream:
            yield Change(**json.loads(line))
