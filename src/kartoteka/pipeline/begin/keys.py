"""By which columns two tables speak of the same customers: told by the values that they share."""

from __future__ import annotations

from dataclasses import dataclass

from kartoteka.language import gettext as _
from kartoteka.language import ngettext
from kartoteka.model.fields import Field, recognised_in
from kartoteka.model.spelling import header_key
from kartoteka.pipeline.begin.decide import Decided, ranked
from kartoteka.pipeline.begin.question import Choice, Question, about_column
from kartoteka.pipeline.begin.values import Values

ENOUGH = 0.5
SURE = 0.9
_FEWEST = 2
_SURE_KEY, _LONG = 2, 4
_IDENTITY = ("customer_id", "name", "email", "tax_id", "phone")
_SAME, _OF_NAME, _OTHER = 15, 20, 40


@dataclass(frozen=True, slots=True)
class Link:
    """How a table names customers.

    Attributes:
        customers: The position of the key in the table of customers; None where nothing is known better.
        other: The same in the other table.
        note: What speaks for it.
        question: Where nothing does.
    """

    customers: int | None = None
    other: int | None = None
    note: str | None = None
    question: Question | None = None


def link(customers: Decided, other: Decided, values: Values) -> Link:
    """Find the columns by which a table names customers.

    What the headers say holds where at least half of the customers that the table names are found. Otherwise those columns
    are the ones by which nearly all are found, headers that say customer first; without any, it is a question.
    """
    key, naming = customers.positions().get("customer_id"), other.positions().get("customer_id")
    names = {"customers": customers.looked.headers, other.table: other.looked.headers}
    if key is not None and naming is not None:
        share = _share(values, other, naming, customers, key)
        if share >= ENOUGH or other.table == "blacklist":
            return Link(key, naming, _told(values, other, naming, customers, key))
    pairs = _pairs(customers, other, values, key, naming)
    if pairs:
        key, naming = min(pairs)[1:]
        note = _told(values, other, naming, customers, key)
        return Link(key, naming, note)
    if key is None or naming is None or "customer_id" in other.said:
        return Link()
    found = len(values.of(other.looked, naming) & values.of(customers.looked, key))
    text = _(
        "Only {found} of {number} customers that the {table} name in {naming!r} are in {key!r} of the customers. "
        "Which column of the {table} names the customer?",
        found=found,
        number=len(values.of(other.looked, naming)),
        table=other.table,
        naming=names[other.table][naming],
        key=names["customers"][key],
    )
    choices = [
        Choice(
            str(other.reference(at)),
            _(
                "{values} ({number}% found)",
                values=other.profiles[at].shown(),
                number=round(_share(values, other, at, customers, key) * 100),
            ),
        )
        for at in _naming(other)
    ]
    return Link(question=about_column(other.table, "customer_id", text, choices))


def _pairs(
    customers: Decided, other: Decided, values: Values, key: int | None, naming: int | None
) -> list[tuple[tuple[int, int, int, int], int, int]]:
    """Columns by which nearly all customers are found, each pair with its rank: less is better."""
    keys = [key] if key is not None and "customer_id" in customers.said else _unique(customers)
    namings = [naming] if naming is not None and "customer_id" in other.said else _namings(other, customers, keys)
    pairs: list[tuple[tuple[int, int, int, int], int, int]] = []
    for at in namings:
        for candidate in keys:
            named = values.of(other.looked, at)
            if len(named) < _FEWEST or _share(values, other, at, customers, candidate) < SURE:
                continue
            same = _same_header(other, at, customers, candidate)
            naming_rank, key_rank = min(_rank(other, at), _SAME if same else _OTHER), _rank(customers, candidate)
            if naming_rank >= _OTHER and key_rank >= _OF_NAME:
                continue  # neither header says that it is about customers
            rank = (min(naming_rank, _SAME) if key_rank < _SURE_KEY else naming_rank, key_rank, at, candidate)
            pairs.append((rank, candidate, at))
    return pairs


def _rank(decided: Decided, position: int) -> int:
    fields = {entry.name: entry for entry in recognised_in(decided.table)}
    header = decided.looked.headers[position]
    own = ranked(fields["customer_id"], header)
    if own is not None:
        return own
    named = fields.get("name")
    rank = None if named is None else ranked(named, header)
    return _OTHER if rank is None else _OF_NAME + rank


def _unique(customers: Decided) -> list[int]:
    return [
        profile.position
        for profile in customers.profiles
        if profile.unique and profile.days < ENOUGH and profile.fractions < ENOUGH
    ]


def _naming(other: Decided) -> list[int]:
    """The columns whose header may name a customer."""
    entries: list[Field] = [entry for entry in recognised_in(other.table) if entry.name in _IDENTITY]
    return [
        profile.position
        for profile in other.profiles
        if profile.complete and any(ranked(entry, profile.header) is not None for entry in entries)
    ]


def _namings(other: Decided, customers: Decided, keys: list[int]) -> list[int]:
    """The columns whose header may name a customer, or is the same as that of a possible key."""
    alike = [
        profile.position
        for profile in other.profiles
        if profile.complete and any(_same_header(other, profile.position, customers, key) for key in keys)
    ]
    return sorted({*_naming(other), *alike, *_codes(other)})


def _codes(other: Decided) -> list[int]:
    """The columns that may hold the key of a customer whatever their header: texts too long to be counted by chance."""
    taken = {position for name, position in other.positions().items() if name not in _IDENTITY}
    return [
        profile.position
        for profile in other.profiles
        if profile.position not in taken
        and profile.complete
        and profile.longest >= _LONG
        and profile.days < ENOUGH
        and profile.fractions < ENOUGH
    ]


def _same_header(other: Decided, naming: int, customers: Decided, key: int) -> bool:
    header = header_key(other.looked.headers[naming])
    return bool(header) and header == header_key(customers.looked.headers[key])


def _share(values: Values, other: Decided, naming: int, customers: Decided, key: int) -> float:
    named = values.of(other.looked, naming)
    return len(named & values.of(customers.looked, key)) / len(named) if named else 0.0


def _told(values: Values, other: Decided, naming: int, customers: Decided, key: int) -> str:
    named = values.of(other.looked, naming)
    found = len(named & values.of(customers.looked, key))
    header, number = customers.looked.headers[key], len(named)
    if found == number:
        return ngettext(
            "all {number} customers here are found in {header!r} of the customers",
            "all {number} customers here are found in {header!r} of the customers",
            number,
            number=number,
            header=header,
        )
    return ngettext(
        "{found} of {number} customers here are found in {header!r} of the customers",
        "{found} of {number} customers here are found in {header!r} of the customers",
        found,
        found=found,
        number=number,
        header=header,
    )
