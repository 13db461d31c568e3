"""What a drafted persona could declare, the most typical first, until something lands in its segment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from kartoteka.personas.draft.histories import histories
from kartoteka.personas.draft.members import Members
from kartoteka.personas.draft.typical import is_picture
from kartoteka.personas.persona import Buys, Declared

_MOST_EXAMPLES = 10

From = Literal["medians", "all-fields", "member"]
"""Medians and what is claimed; the same with the most common value of every other field; what one member is like."""

_FEW: Mapping[From, int] = {"medians": 6, "all-fields": 2, "member": 3}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to declare a persona, and what it was taken from."""

    declared: Declared
    origin: From


def candidates(members: Members, claimed: Mapping[str, Any]) -> Iterator[Candidate]:
    """Every way, the best first; each is made when it is asked for.

    Args:
        members: Whom the persona is to stand for.
        claimed: By field, the value that sets them apart most.
    """
    bought = {} if members.product is None else dict([members.product])
    told: list[Buys | None] = [replace(buys, fields=bought) for buying in members.buys for buys in histories(buying)] or [None]
    typical = _traits(members, claimed)
    for buys in told:
        yield Candidate(Declared(typical, buys), "medians")
    every = {**{name: value.value for name, value in members.values.items() if value.mostly_known}, **typical}
    for buys in told:
        yield Candidate(Declared(every, buys), "all-fields")
    examples = list(members.examples(_MOST_EXAMPLES))
    yield from (Candidate(Declared(declared.traits, told[0]), "member") for declared in examples)
    yield from (Candidate(declared, "member") for declared in examples)


def few_candidates(members: Members, claimed: Mapping[str, Any]) -> Iterator[Candidate]:
    """Some of them, where each has to be tried among all customers of a run."""
    seen: Counter[From] = Counter()
    for one in candidates(members, claimed):
        seen[one.origin] += 1
        if seen[one.origin] <= _FEW[one.origin]:
            yield one


def _traits(members: Members, claimed: Mapping[str, Any]) -> dict[str, Any]:
    traits = {}
    for name, value in members.values.items():
        if name in claimed:
            traits[name] = claimed[name]
        elif name in members.decisive:
            # Where most have nothing in a field that the rules ask for, nothing is what is typical.
            if value.mostly_known:
                traits[name] = value.value
        elif is_picture(name, members.types[name]) and value.mostly_known:
            traits[name] = value.value
    return traits
