"""What an upsert will change, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kartoteka import gettext as _
from kartoteka import ngettext, number_in_words
from kartoteka_sql.plain import plain_text
from kartoteka_sql.upsert.compare import Difference, Row
from kartoteka_sql.upsert.target import Target

_LONGEST = 40


def remarks(difference: Difference, target: Target, *, remove: bool) -> Iterator[str]:
    """A sentence with the counts, and a few examples of what will be changed and removed."""
    new, changed, unchanged = map(number_in_words, (difference.new, difference.changed, difference.unchanged))
    if remove:
        removed = number_in_words(difference.removed)
        yield _(
            "{new} new, {changed} changed, {unchanged} unchanged, {removed} removed",
            new=new,
            changed=changed,
            unchanged=unchanged,
            removed=removed,
        )
    else:
        yield _("{new} new, {changed} changed, {unchanged} unchanged", new=new, changed=changed, unchanged=unchanged)
    for before, after in difference.changed_rows:
        cells = [
            f"{name} {_shown(old)} → {_shown(new)}"
            for name, old, new in zip(target.names, before, after, strict=True)
            if old != new
        ]
        yield _("changed {row}: {cells}", row=_named(target.key_of(after)), cells=", ".join(cells))
    further = difference.changed - len(difference.changed_rows)
    if further > 0:
        yield ngettext("changed … and {number} more", "changed … and {number} more", further, number=number_in_words(further))
    for key in difference.removed_keys:
        yield _("removed {row}", row=_named(key))
    further = difference.removed - len(difference.removed_keys)
    if further > 0:
        yield ngettext("removed … and {number} more", "removed … and {number} more", further, number=number_in_words(further))


def _named(key: Row) -> str:
    return " ".join(map(_shown, key))


def _shown(value: Any) -> str:
    if value is None:
        return _("(empty)")
    text = " ".join(plain_text(value).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
