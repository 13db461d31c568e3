"""Which words say what kind of customer somebody is: a corporation, a small firm, a sole trader or a private person.

Legal forms are here only where they say so themselves: a *jednoosobowa działalność* is a sole trader, but a limited company
may be of any size. Words for business or consumer (*B2B*) are not here: they belong to the field `market`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from kartoteka.model.spelling import plain
from kartoteka.model.statuses import spellings

CustomerType = Literal["corporation", "small-firm", "sole-trader", "private"]

_CORPORATION = """
    corporation corporations corporate corporate|client corporate|customer large|company large|enterprise large|business
    korporacja korporacje klient|korporacyjny duża|firma duże|przedsiębiorstwo
    grande|entreprise grand|compte grands|comptes grande|société
    корпорация корпорации корпоративный корпоративный|клиент крупная|компания крупное|предприятие крупный|бизнес
"""
_SMALL_FIRM = """
    small-firm small|firm small|company small|business small|enterprise sme smes smb micro-enterprise microenterprise
    small|and|medium|enterprise small|and|medium-sized|enterprise
    mała|firma małe|przedsiębiorstwo mikrofirma mikroprzedsiębiorstwo mśp sektor|mśp małe|i|średnie|przedsiębiorstwo
    petite|entreprise petites|entreprises petite|société pme tpe pme/tpe tpe/pme très|petite|entreprise microentreprise
    малая|компания малое|предприятие малый|бизнес малая|фирма мсп микропредприятие микробизнес
    малый|и|средний|бизнес
"""
_SOLE_TRADER = """
    sole-trader sole|trader sole|traders sole|proprietor sole|proprietorship self-employed self|employed freelancer freelance
    jdg jednoosobowa|działalność jednoosobowa|działalność|gospodarcza działalność|jednoosobowa samozatrudniony samozatrudniona
    jednoosobowa|firma firma|jednoosobowa osoba|fizyczna|prowadząca|działalność|gospodarczą
    osoba|fizyczna|prowadząca|działalność
    ei entreprise|individuelle entrepreneur|individuel auto-entrepreneur autoentrepreneur micro-entrepreneur microentrepreneur
    indépendant indépendante travailleur|indépendant travailleur|non|salarié profession|libérale
    ип индивидуальный|предприниматель предприниматель самозанятый самозанятая чп частный|предприниматель
"""
_PRIVATE = """
    private private|person private|persons private|individual private|individuals private|customer private|client
    private|buyer individual individuals individual|customer individual|client consumer natural|person
    prywatny prywatna osoba|prywatna osoby|prywatne klient|prywatny klient|indywidualny klientka|indywidualna
    osoba|fizyczna osoby|fizyczne konsument konsumentka indywidualny
    particulier particulière particuliers client|particulier personne|physique personnes|physiques privé client|privé
    consommateur
    частное|лицо физическое|лицо физические|лица физлицо физ.|лицо физ.лицо частный|клиент частный|покупатель частник
    потребитель
"""

CUSTOMER_TYPE_SYNONYMS: Mapping[CustomerType, frozenset[str]] = {
    "corporation": frozenset(spellings(_CORPORATION)),
    "small-firm": frozenset(spellings(_SMALL_FIRM)),
    "sole-trader": frozenset(spellings(_SOLE_TRADER)),
    "private": frozenset(spellings(_PRIVATE)),
}
"""The lower-case words for each type of customer: compare with `lower(trim(customer_type))`."""

_CANONICAL: Mapping[str, CustomerType] = {
    plain(word): type_ for type_, words in CUSTOMER_TYPE_SYNONYMS.items() for word in words
}


def canonical_customer_type(text: str | None) -> CustomerType | None:
    """The type of customer that a word stands for, whatever its case, blanks and diacritics; None for any other word."""
    return None if text is None else _CANONICAL.get(plain(text))
