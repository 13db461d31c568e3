"""Names of tables and columns: as SQL wants them, and the one that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import sqlalchemy as sa

from kartoteka import gettext as _
from kartoteka import ngettext

_LISTED = 12


def quoted(dialect: sa.Dialect, *names: str | None) -> str:
    """Names joined by dots, each quoted whatever it holds."""
    preparer = dialect.identifier_preparer
    first, last, escaped = preparer.initial_quote, preparer.final_quote, preparer.escape_quote
    return ".".join(f"{first}{name.replace(escaped, escaped * 2)}{last}" for name in names if name is not None)


def nearest(name: str, names: Iterable[str]) -> str:
    """`Did you mean 'orders'? There are: 'customers', 'orders'.`"""
    listed = list(names)
    folded = {known.casefold(): known for known in listed}
    near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.5)
    told = [_("Did you mean {name!r}?", name=folded[near[0]])] if near else []
    if not listed:
        told.append(_("There are none."))
    elif len(listed) > _LISTED:
        names, more = ", ".join(map(repr, listed[:_LISTED])), len(listed) - _LISTED
        told.append(
            ngettext(
                "There are: {names} and {number} more.", "There are: {names} and {number} more.", more, names=names, number=more
            )
        )
    else:
        told.append(_("There are: {names}.", names=", ".join(map(repr, listed))))
    return " ".join(told)
