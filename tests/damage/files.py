"""All damaged files: each damage alone on every table, and each pair on one of them, by turns."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from damage.damages import DAMAGES, Damage
from damage.sheet import Cells, sheet_of
from damage.tables import TABLES, Table


@dataclass(frozen=True)
class File:
    """A damaged file, and what a reader should make of it."""

    table: Table
    damages: tuple[Damage, ...]
    content: bytes
    header: Cells
    records: list[Cells]

    @property
    def name(self) -> str:
        return f"{self.table.name}: {' + '.join(damage.name for damage in self.damages) or 'nothing'}"

    @property
    def weight(self) -> float:
        """How often such a file is met: a pair as often as both of its damages meet by chance."""
        weight = 100.0
        for damage in self.damages:
            weight *= damage.weight / 100
        return weight


def files(*, pairs_of_each: int = 1) -> Iterator[File]:
    """The files, the same ones everywhere; a pair is done to so many of the tables."""
    for table in TABLES:
        yield from _made(table, ())
        for damage in DAMAGES:
            yield from _made(table, (damage,))
    turn = 0
    for one, other in combinations(DAMAGES, 2):
        if one.group != other.group:
            for _ in range(pairs_of_each):
                turn += 1
                yield from _made(TABLES[turn % len(TABLES)], (one, other))


_ORDER = (
    "length",
    "quotes",
    "ragged",
    "delimiter",
    "columns",
    "preamble",
    "header",
    "footer",
    "blank lines",
    "line end",
    "last line",
    "encoding",
)


def _made(table: Table, damages: tuple[Damage, ...]) -> Iterator[File]:
    sheet = sheet_of(table)
    dice = random.Random(f"{table.name} {[damage.name for damage in damages]}")
    for damage in sorted(damages, key=lambda damage: _ORDER.index(damage.group)):
        if not damage.do(sheet, dice):
            return
    content = sheet.bytes()
    yield File(table, damages, content, sheet.header, sheet.records)
