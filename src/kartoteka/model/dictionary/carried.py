"""What a file of orders may say of the customer: it counts where the customers come from the orders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kartoteka.model.dictionary.base import BASE
from kartoteka.model.dictionary.behaviour import BEHAVIOUR
from kartoteka.model.dictionary.companies import COMPANIES
from kartoteka.model.dictionary.consent import CONSENT
from kartoteka.model.dictionary.expectations import EXPECTATIONS
from kartoteka.model.dictionary.field import Field, level
from kartoteka.model.dictionary.identity import IDENTITY
from kartoteka.model.dictionary.orders import ORDERS
from kartoteka.model.dictionary.persons import PERSONS

_NAME_FALLBACKS = (
    level("Kontrahent | Контрагент"),
    level("Customer | Klient | Client | Клиент"),
)
_OTHERWISE_IN_ORDERS = frozenset(
    {
        "Name",
        "Nom",
        "Nazwa",
        "Наименование",
        "Название",
        "Company",
        "Firma",
        "Société",
        "Intitulé",
        "Nazwa 1",
        "State",
        "Contact",
        "Kontakt",
        "Контакт",
    }
)


def _carried() -> Iterator[Field]:
    """The fields of a customer: some under all their sure headers, the others under their own name alone.

    Some are those that a campaign addresses by, and the sensitive ones: what is not recognised would not be held back.
    """
    taken = {field.name for field in ORDERS}
    addressing = (*IDENTITY, *CONSENT)
    for field in addressing:
        if field.name not in taken:
            fallbacks = _NAME_FALLBACKS if field.name == "name" else ()
            yield replace(field, table="orders", synonyms=_sure(field, fallbacks), fallbacks=fallbacks, fallbacks_need=None)
    for field in (*PERSONS, *COMPANIES, *EXPECTATIONS, *BEHAVIOUR, *BASE):
        if field.name not in taken:
            yield replace(field, table="orders", synonyms=_sure(field, ()) if field.sensitive else {}, fallbacks=())


def _sure(field: Field, fallbacks: tuple[tuple[str, ...], ...]) -> dict[str, tuple[str, ...]]:
    dropped = _OTHERWISE_IN_ORDERS | {word for words in field.fallbacks for word in words}
    dropped -= {word for words in fallbacks for word in words}
    return {language: tuple(word for word in words if word not in dropped) for language, words in field.synonyms.items()}


CARRIED_BY_ORDERS = tuple(_carried())
