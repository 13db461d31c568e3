"""Moves as a picture: where customers were at the left, where they are at the right, and bands between."""

from __future__ import annotations

from kartoteka.language import gettext as _
from kartoteka.language import number_in_words
from kartoteka.report.flows import Flows
from kartoteka.report.page import Picture
from kartoteka.report.pictures.canvas import Canvas, cut, wide

MOST_SEGMENTS = 24
"""Beyond so many a picture shows nothing any more."""

_WIDTH, _LABEL, _NODE = 420, 134, 10
_GAP, _ROOM, _LEAST = 16, 20, 1.0
_STEPS = tuple(at / 8 for at in range(9))
Side = list[tuple[str | None, int]]


def flow_picture(flows: Flows, id_: str, title: str, description: str) -> Picture:
    """Draw the moves of a segmentation, the best segment at the top."""
    ends: list[str | None] = [*flows.segments, None]
    starts = [(end, sum(flow.customers for flow in flows.flows if flow.start == end)) for end in ends]
    now = [(end, sum(flow.customers for flow in flows.flows if flow.end == end)) for end in ends]
    left, right = ([one for one in side if one[1]] for side in (starts, now))
    rows = max(len(left), len(right))
    height = _ROOM + max(240, rows * 34)
    every = max(1, sum(count for _, count in left), sum(count for _, count in right))
    scale = (height - _ROOM - rows * _GAP) / every
    canvas = Canvas(_WIDTH, height)
    first, second = _LABEL, _WIDTH - _LABEL
    canvas.text(first + _NODE, _ROOM / 2 - 2, _("before"), "right", "faint")
    canvas.text(second - _NODE, _ROOM / 2 - 2, _("now"), "left", "faint")
    tops = _nodes(canvas, left, scale, first, "right"), _nodes(canvas, right, scale, second - _NODE, "left")
    bands = []
    for flow in flows.flows:  # the best segment first, so that bands leave and arrive in the order of segments
        tall = flow.customers * scale
        bands.append((flow.way, tops[0][flow.start], tops[1][flow.end], tall))
        tops[0][flow.start] += tall
        tops[1][flow.end] += tall
    for way, start, end, tall in sorted(bands, key=lambda band: band[0] != "stayed"):
        upper = [(first + _NODE + (second - first - 2 * _NODE) * at, start + (end - start) * _smooth(at)) for at in _STEPS]
        canvas.area(upper, [y + max(_LEAST, tall) for _x, y in upper], way)
    return canvas.picture(id_, title, description)


def _nodes(canvas: Canvas, side: Side, scale: float, x: float, align: str) -> dict[str | None, float]:
    """Draw the segments of one side, and tell where each begins."""
    tops: dict[str | None, float] = {}
    y = float(_ROOM)
    outside = _("new") if align == "right" else _("gone")
    for segment, customers in side:
        tall = max(_LEAST, customers * scale)
        tops[segment] = y
        canvas.bar(x, y, x + _NODE, y + tall, "mark")
        middle = max(y + tall / 2, y + 5)
        count = number_in_words(customers)
        name = cut(outside if segment is None else segment, _LABEL - 8 - wide(f" {count}"))
        if align == "right":
            canvas.text(x - 5, middle, f"{name} {count}", "right")
        else:
            canvas.text(x + _NODE + 5, middle, f"{name} {count}", "left")
        y += tall + _GAP
    return tops


def _smooth(at: float) -> float:
    """From 0 to 1, level at both ends."""
    return at * at * (3 - 2 * at)
