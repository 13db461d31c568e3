"""Who agreed to be addressed, and by which channel."""

from __future__ import annotations

from kartoteka.model.dictionary.field import Field, FieldTable, headers
from kartoteka.model.types import Boolean


def consent_fields(table: FieldTable) -> tuple[Field, ...]:
    """The three consents of a customer or of a contact; an empty cell is no consent."""
    return (
        Field(
            "consent_email",
            table,
            Boolean,
            "They agreed to be written to by e-mail.",
            "any",
            "consent",
            headers(
                en="E-mail consent | Email opt-in | Accepts email | Marketing email consent | Newsletter | Accepts marketing",
                pl="Zgoda e-mail | Zgoda na e-mail | Zgoda mailowa | Zgoda na newsletter | Zgoda na kontakt e-mail",
                fr="Consentement e-mail | Consentement courriel | Accord e-mail | Opt-in e-mail | Accepte les e-mails",
                ru="Согласие на e-mail | Согласие на рассылку | Согласие на email-рассылку | Подписка на рассылку",
            ),
        ),
        Field(
            "consent_phone",
            table,
            Boolean,
            "They agreed to be called.",
            "any",
            "consent",
            headers(
                en="Phone consent | Phone opt-in | Accepts calls | Consent to calls",
                pl="Zgoda telefon | Zgoda na telefon | Zgoda telefoniczna | Zgoda na kontakt telefoniczny",
                fr="Consentement téléphone | Accord téléphone | Opt-in téléphone | Accepte les appels",
                ru="Согласие на звонки | Согласие на телефонные звонки | Согласие телефон",
            ),
        ),
        Field(
            "consent_post",
            table,
            Boolean,
            "They agreed to be sent letters.",
            "any",
            "consent",
            headers(
                en="Post consent | Postal consent | Mail consent | Accepts post | Direct mail consent",
                pl="Zgoda poczta | Zgoda na pocztę | Zgoda na korespondencję | Zgoda pocztowa",
                fr="Consentement courrier | Consentement postal | Accord courrier | Opt-in courrier",
                ru="Согласие на почту | Согласие на письма | Согласие на почтовую рассылку",
            ),
        ),
    )


CONSENT = consent_fields("customers")
