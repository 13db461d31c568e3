"""What sets a segment apart as a picture: the share here and elsewhere, on one line for each value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kartoteka.language import gettext as _
from kartoteka.language import percent_in_words
from kartoteka.report.page import Picture
from kartoteka.report.pictures.canvas import Canvas

_WIDTH, _LABEL, _ROW, _ROOM = 420, 170, 24, 40
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Compared:
    """A value, with its share here and elsewhere, from 0 to 1."""

    label: str
    here: float
    others: float


def trait_picture(id_: str, title: str, description: str, rows: Sequence[Compared]) -> Picture:
    """Draw a circle for the share here and a diamond for that of all others, which a line joins."""
    canvas = Canvas(_WIDTH, _ROOM + _ROW * len(rows) + 6)
    bottom = _ROOM + _ROW * len(rows)
    canvas.dot(_LABEL + 4, 10, "bar")
    canvas.text(_LABEL + 14, 10, _("here"), role="faint")
    canvas.dot(_LABEL + 104, 10, "bar-too", "diamond")
    canvas.text(_LABEL + 114, 10, _("others"), role="faint")
    for quarter in _QUARTERS:
        canvas.rule(_across(quarter), _ROOM, _across(quarter), bottom)
        canvas.text(_across(quarter), _ROOM - 9, percent_in_words(quarter), "center", "faint")
    for at, row in enumerate(rows):
        y = _ROOM + _ROW * at + _ROW / 2
        canvas.text(_LABEL - 10, y, row.label, "right", room=_LABEL - 14)
        low, high = sorted((_across(row.here), _across(row.others)))
        canvas.bar(low, y - 1, high, y + 1, "gone")
        canvas.dot(_across(row.others), y, "bar-too", "diamond")
        canvas.dot(_across(row.here), y, "bar")
    return canvas.picture(id_, title, description)


def _across(share: float) -> float:
    return _LABEL + share * (_WIDTH - _LABEL - 22)
