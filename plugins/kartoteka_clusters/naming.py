"""What a group is called: by what sets it apart most."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kartoteka_clusters.features import Compared
from kartoteka_clusters.model import Axis

_FAR = 0.5
"""So many standard deviations from the average are worth a word."""

_OFTEN = 0.5
_MOST_WORDS = 2


def names_of(axes: Sequence[Axis], centres: Sequence[Sequence[float]]) -> list[str]:
    """One name for each group, no two alike: `high-turnover-young`. The same groups have the same names."""
    words = [_words(axes, centre) for centre in centres]
    names = ["-".join(found[:_MOST_WORDS]) or "average" for found in words]
    for at, name in enumerate(names):
        more = _MOST_WORDS
        while names.count(names[at]) > 1 and more < len(words[at]):
            more += 1
            names[at] = "-".join(words[at][:more])
        if names.count(names[at]) > 1:
            names[at] = f"{name}-{at + 1}"
    return names


def _words(axes: Sequence[Axis], centre: Sequence[float]) -> list[str]:
    """What sets a group apart, most first."""
    found: list[tuple[float, int, str]] = []
    for place, (axis, middle) in enumerate(zip(axes, centre, strict=True)):
        if axis.value is None:
            # Without its weight: how far the group is, not how much that counts.
            score = middle * axis.field.chosen.weight**-0.5
            if abs(score) >= _FAR:
                found.append((abs(score), -place, _number_word(axis.field, score > 0)))
            continue
        share = min(1.0, max(0.0, axis.middle + middle * axis.unit))
        score = (share - axis.middle) / (axis.middle * (1 - axis.middle)) ** 0.5 if 0 < axis.middle < 1 else 0.0
        if share >= _OFTEN and score >= _FAR:
            found.append((score, -place, _value_word(axis.field, axis.value)))
    return [word for _, _, word in sorted(found, reverse=True)]


def _number_word(field: Compared, high: bool) -> str:
    word = _slug(field.word or field.name)
    if field.kind == "day":  # so many days ago
        if field.name == "birth_date":
            return "old" if high else "young"
        return f"{'early' if high else 'late'}-{word}"
    return f"{'high' if high else 'low'}-{word}"


def _value_word(field: Compared, value: str) -> str:
    word = _slug(field.word or field.name)
    if field.kind == "truth":
        return word if value == "yes" else f"no-{word}"
    return _slug(value) or word


def _slug(text: str) -> str:
    """Letters and digits of any alphabet, in lower case, with hyphens between."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", text).lower()).strip("-")
