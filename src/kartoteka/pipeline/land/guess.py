"""Which header is which field, told by the words alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kartoteka.model.fields import Field
from kartoteka.model.spelling import header_key, in_two_languages

EXACT = 0
"""The rank of a header that is the field's name itself; 1 is a sure synonym, more is a fallback."""


@dataclass(frozen=True, slots=True)
class Guesses:
    """What was recognised.

    Attributes:
        found: Field name to the position of its header, from 0.
        torn: Field name to the positions of several headers that would do equally well.
    """

    found: Mapping[str, int] = field(default_factory=dict)
    torn: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def guess(headers: Sequence[str], fields: Sequence[Field], *, settled: Collection[str], taken: Collection[int]) -> Guesses:
    """Match headers to fields.

    A header that is a field's exact name wins over its synonyms, and those over its fallbacks. The required fields choose
    first, since nothing works without them; then the others, the sure matches of all before the fallbacks of any.

    Args:
        headers: The headers of the file.
        fields: What to look for, in the order in which they may take an ambiguous header.
        settled: Fields that the project file maps itself.
        taken: Positions of headers that the project file gave to a field.
    """
    ranked: dict[str, dict[int, list[int]]] = {entry.name: _ranked(entry, headers) for entry in fields}
    found: dict[str, int] = {}
    torn: dict[str, tuple[int, ...]] = {}
    used = set(taken)
    for entry, rank in _turns(fields, ranked):
        if entry.name in settled or entry.name in found or entry.name in torn:
            continue
        needed = entry.fallbacks_need
        if rank > 1 and needed is not None and needed not in found and needed not in settled:
            continue
        free = tuple(position for position in ranked[entry.name].get(rank, ()) if position not in used)
        if len(free) == 1:
            found[entry.name] = free[0]
        elif free:
            torn[entry.name] = free
        used.update(free)
    return Guesses(found, torn)


def rank_of(entry: Field, header: str) -> int | None:
    """How surely a header names a field: less is surer; None where it does not.

    A header in two languages (`Klient / Customer`) names it where both of its halves do, as surely as the vaguer one.
    """
    if header.casefold() == entry.name:
        return EXACT
    rank = entry.keys.get(header_key(header))
    if rank is not None:
        return rank
    ranks = [entry.keys.get(header_key(half)) for half in in_two_languages(header)]
    sure = [found for found in ranks if found is not None]
    return max(sure) if sure and len(sure) == len(ranks) else None


def _ranked(entry: Field, headers: Sequence[str]) -> dict[int, list[int]]:
    by_rank: defaultdict[int, list[int]] = defaultdict(list)
    for position, header in enumerate(headers):
        rank = rank_of(entry, header)
        if rank is not None:
            by_rank[rank].append(position)
    return dict(by_rank)


def _turns(fields: Sequence[Field], ranked: Mapping[str, Mapping[int, list[int]]]) -> list[tuple[Field, int]]:
    first = [(entry, rank) for entry in fields if entry.required for rank in sorted(ranked[entry.name])]
    others = [(entry, rank) for entry in fields if not entry.required for rank in ranked[entry.name]]
    return first + sorted(others, key=lambda turn: turn[1])
