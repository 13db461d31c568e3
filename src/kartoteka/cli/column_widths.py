"""How wide the columns of a table may be where not everything fits side by side."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.cli.printable import width


def column_widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """The width of each column, together at most `room`.

    The widest columns give way first, as far as their longest word. Only where even the words do not fit, the longest ones
    are broken.

    Args:
        columns: The cells of each column, its heading among them.
        room: How many places of a terminal there are for all cells of a row.
    """
    wanted = [max(map(width, column)) for column in columns]
    words = [max(width(word) for cell in column for word in cell.split(" ")) for column in columns]
    return _shrunk(wanted, words, room) if sum(words) <= room else _shrunk(words, [1] * len(words), room)


def _shrunk(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """The widest that is above its least loses one place, until all fit or none can give way."""
    shrunk = list(widths)
    for _ in range(sum(widths) - room):
        above = [index for index, one in enumerate(shrunk) if one > least[index]]
        if not above:
            break
        shrunk[max(above, key=lambda index: shrunk[index])] -= 1
    return shrunk
