"""The words for the status of an order that is left out, for the type of a customer, and for yes and no."""

from __future__ import annotations

from _pages.markdown import code, table
from kartoteka.model.booleans import FALSE_WORDS, TRUE_WORDS
from kartoteka.model.customer_types import CUSTOMER_TYPE_SYNONYMS
from kartoteka.model.spelling import plain
from kartoteka.model.statuses import STATUS_SYNONYMS

_HEAD = """# Words in cells

## Status of an order

An order line with one of these words in `status` does not exist for a run; it is counted and reported. Case, accents, blanks at
the ends, and a full stop or an exclamation mark after the word make no difference. Any other word leaves the line in place:
*partly refunded* does not say that the order is gone. A yes-or-no column such as `Posted`, `Zatwierdzone`, `Validée` or
`Проведен` is the field `posted`: an order with a *no* there is a draft as well. Words of your own are [turned into these by a
calculation](../how-to/erp-export.md#words-for-the-status-of-an-order).
"""
_TYPES = """## Type of a customer

A word of these in `customer_type` is kept as what it means, so that one condition does for all spellings:
`customer_type = 'corporation'`. Case, accents, blanks at the ends, and a full stop or an exclamation mark after the word make
no difference. Any other word stays as it is. A legal form is here only where it says by itself which kind of customer it is.
"""
_BOOLEANS = """## Yes and no

What a cell of a yes-or-no field, such as `consent_email`, may say. Any other word cannot be read; an empty cell is neither.
"""


def page() -> str:
    """The page."""
    statuses = [(status, ", ".join(_shown(words))) for status, words in STATUS_SYNONYMS.items()]
    types = [(code(type_), ", ".join(_shown(words))) for type_, words in CUSTOMER_TYPE_SYNONYMS.items()]
    booleans = [("yes", ", ".join(_shown(TRUE_WORDS))), ("no", ", ".join(_shown(FALSE_WORDS)))]
    head = ("means", "words")
    parts = [_HEAD, table(head, statuses), _TYPES, table(head, types), _BOOLEANS, table(head, booleans)]
    return "\n".join(parts)


def _shown(words: frozenset[str]) -> list[str]:
    """Each word once, in the spelling with accents where there is one."""
    by_plain: dict[str, str] = {}
    for word in sorted(word for word in words if not word.endswith((".", "!"))):
        other = by_plain.get(plain(word))
        if other is None or word != plain(word):
            by_plain[plain(word)] = word if other is None or word > other else other
    return sorted(by_plain.values())
