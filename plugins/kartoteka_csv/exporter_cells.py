"""Cells of a delimited file: defused and quoted a column at a time."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

_BLANK = r"[\s\p{C}\p{Z}]"
_FORMULA = rf"^(?:[\t\r\n]|{_BLANK}*[=+\-@＝＋－＠﹢﹣﹦﹫])"
"""What makes a spreadsheet take a cell for a formula, also behind blanks and invisible characters, also as wide characters."""

_SPACE = "[ \u00a0\u202f]"
_NUMBER = rf"^[+\-][0-9]+(?:{_SPACE}[0-9]{{3}})*(?:[.,][0-9]+)?$"
"""One number with a sign: it is its own value."""

_PHONE = rf"^\+[0-9](?:[0-9.()]|{_SPACE})*$"
_PHONE_DASHED = rf"^\+[0-9](?:[0-9.()/\-]|{_SPACE})*$"
_PHONE_GROUPS = rf"^\+[0-9]+(?:{_SPACE}+\(?[0-9]|\()"
_PHONE_LENGTH = r"^(?:[^0-9]*[0-9]){6,15}[^0-9]*$"
"""A phone number has 6 to 15 digits and no sum in it: a hyphen or slash alone (`+48-22-555`) is a subtraction to a spreadsheet,
which would show its result; with digits set apart by a blank or bracket (`+7 (495) 123-45-67`) it cannot be one."""


def defuse(cells: pa.Array) -> pa.Array:
    """Text that a spreadsheet would run gets an apostrophe in front; numbers with a sign and phone numbers stay."""

    if not any(sign in payload(cells) for sign in _SIGNS):
        return cells
    return of_the_distinct(cells, _defused)


def _defused(cells: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    formula = pc.fill_null(pc.match_substring_regex(cells, _FORMULA), False)
    if not pc.any(formula).as_py():
        return cells
    armed = pc.and_not(formula, pc.fill_null(_harmless(cells), False))
    return pc.if_else(armed, pc.binary_join_element_wise("'", cells, ""), cells)


_SIGNS = tuple(sign.encode() for sign in "=+-@\t\r\n＝＋－＠﹢﹣﹦﹫")


def _harmless(cells: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    def matches(pattern: str) -> pa.Array:
        return pc.match_substring_regex(cells, pattern)

    dashed = pc.and_(matches(_PHONE_DASHED), matches(_PHONE_GROUPS))
    phone = pc.and_(matches(_PHONE_LENGTH), pc.or_(matches(_PHONE), dashed))
    return pc.or_(matches(_NUMBER), phone)


def quote(cells: pa.Array, delimiter: str) -> pa.Array:
    """Cells that hold the delimiter, a quotation mark or a line break are put in quotation marks, as RFC 4180 has it."""
    import pyarrow.compute as pc

    held = payload(cells)
    if not any(special in held for special in (delimiter.encode(), b'"', b"\r", b"\n")):
        return cells

    def quoted(cells: pa.Array) -> pa.Array:
        special = pc.match_substring_regex(cells, f'[{delimiter}"\r\n]')
        doubled = pc.replace_substring(cells, '"', '""') if b'"' in held else cells
        return pc.if_else(special, pc.binary_join_element_wise('"', doubled, '"', ""), cells)

    return of_the_distinct(cells, quoted)


def of_the_distinct(cells: pa.Array, work: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """The work done on each cell; on each different text alone where the first cells say that they repeat."""
    import pyarrow.compute as pc

    if pc.count_distinct(cells.slice(0, _LOOKED_AT)).as_py() > _LOOKED_AT // 8:
        return work(cells)
    encoded = cells.dictionary_encode()
    return work(encoded.dictionary).take(encoded.indices)


_LOOKED_AT = 256


def payload(cells: pa.Array) -> bytes:
    """The bytes of all cells of a `string` column, one after the other."""
    _, offsets, values = cells.buffers()
    if values is None or len(cells) == 0:
        return b""
    first, last = (struct.unpack_from("=i", offsets, 4 * at)[0] for at in (cells.offset, cells.offset + len(cells)))
    held: bytes = values.slice(first, last - first).to_pybytes()
    return held
