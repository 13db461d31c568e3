"""Shares of segments as bars, in one panel for each thing that is shared."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.report.cells import percent
from kartoteka.report.page import Picture
from kartoteka.report.pictures.canvas import Canvas
from kartoteka.report.pictures.palette import Role

MOST_SEGMENTS = 24

_WIDTH, _LABEL, _ROW, _ROOM, _VALUE = 420, 134, 24, 22, 50
_ROLES: tuple[Role, ...] = ("bar", "bar-too", "new")


def share_picture(
    id_: str, title: str, description: str, segments: Sequence[str], panels: Sequence[tuple[str, Sequence[float | None]]]
) -> Picture:
    """Draw bars.

    Args:
        id_: Of the picture.
        title: What it shows.
        description: What can be seen.
        segments: The rows, from the top.
        panels: The name of each panel with the share of each segment, from 0 to 1; None draws nothing.
    """
    canvas = Canvas(_WIDTH, _ROOM + _ROW * len(segments) + 4)
    wide = (_WIDTH - _LABEL) / len(panels)
    most = max([share for _, shares in panels for share in shares if share is not None] or [1.0]) or 1.0
    scale = (wide - _VALUE) / most
    for row, segment in enumerate(segments):
        canvas.text(_LABEL - 6, _ROOM + row * _ROW + _ROW / 2, segment, "right", room=_LABEL - 8)
    for at, (name, shares) in enumerate(panels):
        left = _LABEL + at * wide
        canvas.text(left, _ROOM / 2, name, "left", "faint", room=wide - 6)
        canvas.rule(left, _ROOM, left, _ROOM + _ROW * len(segments))
        for row, share in enumerate(shares):
            if share is None:
                continue
            top = _ROOM + row * _ROW
            canvas.bar(left, top + 4, left + max(0.5, share * scale), top + _ROW - 4, _ROLES[at % len(_ROLES)])
            canvas.text(left + share * scale + 4, top + _ROW / 2, percent(share))
    return canvas.picture(id_, title, description)
