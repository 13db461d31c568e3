"""Bands as a person might write them, drawn at random, their bounds small so that they meet."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from headcount.plain_reading import MOST, takes


@st.composite
def bands_of(draw: st.DrawFn) -> list[dict[str, Any]]:
    """One to four bands, each of which takes some whole number."""
    drawn = []
    for name in "abcd"[: draw(st.integers(1, 4))]:
        band: dict[str, Any] = {"name": name}
        for kinds in (("at_least", "more_than"), ("at_most", "less_than")):
            kind = draw(st.sampled_from([None, *kinds]))
            if kind is not None:
                band[kind] = draw(st.integers(0, 30))
        if any(takes(band, number) for number in range(MOST)):
            drawn.append(band)
    return drawn or [{"name": "all"}]
