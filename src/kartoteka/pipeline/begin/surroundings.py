"""What holds for the whole project: the language of the headers, the currency of the amounts, the time zone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kartoteka.engine.duckdb import parse
from kartoteka.engine.duckdb.sql import identifier
from kartoteka.language import gettext as _
from kartoteka.language import ngettext
from kartoteka.model.fields import LANGUAGES, recognised_in
from kartoteka.model.spelling import header_key, in_two_languages
from kartoteka.model.types import Money
from kartoteka.pipeline.begin.decide import Decided
from kartoteka.pipeline.begin.question import Choice, Question
from kartoteka.pipeline.begin.request import Request
from kartoteka.pipeline.land.currency import CODES, currencies_of

if TYPE_CHECKING:
    import duckdb

_LETTERS: Mapping[str, frozenset[str]] = {
    "pl": frozenset("ąćęłńśźż"),
    "fr": frozenset("éèêàâçùûîï"),
    "ru": frozenset("абвгдежзийклмнопрстуфхцчшщыэюя"),
}
_CURRENCY = {"pl": "PLN", "fr": "EUR", "ru": "RUB"}
_ZONES = {"pl": "Europe/Warsaw", "fr": "Europe/Paris", "ru": "Europe/Moscow"}
_ZONE_OF_CURRENCY = {"GBP": "Europe/London", "USD": "America/New_York", "EUR": "Europe/Dublin"}
_EXACT = 0.25
"""What the name of a field, which is English, says for English: many programs write such headers in any country."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A setting of the project and what speaks for it; `assumed` where nothing in the files does."""

    value: str
    note: str
    assumed: bool = False


def language_of(headers_by_table: Mapping[str, Sequence[str]]) -> str | None:
    """The language of most headers; None where they tell nothing."""
    points: dict[str, float] = dict.fromkeys(LANGUAGES, 0.0)
    for table, headers in headers_by_table.items():
        for header in headers:
            for language in _LETTERS:
                if _LETTERS[language] & set(header.casefold()):
                    points[language] += 1
            for language, share in _languages(table, header).items():
                points[language] += share
    best, second = sorted(points, key=lambda language: -points[language])[:2]
    return None if points[best] == points[second] else best


def _languages(table: str, header: str) -> dict[str, float]:
    """What a header says for each language; English beside another language is there for foreigners."""
    halves = [_languages(table, half) for half in in_two_languages(header)]
    foreign = {language: share for half in halves for language, share in half.items() if language != "en"}
    if foreign:
        return foreign
    key = header_key(header)
    if any(entry.name == header.casefold() for entry in recognised_in(table)):
        return {"en": _EXACT}
    found = {
        language
        for entry in recognised_in(table)
        for language, words in entry.synonyms.items()
        if any(header_key(word) == key for word in words)
    }
    return {language: 1 / len(found) for language in found}


def settle_locale(request: Request, headers: Mapping[str, Sequence[str]]) -> Settled:
    """The language of the headers, or English."""
    said = request.said.get("locale")
    if said is not None:
        return Settled(said, _("as said"))
    language = language_of(headers)
    if language is None:
        return Settled("en", _("assumed: the headers do not tell a language"), assumed=True)
    return Settled(language, _("the language of the headers"))


def settle_timezone(request: Request, locale: str, currency: str) -> Settled:
    """A zone of the country that language and currency speak of."""
    said = request.said.get("timezone")
    if said is not None:
        return Settled(said, _("as said"))
    zone = _ZONES.get(locale) or _ZONE_OF_CURRENCY.get(currency) or "UTC"
    return Settled(zone, _("assumed; it decides on which day a moment falls"), assumed=True)


@dataclass(frozen=True, slots=True)
class Currencies:
    """The currencies in the files.

    Attributes:
        settled: The project's; None where it has to be asked.
        rates: Of the others.
        questions: For what is missing.
    """

    settled: Settled | None
    rates: Mapping[str, str]
    questions: Sequence[Question]


def settle_currency(
    connection: duckdb.DuckDBPyConnection, decided: Iterable[Decided], request: Request, locale: str
) -> Currencies:
    """The currency that signs and codes in the files speak of; where there are several, the commonest is the project's."""
    found: Counter[str] = Counter()
    ambiguous: dict[str, str] = {}
    money = False
    for table in decided:
        money = money or table.table == "orders"
        for sign, count in _signs(connection, table).items():
            candidates = currencies_of(sign)
            if candidates:
                found[candidates[0]] += count
                if len(candidates) > 1:
                    ambiguous[candidates[0]] = sign
    said = request.said.get("currency")
    if said is not None:
        return Currencies(Settled(said, _("as said")), *_rates(said, found, ambiguous, request))
    if found:
        code = found.most_common(1)[0][0]
        if code in ambiguous and len(found) == 1:
            note = _("assumed: {sign!r} in the files can be another currency's as well", sign=ambiguous[code])
            return Currencies(Settled(code, note, assumed=True), *_rates(code, found, ambiguous, request))
        note = _("by {code} or its sign in the files", code=code)
        return Currencies(Settled(code, note), *_rates(code, found, ambiguous, request))
    if locale in _CURRENCY:
        return Currencies(Settled(_CURRENCY[locale], _("assumed: nothing in the files says it"), assumed=True), {}, ())
    if not money:
        return Currencies(Settled("USD", _("assumed: the files have no amounts of orders"), assumed=True), {}, ())
    choices = [Choice("USD"), Choice("GBP"), Choice("EUR")]
    text = _("Nothing in the files says the currency of the amounts. Which is it, as a code of three letters?")
    return Currencies(None, {}, (Question("currency", text, "--currency CODE", choices),))


def _rates(
    ours: str, found: Mapping[str, int], ambiguous: Mapping[str, str], request: Request
) -> tuple[dict[str, str], list[Question]]:
    rates: dict[str, str] = {}
    questions: list[Question] = []
    for code in sorted(found):
        if code == ours or (code in ambiguous and ours in currencies_of(ambiguous[code])):
            continue
        rate = request.said.get(f"rates.{code}")
        if rate is not None:
            rates[code] = rate
            continue
        text = ngettext(
            "Some amounts ({number} in a sample) are in {code}. What is 1 {code} worth in {currency}?",
            "Some amounts ({number} in a sample) are in {code}. What is 1 {code} worth in {currency}?",
            found[code],
            number=found[code],
            code=code,
            currency=ours,
        )
        questions.append(Question(f"rates.{code}", text, f"--rate {code}=NUMBER"))
    return rates, questions


def _signs(connection: duckdb.DuckDBPyConnection, decided: Decided) -> Counter[str]:
    """What stands beside amounts and in the column of currencies, with how often."""
    found: Counter[str] = Counter()
    at = decided.positions()
    amounts = [entry.name for entry in recognised_in(decided.table) if entry.type is Money]
    for name in (*amounts, "currency"):
        if name not in at:
            continue
        cell = identifier(decided.looked.layout.slots[at[name]].name)
        sign = f"lower({parse.text(cell)})" if name == "currency" else parse.currency_sign(cell)
        rows = connection.execute(
            f"SELECT {sign}, count(*) FROM {decided.looked.staged} WHERE {cell} IS NOT NULL GROUP BY 1"
        ).fetchall()
        found.update({text: count for text, count in rows if text})
        if not rows:
            continue
        header = decided.looked.headers[at[name]]
        for code in CODES:
            if name != "currency" and code in header.replace("(", " ").replace(")", " ").replace(",", " ").split():
                found[code.lower()] += 1
    return found
