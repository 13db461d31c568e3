"""How what the CRM has differs from what it is to have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kartoteka.crm.write_back.batches import batches
from kartoteka.crm.write_back.changes import Change
from kartoteka.crm.write_back.crm import Crm, Held, Member
from kartoteka.crm.write_back.existing import Existing
from kartoteka.crm.write_back.naming import Naming
from kartoteka.crm.write_back.wanted import Wanted
from kartoteka.language import gettext as _


@dataclass(slots=True)
class Tally:
    """What was met while comparing.

    Attributes:
        customers: How many were compared.
        differing: How many are to be changed, or would be if it were not refused.
        targets: How many changes there are of each target.
        refused: How many changes are not even tried.
        kept: For each target, how many customers keep what people have set.
        joining: How many addresses join the list.
        leaving: How many leave it.
        left: How many are not put on the list because they have left it.
    """

    customers: int = 0
    differing: int = 0
    targets: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    kept: Counter[str] = field(default_factory=Counter)
    joining: int = 0
    leaving: int = 0
    left: int = 0


def differing(
    held: Held, names: Mapping[str, str | None], namings: Mapping[str, Naming], replacing: Mapping[str, bool]
) -> tuple[dict[str, str | None], list[str]]:
    """What is to be changed of a customer, and the targets in which it keeps what people have set.

    Args:
        held: What it has.
        names: What it is to have.
        namings: By which names set by a write-back are known.
        replacing: Whether other names give way.
    """
    after: dict[str, str | None] = {}
    kept = []
    for target, name in names.items():
        has = held.names.get(target, ())
        if list(has) == ([] if name is None else [name]):
            continue
        if target != "category" and not replacing[target] and not all(namings[target].is_ours(one) for one in has):
            kept.append(target)
        else:
            after[target] = name
    return after, kept


def customer_changes(
    wanted: Iterable[Wanted],
    crm: Crm,
    *,
    namings: Mapping[str, Naming],
    options: Mapping[str, Any],
    size: int,
    tally: Tally,
) -> Iterator[Change]:
    """A change for each customer that differs, in the order in which they are wanted."""
    replacing = {target: options[target].get("others") == "replace" for target in namings}
    existing = Existing(crm, create=options["create"])
    for batch in batches(wanted, size):
        held = crm.held([one.customer_id for one in batch], tuple(namings))
        for one in batch:
            tally.customers += 1
            found = held.get(one.customer_id)
            change = _change(one, found, namings, replacing, existing, tally)
            if change is not None:
                tally.differing += 1
                tally.refused += change.refused is not None
                tally.targets.update(change.after.keys())
                yield change


def _change(
    one: Wanted,
    held: Held | None,
    namings: Mapping[str, Naming],
    replacing: Mapping[str, bool],
    existing: Existing,
    tally: Tally,
) -> Change | None:
    if held is None or held.refused is not None:
        if held is None and not any(one.names.values()):
            return None  # nobody has to lose what it cannot have
        reason = _("the CRM does not have this customer") if held is None else held.refused
        return Change(one.customer_id, after=dict(one.names), refused=reason)
    after, kept = differing(held, one.names, namings, replacing)
    tally.kept.update(kept)
    if not after:
        return None
    before = {target: ", ".join(held.names.get(target, ())) for target in after}
    values = {target: one.values[target] or "" for target, name in after.items() if name is not None}
    missing = existing.missing({target: name for target, name in after.items() if name is not None})
    return Change(one.customer_id, before, after, values, refused=missing)


def member_changes(
    wanted: Mapping[str, tuple[str, str]], members: Mapping[str, Member], name: str, *, removing: bool, tally: Tally
) -> Iterator[Change]:
    """A change for each address that is to join the list or to leave it, sorted by address."""
    for key in sorted(wanted.keys() - members.keys()):
        customer_id, address = wanted[key]
        tally.joining += 1
        yield Change(customer_id, {}, {"list": name}, {"list": name}, address)
    for key in sorted(members):
        if key in wanted:
            tally.left += not members[key].subscribed
        elif removing and members[key].subscribed:
            tally.leaving += 1
            yield Change("", {"list": name}, {"list": None}, {}, key)
