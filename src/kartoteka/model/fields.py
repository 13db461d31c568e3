"""The field dictionary: which columns the program knows, what they mean, and by which headers it recognises them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kartoteka.model.dictionary.base import BASE
from kartoteka.model.dictionary.behaviour import BEHAVIOUR
from kartoteka.model.dictionary.blacklist import BLACKLIST
from kartoteka.model.dictionary.carried import CARRIED_BY_ORDERS
from kartoteka.model.dictionary.companies import COMPANIES
from kartoteka.model.dictionary.consent import CONSENT
from kartoteka.model.dictionary.contacts import CONTACTS
from kartoteka.model.dictionary.expectations import EXPECTATIONS
from kartoteka.model.dictionary.field import LANGUAGES, Field, FieldTable, Fits, Group, Language
from kartoteka.model.dictionary.identity import IDENTITY
from kartoteka.model.dictionary.orders import ORDERS
from kartoteka.model.dictionary.persons import PERSONS
from kartoteka.model.dictionary.suppression import SUPPRESSION

__all__ = [
    "FIELDS",
    "LANGUAGES",
    "Field",
    "FieldTable",
    "Fits",
    "Group",
    "Language",
    "field",
    "fields_of",
    "recognised_in",
    "required_fields",
    "sensitive_fields",
]

FIELDS: tuple[Field, ...] = (
    *IDENTITY,
    *CONSENT,
    *PERSONS,
    *COMPANIES,
    *EXPECTATIONS,
    *BEHAVIOUR,
    *BASE,
    *ORDERS,
    *CONTACTS,
    *BLACKLIST,
    *SUPPRESSION,
)
"""Every field of every table, in the order in which columns are laid out."""


def field(table: str, name: str) -> Field | None:
    """The field of that exact name in a table; None where there is none."""
    return _by_name(table).get(name)


@cache
def fields_of(table: str) -> tuple[Field, ...]:
    """All fields of a table, in the dictionary's order; empty for a table that it does not know."""
    return tuple(entry for entry in FIELDS if entry.table == table)


@cache
def recognised_in(table: str) -> tuple[Field, ...]:
    """The fields that a file of a table is searched for.

    They are the table's own, and in a file of orders those of the customer as well: where a pipeline has no source of
    customers, they come from the orders with what is known of them there.
    """
    return fields_of(table) + (CARRIED_BY_ORDERS if table == "orders" else ())


def required_fields(table: str) -> tuple[Field, ...]:
    """The fields without which a table cannot be used."""
    return tuple(entry for entry in fields_of(table) if entry.required)


@cache
def sensitive_fields() -> frozenset[str]:
    """The names of the fields that the GDPR's article 9 speaks of, in any table."""
    return frozenset(entry.name for entry in FIELDS if entry.sensitive)


@cache
def _by_name(table: str) -> Mapping[str, Field]:
    return {entry.name: entry for entry in fields_of(table)}
