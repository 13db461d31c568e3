"""What kind of customer this is to us."""

from __future__ import annotations

from kartoteka.model.dictionary.field import Field, headers
from kartoteka.model.types import Day, Text

BASE = (
    Field(
        "customer_type",
        "customers",
        Text,
        "`corporation`, `small-firm`, `sole-trader` or `private`; known words for these are turned into them.",
        "any",
        "base",
        headers(
            en="Type of customer | Client type | Account type | Legal form",
            pl="Typ klienta | Rodzaj klienta | Typ kontrahenta | Rodzaj kontrahenta | Forma prawna",
            fr="Type de client | Type client | Forme juridique | Catégorie client",
            ru="Тип клиента | Вид клиента | Вид контрагента | Тип контрагента | Организационно-правовая форма",
        ),
    ),
    Field(
        "market",
        "customers",
        Text,
        "Business or consumer.",
        "any",
        "base",
        headers(
            en="B2B/B2C | Business or consumer",
            pl="Rynek | Rynek B2B/B2C",
            fr="Marché | Marché B2B/B2C | BtoB/BtoC",
            ru="Рынок | Рынок B2B/B2C",
        ),
    ),
    Field(
        "buys_for",
        "customers",
        Text,
        "Whether the customer buys for itself (direct) or for another (indirect).",
        "any",
        "base",
        headers(
            en="Buys for whom | Direct or indirect | End user or reseller",
            pl="Dla kogo kupuje | Kupuje dla | Klient bezpośredni/pośredni",
            fr="Achète pour | Client direct/indirect | Direct ou indirect",
            ru="Для кого покупает | Покупает для | Прямой/непрямой клиент",
        ),
    ),
    Field(
        "audience",
        "customers",
        Text,
        "Whether the audience is broad or narrow.",
        "any",
        "base",
        headers(
            en="Audience breadth | Target audience",
            pl="Grupa odbiorców | Szerokość grupy | Odbiorcy",
            fr="Audience large ou étroite | Public cible | Étendue du public",
            ru="Широта аудитории | Аудитория | Целевая аудитория",
        ),
    ),
    Field(
        "competitor",
        "customers",
        Text,
        "The competitor who serves the customer today.",
        "any",
        "base",
        headers(
            en="Current supplier | Served by | Served by competitor",
            pl="Konkurent | Konkurencja | Obecny dostawca | Obsługiwany przez konkurencję",
            fr="Concurrent | Fournisseur actuel | Servi par un concurrent",
            ru="Конкурент | Текущий поставщик | Обслуживается конкурентом",
        ),
    ),
    Field(
        "competitor_until",
        "customers",
        Day,
        "The day on which the contract with that competitor ends.",
        "any",
        "base",
        headers(
            en="Competitor contract end | Contract end with competitor | Contract end",
            pl="Koniec umowy z konkurencją | Koniec umowy z konkurentem | Umowa z konkurencją do",
            fr="Fin de contrat concurrent | Fin du contrat concurrent | Échéance contrat concurrent",
            ru="Окончание договора с конкурентом | Договор с конкурентом до | Срок договора с конкурентом",
        ),
    ),
)
