"""What a person is told of a write-back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kartoteka.crm.write_back.changes import Change, told
from kartoteka.crm.write_back.differences import Tally
from kartoteka.language import gettext as _
from kartoteka.language import ngettext, number_in_words

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
        parts = ", ".join(f"{number_in_words(count)} {told(target)}" for target, count in sorted(tally.targets.items()))
        many = ngettext(
            "{differing} of {number} customer to change",
            "{differing} of {number} customers to change",
            tally.customers,
            differing=number_in_words(tally.differing),
            number=number_in_words(tally.customers),
        )
        yield f"{many}: {parts}" if parts else many
    if name is not None:
        yield _(
            "{joining} to join the list {name!r}, {leaving} to leave it",
            joining=number_in_words(tally.joining),
            name=name,
            leaving=number_in_words(tally.leaving),
        )
    yield from (_("e.g. {change}", change=change.in_words()) for change in examples)
    for target, count in sorted(tally.kept.items()):
        yield ngettext(
            "{number} customer with the {target} that people have set, which stays",
            "{number} customers with the {target} that people have set, which stays",
            count,
            number=number_in_words(count),
            target=told(target),
        )
    if tally.left:
        yield _("{number} who have left the list {name!r}, and are not put back", number=number_in_words(tally.left), name=name)
    if tally.refused:
        yield ngettext(
            "{number} customer that cannot be changed; {file} will say why",
            "{number} customers that cannot be changed; {file} will say why",
            tally.refused,
            number=number_in_words(tally.refused),
            file=refused,
        )
