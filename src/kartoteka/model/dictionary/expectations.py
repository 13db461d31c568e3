"""What customers expect."""

from __future__ import annotations

from kartoteka.model.dictionary.field import Field, headers
from kartoteka.model.types import Text

EXPECTATIONS = (
    Field(
        "wishes",
        "customers",
        Text,
        "What the customer would like to have.",
        "any",
        "expectation",
        headers(en="Wants | Wishlist", pl="Życzenia | Pragnienia", fr="Souhaits | Envies", ru="Пожелания | Желания"),
    ),
    Field(
        "goals",
        "customers",
        Text,
        "What the customer wants to reach.",
        "any",
        "expectation",
        headers(en="Objectives | Aims", pl="Cele", fr="Objectifs | Buts", ru="Цели"),
    ),
    Field(
        "looks_for",
        "customers",
        Text,
        "What the customer is looking for in a product or supplier.",
        "any",
        "expectation",
        headers(
            en="Looking for | Seeks | Needs",
            pl="Czego szuka | Poszukuje | Potrzeby",
            fr="Recherche | Ce qu'il recherche | Besoins",
            ru="Что ищет | Ищет | Потребности",
        ),
    ),
    Field(
        "treatment",
        "customers",
        Text,
        "How the customer wants to be treated.",
        "any",
        "expectation",
        headers(
            en="Wants to be treated | Expected treatment | Service expectations",
            pl="Jak chce być traktowany | Oczekiwane traktowanie | Oczekiwania wobec obsługi",
            fr="Traitement attendu | Attentes de service",
            ru="Как хочет, чтобы к нему относились | Ожидаемое отношение | Ожидания от обслуживания",
        ),
    ),
    Field(
        "problems",
        "customers",
        Text,
        "The problems and challenges that the customer struggles with.",
        "any",
        "expectation",
        headers(
            en="Challenges | Problems and challenges | Pain points",
            pl="Problemy | Wyzwania | Problemy i wyzwania",
            fr="Problèmes | Défis | Problèmes et défis",
            ru="Проблемы | Вызовы | Проблемы и трудности",
        ),
    ),
)
