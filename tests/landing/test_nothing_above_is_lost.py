"""A plain file keeps every line below its header, whatever its first rows hold."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka.pipeline.land.careful import careful_rows
from support.landing import Landing

_HEADS = st.sampled_from(["order_id;customer_id;ordered_on;amount;status", "Dok;Kto;Kiedy;Ile;Co"])
_GOOD = ("Z9", "K9", "30.11.2026", "99,00", "nowe")
_BAD = (
    st.sampled_from(["", "brak", "Razem"]),
    st.sampled_from(["", "Kowalski", "Total"]),
    st.sampled_from(["", "wczoraj", "Data"]),
    st.sampled_from(["", "brak", "abc", "PLN", "1.234"]),
    st.sampled_from(["", "anulowane", "status"]),
)


@st.composite
def _rows(draw: st.DrawFn) -> list[tuple[str, ...]]:
    """Orders of which each has up to three cells that cannot be read."""
    rows: list[tuple[str, ...]] = []
    for _ in range(draw(st.integers(1, 12))):
        wrong = draw(st.sets(st.integers(0, 4), max_size=3))
        rows.append(tuple(draw(_BAD[at]) if at in wrong else _GOOD[at] for at in range(5)))
    return rows


@settings(max_examples=100, deadline=None)
@given(_HEADS, _rows())
def test_every_row_that_could_be_an_order_is_given(head: str, rows: list[tuple[str, ...]]) -> None:
    lines = [head, *(";".join(row) for row in [*rows, _GOOD, _GOOD, _GOOD])]
    with TemporaryDirectory() as folder:
        landing = Landing(Path(folder))
        path = landing.write("orders.csv", "\n".join(lines) + "\n")
        file = landing.csv("orders", {"path": "orders.csv"}).describe(path)
        given_lines = {row.line for row in careful_rows(file)}
    could_be = {number for number, row in enumerate(rows, 2) if any(map(str.isdigit, "".join(row)))}
    assert could_be <= given_lines
    assert file.footer_lines == 0
