"""The shape of an entry in the field dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kartoteka.model.spelling import header_key
from kartoteka.model.types import ColumnType

FieldTable = Literal["customers", "contacts", "orders", "blacklist", "suppression"]
Fits = Literal["company", "person", "any"]
Group = Literal["identity", "consent", "person", "company", "expectation", "behaviour", "base", "order", "contact"]
Language = Literal["en", "pl", "fr", "ru"]

LANGUAGES: tuple[Language, ...] = ("en", "pl", "fr", "ru")


@dataclass(frozen=True)
class Field:
    """A column that the program knows the meaning of.

    Attributes:
        name: The column's name in the landed table.
        table: The table it belongs to.
        type: How its cells are read.
        meaning: One sentence for people.
        fits: Which kind of customer it describes.
        group: Where it stands in the dictionary.
        synonyms: The headers that exports give it, by language; none of them is the name itself.
        sensitive: The GDPR's article 9 speaks of it: it is never exported unless a campaign names it and may.
        required: A table without it cannot be used.
        fallbacks: Those synonyms that mean this field only where nothing better does, as levels of preference. A header
            may be a fallback of several fields; the one that stands first in the dictionary takes it.
        vague: Headers that may mean this field as well as something else (`Kod`, `No.`): landing does not take them, a person,
            or a look at the values, has to say so.
        fallbacks_need: Another field that has to be mapped before the fallbacks count (`Nom` beside `Prénom` is a last name).
    """

    name: str
    table: FieldTable
    type: ColumnType
    meaning: str
    fits: Fits
    group: Group
    synonyms: Mapping[str, tuple[str, ...]]
    sensitive: bool = False
    required: bool = False
    fallbacks: tuple[tuple[str, ...], ...] = ()
    fallbacks_need: str | None = None
    vague: tuple[str, ...] = ()

    @cached_property
    def keys(self) -> Mapping[str, int]:
        """How each spelling of a header ranks for this field: 1 is sure, more is a fallback of that level."""
        ranks = {header_key(word): 1 for words in self.synonyms.values() for word in words}
        ranks |= {header_key(word): level for level, words in enumerate(self.fallbacks, start=2) for word in words}
        return {header_key(self.name): 1} | ranks

    @cached_property
    def vague_keys(self) -> frozenset[str]:
        """How each vague header is compared."""
        return frozenset(header_key(word) for word in self.vague)


def headers(*, en: str = "", pl: str = "", fr: str = "", ru: str = "") -> dict[str, tuple[str, ...]]:
    """Header synonyms by language, each language's written as one text with `|` between."""
    written = {"en": en, "pl": pl, "fr": fr, "ru": ru}
    return {language: tuple(word.strip() for word in text.split("|")) for language, text in written.items() if text}


def paths(owners: str, parts: str) -> str:
    """Headers of systems that export the fields of a field: each owner with each part, as one text with `|` before each.

    `paths("Klient", "Kod | NIP")` is `" | Klient.Kod | Klient.NIP"`. Punctuation makes no difference, so that `Klient/Kod` and
    `Klient: Kod` are known as well.
    """
    return "".join(f" | {owner.strip()}.{part.strip()}" for owner in owners.split("|") for part in parts.split("|"))


def level(text: str) -> tuple[str, ...]:
    """One level of fallbacks, written as one text with `|` between."""
    return tuple(word.strip() for word in text.split("|"))
