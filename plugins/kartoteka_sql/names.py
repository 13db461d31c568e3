"""Names of tables and columns: as SQL wants them, and the one that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import sqlalchemy as sa

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
    meant = f"Did you mean {folded[near[0]]!r}? " if near else ""
    if not listed:
        return f"{meant}There are none."
    more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
    return f"{meant}There are: {', '.join(map(repr, listed[:_LISTED]))}{more}."
