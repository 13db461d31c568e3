"""What a person should know of a reading, as sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kartoteka import gettext as _
from kartoteka import ngettext, number_in_words
from kartoteka_singer.schema import Column
from kartoteka_singer.values import DECIMALS, Cells


class Notes:
    """Counts what was left out on the way.

    Args:
        tap: Its name.
        stream: The one that is read.
    """

    def __init__(self, tap: str, stream: str) -> None:
        self._tap, self._stream = tap, stream
        self._unknown: Counter[str] = Counter()
        self._extra: Counter[str] = Counter()
        self._changes: dict[str, None] = {}

    def unknown(self, type_: str) -> None:
        """A message of a type that nobody knows."""
        self._unknown[type_] += 1

    def not_in_schema(self, property_: str) -> None:
        """A record with a property that the schema does not have."""
        self._extra[property_] += 1

    def changed(self, before: Sequence[Column], after: Sequence[Column]) -> None:
        """Another schema than before."""
        self._changes[_difference(before, after)] = None

    def sentences(self, cells: Cells) -> Iterator[str]:
        """All of it."""
        for change in self._changes:
            yield _(
                "{tap} changed the schema of {stream} on the way ({change})", tap=self._tap, stream=self._stream, change=change
            )
        for type_, count in sorted(self._unknown.items()):
            yield ngettext(
                "{tap} sent {number} message of the type {type}, which nobody knows; left out",
                "{tap} sent {number} messages of the type {type}, which nobody knows; left out",
                count,
                tap=self._tap,
                number=number_in_words(count),
                type=type_,
            )
        for name, count in sorted(self._extra.items()):
            yield ngettext(
                "{number} record of {stream} had {name!r}, which its schema does not have; left out",
                "{number} records of {stream} had {name!r}, which its schema does not have; left out",
                count,
                number=number_in_words(count),
                stream=self._stream,
                name=name,
            )
        for name, count in sorted(cells.rounded.items()):
            yield ngettext(
                "{number} number in {name} of {stream} had more than {decimals} decimals; rounded",
                "{number} numbers in {name} of {stream} had more than {decimals} decimals; rounded",
                count,
                number=number_in_words(count),
                name=name,
                stream=self._stream,
                decimals=DECIMALS,
            )
        for name, count in sorted(cells.no_numbers.items()):
            yield ngettext(
                "{number} value in {name} of {stream} was infinite or no number; left empty",
                "{number} values in {name} of {stream} was infinite or no number; left empty",
                count,
                number=number_in_words(count),
                name=name,
                stream=self._stream,
            )


def _difference(before: Sequence[Column], after: Sequence[Column]) -> str:
    old, new = {one.name: one.kind for one in before}, {one.name: one.kind for one in after}
    parts = [_("new: {name}", name=name) for name in new.keys() - old.keys()] + [
        _("gone: {name}", name=name) for name in old.keys() - new.keys()
    ]
    other = [name for name in old.keys() & new.keys() if old[name] != new[name]]
    parts += [_("{name} was {before} and is {now}", name=name, before=old[name].value, now=new[name].value) for name in other]
    return "; ".join(sorted(parts)) or _("its order")
