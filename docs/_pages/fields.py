"""The field dictionary."""

from __future__ import annotations

from collections.abc import Sequence

from _pages.markdown import code, table
from kartoteka.model.fields import FIELDS, LANGUAGES, Field, Language

_HEAD = """# Fields

The columns whose meaning the program knows. A column of a file is taken for a field when its header is the field's name or one
of the headers below, in any language, whatever its case, accents and punctuation; `columns` in the
[project file](project-file.md) says otherwise. A column that is no field is kept as text under its own header and can be used
like any other.

Types: a *day* is a calendar day in the project's time zone; *money* is a decimal with four decimals in the pipeline's currency;
an *integer* is whole; a *boolean* is yes or no, in any of the four languages. *Fits* says which kind of customer a field
describes: a company, a person, or any. The columns in Polish, French and Russian say what exports mostly call it.

**Required** fields are those without which a table cannot be used. **Sensitive** fields are those of which the GDPR's article 9
speaks: they are never exported unless a campaign names them in `columns` and sets `allow_sensitive: true`.

Headers that are marked with † are taken for the field only where no better one is there. Those that are *asked about* mean
something else as often: no run takes them by itself, but `kartoteka init` asks whether they are meant, or sees it in the
values.
"""
_TABLES = {
    "customers": "One row for each customer.",
    "orders": "One row for each order or for each of its lines. A file of orders may also hold fields of the customer: they "
    "count where the pipeline has no source of customers.",
    "contacts": "One row for each person at a customer.",
    "blacklist": "Customers who are never addressed and have no terms.",
    "suppression": "Whom one campaign leaves out: the file that it names in `suppress`. One of these is enough.",
}
_OTHERS: dict[Language, str] = {"pl": "po polsku", "fr": "en français", "ru": "по-русски"}
_GROUPS = {
    "identity": "Who and where",
    "consent": "Consent",
    "person": "Persons: who they are",
    "company": "Companies: who they are",
    "expectation": "Expectations",
    "behaviour": "Behaviour",
    "base": "The base",
    "order": "Orders",
    "contact": "Contacts",
}


def page() -> str:
    """The page."""
    parts = [_HEAD]
    for name, told in _TABLES.items():
        parts.append(f"## {name.capitalize()}\n\n{told}\n")
        fields = [field for field in FIELDS if field.table == name]
        groups = list(dict.fromkeys(field.group for field in fields))
        for group in groups:
            members = [field for field in fields if field.group == group]
            heading = f"### {name.capitalize()}: {_GROUPS[group][0].lower()}{_GROUPS[group][1:]}\n" if len(groups) > 1 else ""
            parts.append(f"{heading}\n{_meanings(members)}\n{_headers(members)}")
    return "\n".join(parts)


def _meanings(fields: Sequence[Field]) -> str:
    rows = [
        (
            code(field.name),
            str(field.type),
            field.fits,
            field.meaning + _marks(field),
            *(_called(field, one) for one in _OTHERS),
        )
        for field in fields
    ]
    return table(("field", "type", "fits", "meaning", *_OTHERS.values()), rows)


def _called(field: Field, language: Language) -> str:
    """What exports of a language mostly call it, which is what stands first in the dictionary."""
    return field.synonyms[language][0]


def _marks(field: Field) -> str:
    return " **Required.**" * field.required + " **Sensitive.**" * field.sensitive


def _headers(fields: Sequence[Field]) -> str:
    rows: list[tuple[str, str, str]] = []
    for field in fields:
        told = [(str(language), _of_language(field, language)) for language in LANGUAGES]
        told += [("asked about", ", ".join(field.vague))] if field.vague else []
        rows += [(code(field.name) if not place else "", *cells) for place, cells in enumerate(told)]
    return table(("field", "language", "headers"), rows)


def _of_language(field: Field, language: str) -> str:
    sure = field.synonyms.get(language, ())
    fallbacks = {word for level in field.fallbacks for word in level}
    return ", ".join(f"{word}{' †' if word in fallbacks else ''}" for word in sure)
