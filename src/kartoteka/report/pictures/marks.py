"""The marks of a judgement as bars, each with the threshold that it has to reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kartoteka.report.page import Picture
from kartoteka.report.pictures.canvas import Canvas
from kartoteka.report.pictures.palette import Role

_WIDTH, _LABEL, _ROW, _ROOM = 420, 130, 30, 22
_EDGE = 60


@dataclass(frozen=True, slots=True)
class Marked:
    """A criterion. `words` stand behind its bar; `mark` is None where it is open."""

    label: str
    words: str
    mark: float | None
    threshold: float
    passed: bool


def mark_picture(id_: str, title: str, description: str, rows: Sequence[Marked], scale: tuple[float, float]) -> Picture:
    """Draw the marks of one segment; a stroke stands where each passes."""
    lowest, highest = scale
    canvas = Canvas(_WIDTH, _ROOM + _ROW * len(rows) + 4)

    def across(mark: float) -> float:
        return _LABEL + (mark - lowest) / (highest - lowest) * (_WIDTH - _LABEL - _EDGE)

    for whole in range(round(lowest), round(highest) + 1):
        canvas.text(across(whole), _ROOM / 2, str(whole), "center", "faint")
    for at, row in enumerate(rows):
        top = _ROOM + _ROW * at
        canvas.text(_LABEL - 8, top + _ROW / 2, row.label, "right", room=_LABEL - 10)
        canvas.rule(across(lowest), top + _ROW / 2, across(highest), top + _ROW / 2)
        if row.mark is not None:
            canvas.bar(across(lowest), top + 8, max(across(lowest) + 2, across(row.mark)), top + _ROW - 8, _role(row))
        canvas.bar(across(row.threshold) - 1.5, top + 3, across(row.threshold) + 1.5, top + _ROW - 3, "mark")
        canvas.text(across(highest) + 8, top + _ROW / 2, row.words, room=_EDGE - 8)
    return canvas.picture(id_, title, description)


def _role(row: Marked) -> Role:
    return "passed" if row.passed else "failed"
