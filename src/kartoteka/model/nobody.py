"""What people write where there is none."""

from __future__ import annotations

NOBODY = (
    *("no", "none", "n/a", "nie", "brak", "non", "aucun", "нет", "отсутствует"),
    *("false", "fałsz", "faux", "ложь", "0", "-", "\u2013", "\u2014"),
)
"""Lower-case words that stand in `competitor` where there is none."""
