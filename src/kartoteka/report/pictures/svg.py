"""The markup of a picture: what Altair draws, in the classes of the report's style sheet."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from kartoteka.report.pictures.palette import ROLES

if TYPE_CHECKING:
    import altair as alt

_SVG = "{http://www.w3.org/2000/svg}"
_KEPT = frozenset({"text-anchor", "fill-opacity"})
_PLACES = frozenset({"d", "transform", "x2", "y2"})
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


def inner_svg(chart: alt.LayerChart) -> str:
    """The shapes of a chart, without the element `svg` around them.

    Colours become classes, so that the same picture stands on light and on dark paper. Neither ids nor styles are left in it,
    and coordinates have one decimal, so that the same chart gives the same text wherever it is drawn.
    """
    written = StringIO()
    chart.save(written, format="svg")
    root = ET.fromstring(written.getvalue())  # noqa: S314  # the library's own markup
    return "".join(_shape(element) for element in root.iter() if element.tag in (f"{_SVG}path", f"{_SVG}text", f"{_SVG}line"))


def _shape(element: ET.Element) -> str:
    tag = element.tag.removeprefix(_SVG)
    given = {name: value for name, value in element.attrib.items() if name in _KEPT}
    given |= {name: _NUMBER.sub(_short, value) for name, value in element.attrib.items() if name in _PLACES}
    classes = [f"{kind}-{ROLES[element.attrib[kind]]}" for kind in ("fill", "stroke") if element.attrib.get(kind) in ROLES]
    if not classes:
        return ""  # the background, and what only listens to a pointer
    given["class"] = " ".join(classes)
    written = ET.Element(tag, dict(sorted(given.items())))
    written.text = element.text
    return ET.tostring(written, encoding="unicode")


def _short(found: re.Match[str]) -> str:
    short = f"{float(found[0]):.1f}".removesuffix(".0")
    return "0" if short == "-0" else short
