"""What two spellings of one customer, address or number have in common: by it a list is compared with those it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kartoteka.model.frame import Frame

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

KEY = "_key"

_PHONE_DIGITS = 9
"""As many last digits of a number are compared: +48 22 555 01 00, 0048225550100 and 22 555 01 00 are one telephone."""

_BETWEEN_NUMBERS = r"[,|\r\n\v\f]|\s/\s"
"""What stands between several numbers in one cell, beside a semicolon."""

_AROUND_ADDRESSES = r'[\s\x{00a0}\x{200b}\x{202f}\x{feff}<>()\[\],:"\\|]'
"""What no address holds outside quotes: `Jan Kowalski <jan@x.pl>`, `mailto:jan@x.pl` and `jan@x.pl (at work)` are cut there."""

_AFTER_ADDRESS = r"\?[^@]*$|['.]+$"
"""The rest of a `mailto:` link, and what ends a sentence."""

_FOR_SHORT = r"^[0-9][.,]?[0-9]*[eE]\+?[0-9]+$"
"""A number as a spreadsheet shortens it, `6.001E+08`: its last digits are gone."""


def keyed(rows: Frame, column: str, kind: str) -> Frame:
    """Each cell of a column, as often as it holds an address or number, and `_key` of each; cells without any are left out.

    Args:
        rows: Any rows.
        column: A text column.
        kind: `customer_id`, `email` or `phone`: what its cells are read as. A cell may hold several addresses or numbers.
    """
    import narwhals.stable.v2 as nw

    cells = rows.select(column).filter(~nw.col(column).is_null()).unique()
    if kind == "customer_id":
        pieces = cells.with_columns(nw.col(column).alias("_piece"))
    else:
        apart = nw.col(column).str.replace_all(_AROUND_ADDRESSES if kind == "email" else _BETWEEN_NUMBERS, ";")
        pieces = cells.with_columns(apart.str.split(";").alias("_piece")).explode("_piece")
    return pieces.with_columns(_key(kind, "_piece").alias(KEY)).filter(nw.col(KEY) != "").select(column, KEY)


def _key(kind: str, column: str) -> nw.Expr:
    """The key of a piece of a cell; an empty text where there is none."""
    import narwhals.stable.v2 as nw

    text = nw.col(column).str.strip_chars()
    match kind:
        case "email":
            address = text.str.to_lowercase().str.replace_all(_AFTER_ADDRESS, "").str.replace_all("^'+", "")
            return nw.when(address.str.contains("^[^@]+@[^@]+$")).then(address).otherwise(nw.lit(""))
        case "phone":
            digits = text.str.replace_all("[^0-9]", "").str.slice(-_PHONE_DIGITS)
            return nw.when(text.str.contains(_FOR_SHORT)).then(nw.lit("")).otherwise(digits)
        case _:
            return text
