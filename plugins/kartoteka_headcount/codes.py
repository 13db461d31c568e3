"""Codes by which a register tells headcounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kartoteka import HeadcountBounds, headcount_bounds

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

NOT_EMPLOYING = "NN"
"""INSEE: employed nobody in the year of reference, so far as is known."""
INSEE: dict[str, tuple[int, int | None]] = {
    "00": (0, 0),
    "01": (1, 2),
    "02": (3, 5),
    "03": (6, 9),
    "11": (10, 19),
    "12": (20, 49),
    "21": (50, 99),
    "22": (100, 199),
    "31": (200, 249),
    "32": (250, 499),
    "41": (500, 999),
    "42": (1000, 1999),
    "51": (2000, 4999),
    "52": (5000, 9999),
    "53": (10000, None),
}
"""The French tranches d'effectifs: the code, the fewest and the most salaried people. Spreadsheets drop the zero in front."""

_A_NUMBER = "^[0-9]+$"


def insee_bounds(text: nw.Expr) -> HeadcountBounds:
    """Texts as codes where they are one. A number that is no code is not understood; ranges in words are read all the same."""
    import narwhals.stable.v2 as nw

    code, read = as_code(text), headcount_bounds(text)
    is_code, is_number = ~code.is_null(), text.str.contains(_A_NUMBER)
    at_least: nw.Expr = nw.when(~is_code & ~is_number).then(read.at_least)
    at_most: nw.Expr = nw.when(~is_code & ~is_number).then(read.at_most)
    for known, (low, high) in {**INSEE, NOT_EMPLOYING: (0, 0)}.items():
        at_least = nw.when(code == known).then(nw.lit(low, dtype=nw.Int64)).otherwise(at_least)
        at_most = nw.when(code == known).then(nw.lit(high, dtype=nw.Int64)).otherwise(at_most)
    return HeadcountBounds(at_least, at_most)


def as_code(text: nw.Expr) -> nw.Expr:
    """The code that a text is, with its zero in front; empty for another text."""
    import narwhals.stable.v2 as nw

    upper = text.str.to_uppercase()
    padded = nw.when(upper.str.contains("^[0-9]$")).then(nw.concat_str(nw.lit("0"), upper)).otherwise(upper)
    return nw.when(padded.is_in([*INSEE, NOT_EMPLOYING])).then(padded)
