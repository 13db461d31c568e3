"""Which words mean yes and no."""

from __future__ import annotations

from kartoteka.model.spelling import plain

_TRUE = "yes y true t 1 x on tak prawda oui o vrai да д истина ✓ ✔ ☑"
_FALSE = "no n false f 0 off nie fałsz falsz non faux нет н ложь ✗ ✘ ☐"

TRUE_WORDS = frozenset(_TRUE.split())
"""Lower-case words for yes: compare with `lower(trim(text))`."""

FALSE_WORDS = frozenset(_FALSE.split())
"""Lower-case words for no. An empty cell is neither."""


def read_boolean(text: str) -> bool | None:
    """What a cell says, whatever its case, blanks and diacritics; None where it says neither yes nor no."""
    word = plain(text)
    return True if word in TRUE_WORDS else False if word in FALSE_WORDS else None
