"""Contacts: persons at a customer."""

from __future__ import annotations

from dataclasses import replace

from kartoteka.model.dictionary.consent import consent_fields
from kartoteka.model.dictionary.field import Field, headers, level
from kartoteka.model.dictionary.identity import IDENTITY
from kartoteka.model.dictionary.persons import PERSONS
from kartoteka.model.types import Text

_CUSTOMER = {field.name: field for field in IDENTITY}


def _of_contact(name: str, meaning: str) -> Field:
    """A field that a person at a customer has as well, under the same headers."""
    return replace(_CUSTOMER[name], table="contacts", group="contact", fits="person", meaning=meaning)


CONTACTS = (
    Field(
        "contact_id",
        "contacts",
        Text,
        "What the firm's own systems call the person.",
        "person",
        "contact",
        headers(
            en="Contact No | Contact Number | Contact Key | Person ID",
            pl="ID kontaktu | Nr kontaktu | ID osoby | ID osoby kontaktowej",
            fr="ID contact | N° contact | Code contact | Identifiant contact",
            ru="ID контакта | Код контакта | Код контактного лица | ID контактного лица",
        ),
    ),
    replace(
        _CUSTOMER["customer_id"],
        table="contacts",
        group="contact",
        meaning="At which customer the person is: the customer's own `customer_id`.",
        fallbacks=(
            *_CUSTOMER["customer_id"].fallbacks,
            level("Company | Firma | Société | Организация"),
        ),
        synonyms={
            language: (*words, extra)
            for (language, words), extra in zip(
                _CUSTOMER["customer_id"].synonyms.items(), ("Company", "Firma", "Société", "Организация"), strict=True
            )
        },
    ),
    _of_contact("last_name", "The person's family name."),
    _of_contact("first_name", "The person's given name."),
    Field(
        "name",
        "contacts",
        Text,
        "The person's whole name.",
        "person",
        "contact",
        headers(
            en="Full name | Contact name | Contact person | Contact | Name",
            pl="Imię i nazwisko | Osoba kontaktowa | Nazwa kontaktu | Kontakt | Osoba",
            fr="Nom complet | Nom du contact | Nom et prénom | Prénom et nom | Interlocuteur | Contact | Nom",
            ru="ФИО | Контактное лицо | Имя и фамилия | Полное имя | Контакт",
        ),
        fallbacks=(level("Name | Nom"), level("Contact | Kontakt | Контакт | Osoba | Interlocuteur")),
    ),
    Field(
        "role",
        "contacts",
        Text,
        "What the person does at the customer.",
        "person",
        "contact",
        headers(
            en="Job title | Position | Title | Function | Contact title",
            pl="Stanowisko | Rola | Funkcja",
            fr="Fonction | Poste | Rôle | Fonction du contact",
            ru="Должность | Роль | Роль контактного лица",
        ),
        fallbacks=(level("Title | Function | Funkcja | Rola | Rôle | Роль"),),
    ),
    _of_contact("email", "The address to which e-mail for the person goes."),
    _of_contact("phone", "The number at which the person can be called."),
    *(replace(field, group="contact", fits="person") for field in consent_fields("contacts")),
    *(replace(field, table="contacts", group="contact", fits="person") for field in PERSONS if field.sensitive),
)
