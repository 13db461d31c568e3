"""A canvas: shapes at places in pixels, drawn by Altair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import east_asian_width

from kartoteka.report.page import Picture
from kartoteka.report.pictures.palette import DRAWN, Role
from kartoteka.report.pictures.svg import inner_svg

if TYPE_CHECKING:
    import altair as alt

Align = Literal["left", "center", "right"]

_NARROW, _COMMON, _LARGE, _BROAD = 4.4, 7.4, 9.4, 12.4
_NARROW_LETTERS = frozenset("iljtfrI.,:;'|!()[]-· ")
_BROAD_LETTERS = frozenset("mwMW@%—…")
_CYRILLIC = 0x400


class Canvas:
    """Shapes from the back to the front; places are in pixels from the upper left corner.

    Letters are placed and cut here and not by their widths, which differ with the fonts of a machine.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._bars: list[dict[str, Any]] = []
        self._areas: list[dict[str, Any]] = []
        self._rules: list[dict[str, Any]] = []
        self._dots: list[dict[str, Any]] = []
        self._texts: list[dict[str, Any]] = []

    def area(self, top: Sequence[tuple[float, float]], bottom: Sequence[float], role: Role) -> None:
        """A band: points of its upper edge, and how far down it reaches at each of them."""
        name = len(self._areas)
        self._areas += [
            {"x": x, "y": y, "y2": below, "fill": DRAWN[role], "name": name} for (x, y), below in zip(top, bottom, strict=True)
        ]

    def bar(self, x: float, y: float, x2: float, y2: float, role: Role) -> None:
        """A rectangle."""
        self._bars.append({"x": x, "y": y, "x2": x2, "y2": y2, "fill": DRAWN[role]})

    def rule(self, x: float, y: float, x2: float, y2: float, role: Role = "line") -> None:
        """A line."""
        self._rules.append({"x": x, "y": y, "x2": x2, "y2": y2, "stroke": DRAWN[role]})

    def dot(self, x: float, y: float, role: Role, shape: Literal["circle", "diamond"] = "circle") -> None:
        """A small sign."""
        self._dots.append({"x": x, "y": y, "fill": DRAWN[role], "shape": shape})

    def text(self, x: float, y: float, text: str, align: Align = "left", role: Role = "ink", room: float | None = None) -> None:
        """One line of text around the height `y`, cut where there is only so much room."""
        self._texts.append({"x": x, "y": y, "text": cut(text, room), "align": align, "fill": DRAWN[role]})

    def picture(self, id_: str, title: str, description: str) -> Picture:
        """The finished picture."""
        return Picture(id_, title, description, inner_svg(self._chart()), self.width, self.height)

    def _chart(self) -> alt.LayerChart:
        import altair as alt

        x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, self.width], nice=False, zero=False))
        y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[self.height, 0], nice=False, zero=False))
        fill = alt.Fill("fill:N", scale=None)
        layers: list[alt.Chart] = []
        datasets: dict[str, list[dict[str, Any]]] = {}

        def layer(values: list[dict[str, Any]]) -> alt.Chart:
            name = f"layer-{len(datasets)}"
            datasets[name] = values
            return alt.Chart(alt.NamedData(name=name))

        if self._areas:
            banded = layer(self._areas).mark_area(interpolate="monotone", fillOpacity=0.65)
            layers.append(banded.encode(x=x, y=y, y2=alt.Y2("y2:Q"), fill=fill, detail=alt.Detail("name:N")))
        if self._rules:
            ruled = layer(self._rules).mark_rule()
            layers.append(
                ruled.encode(x=x, y=y, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"), stroke=alt.Stroke("stroke:N", scale=None))
            )
        if self._bars:
            layers.append(layer(self._bars).mark_rect().encode(x=x, y=y, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"), fill=fill))
        if self._dots:
            dotted = layer(self._dots).mark_point(size=70, strokeWidth=0, opacity=1)
            layers.append(dotted.encode(x=x, y=y, fill=fill, shape=alt.Shape("shape:N", scale=None)))
        for align in ("left", "center", "right"):
            texts = [one for one in self._texts if one["align"] == align]
            if texts:
                written = layer(texts).mark_text(align=align, baseline="middle")
                layers.append(written.encode(x=x, y=y, text=alt.Text("text:N"), fill=fill))
        chart = alt.LayerChart(layer=layers, width=self.width, height=self.height, padding=0)
        # Set, where `configure` and `properties` would copy the chart with all that it holds.
        chart.config = alt.Config(aria=False, view=alt.ViewConfig(stroke=None))
        chart.datasets = datasets
        return chart


def wide(text: str) -> float:
    """About how many pixels a text takes in a common font, of the size that the style sheet gives it."""
    return sum(
        _NARROW
        if letter in _NARROW_LETTERS
        else _BROAD
        if letter in _BROAD_LETTERS or east_asian_width(letter) in "WF"
        else _LARGE
        if letter.isupper() or ord(letter) >= _CYRILLIC
        else _COMMON
        for letter in text
    )


def cut(text: str, room: float | None) -> str:
    """A text in one line that takes no more than so many pixels."""
    line = " ".join(text.split())
    if room is None or wide(line) <= room:
        return line
    while line and wide(f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip()}…"
