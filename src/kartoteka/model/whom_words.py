"""Which words say for whom a customer buys: business or consumer, for itself or for another, a broad or a narrow audience."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeVar

from kartoteka.model.spelling import plain
from kartoteka.model.statuses import spellings

Market = Literal["business", "consumer"]
BuysFor = Literal["direct", "indirect"]
Audience = Literal["broad", "narrow"]
Word = TypeVar("Word", bound=str)

_BUSINESS = """
    business businesses b2b btob b|to|b company companies firm firms corporate organisation organization professional trade
    biznes firma firmy przedsiębiorstwo przedsiębiorcy biznesowy klient|biznesowy instytucja
    entreprise entreprises professionnel professionnels pro société sociétés organisation
    бизнес компания компании фирма предприятие организация юридическое|лицо юрлицо корпоративный
"""
_CONSUMER = """
    consumer consumers b2c btoc b|to|c private individual individuals household households retail person persons
    konsument konsumenci konsumencki indywidualny prywatny osoba|prywatna klient|indywidualny detal detaliczny
    consommateur consommateurs particulier particuliers grand|public ménage ménages
    потребитель потребители частное|лицо физическое|лицо физлицо частный розница розничный
"""
_DIRECT = """
    direct itself own own|use self himself herself themselves end|user end|customer user for|itself
    bezpośredni bezpośrednio dla|siebie na|własny|użytek własny|użytek użytkownik użytkownik|końcowy klient|bezpośredni siebie
    pour|soi pour|lui-même usage|personnel usage|propre utilisateur utilisateur|final client|direct soi
    прямой напрямую для|себя собственные|нужды конечный|пользователь прямой|клиент себя
"""
_INDIRECT = """
    indirect another others for|another gift gifts present reseller resale middleman agent agency for|others someone|else
    pośredni pośrednio dla|kogoś dla|innych prezent na|prezent upominek odsprzedaż pośrednik agencja klient|pośredni
    pour|autrui pour|un|autre cadeau revendeur revente intermédiaire agence client|indirect autrui
    непрямой косвенный для|другого для|других подарок в|подарок перепродажа посредник агентство непрямой|клиент
"""
_BROAD = """
    broad wide mass general mass|market everybody
    szeroka szeroki szeroko masowa masowy ogólna wszyscy
    large étendue étendu grand|public générale tous
    широкая широкий массовая массовый общая все
"""
_NARROW = """
    narrow niche specialist specialised specialized select
    wąska wąski wąsko niszowa niszowy nisza specjalistyczna
    étroite étroit restreinte restreint niche spécialisée
    узкая узкий нишевая нишевый ниша специализированная
"""


def _by_spelling(words: Mapping[Word, str]) -> Mapping[str, Word]:
    return {plain(one): word for word, text in words.items() for one in spellings(text)}


_MARKETS: Mapping[str, Market] = _by_spelling({"business": _BUSINESS, "consumer": _CONSUMER})
_BUYS_FOR: Mapping[str, BuysFor] = _by_spelling({"direct": _DIRECT, "indirect": _INDIRECT})
_AUDIENCES: Mapping[str, Audience] = _by_spelling({"broad": _BROAD, "narrow": _NARROW})


def market_of(text: str) -> Market | None:
    """Business or consumer, whatever the case, blanks and diacritics; None for any other word, as for all three."""
    return _MARKETS.get(plain(text))


def buys_for_of(text: str) -> BuysFor | None:
    """Whether the customer buys for itself (direct) or for another (indirect): a gift's buyer does not use it."""
    return _BUYS_FOR.get(plain(text))


def audience_of(text: str) -> Audience | None:
    """Whether the audience is broad or narrow."""
    return _AUDIENCES.get(plain(text))
