"""What a person is told of a write-back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kartoteka.crm.write_back.changes import Change, told
from kartoteka.crm.write_back.differences import Tally

EXAMPLES = 3


def remarks(tally: Tally, examples: Sequence[Change], refused: str, *, customers: bool, name: str | None) -> Iterator[str]:
    """What would be changed, what would not and why, as sentences.

    Args:
        tally: What was met.
        examples: The first changes.
        refused: The file for what is refused.
        customers: Whether anything is set of customers.
        name: The list; None where there is none.
    """
    if customers:
        parts = ", ".join(f"{count:,} {told(target)}" for target, count in sorted(tally.targets.items()))
        yield f"{tally.differing:,} of {counted(tally.customers)} to change" + (f": {parts}" if parts else "")
    if name is not None:
        yield f"{tally.joining:,} to join the list {name!r}, {tally.leaving:,} to leave it"
    yield from (f"e.g. {change.in_words()}" for change in examples)
    for target, count in sorted(tally.kept.items()):
        yield f"{counted(count)} with the {told(target)} that people have set, which stays"
    if tally.left:
        yield f"{tally.left:,} who have left the list {name!r}, and are not put back"
    if tally.refused:
        yield f"{counted(tally.refused)} that cannot be changed; {refused} will say why"


def counted(customers: int) -> str:
    """`1 customer`, `1,200 customers`."""
    return "1 customer" if customers == 1 else f"{customers:,} customers"
