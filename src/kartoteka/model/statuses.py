"""Which words for the status of an order mean that it was cancelled or returned, or is a draft that nobody has posted.

A correction (`korekta`, `avoir`, a credit note) is a return: the document takes back, it buys nothing. An order that was
*partly* refunded, refused or failed is not here: those words do not say that the order is gone. A full stop or an exclamation
mark after a word makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from kartoteka.model.spelling import plain

Canonical = Literal["cancelled", "returned", "draft"]

_CANCELLED = """
    cancelled canceled cancel cancellation void voided deleted annulled revoked storno reversed
    cancelled|by|customer canceled|by|customer cancelled|(customer) canceled|(customer) order|cancelled order|canceled
    wc-cancelled
    anulowany anulowana anulowane anulowano anulowani anulacja anulowanie anuluj
    odwołany odwołana odwołane odwołano unieważniony unieważniona unieważnione unieważniono
    wycofany wycofana wycofane wycofano stornowany stornowana stornowane wystornowany wystornowana wystornowane stornowano
    skasowany skasowana skasowane skasowano usunięty usunięta usunięte usunięto rezygnacja rezygnacja|klienta anul
    anulowane|przez|klienta anulowane|(klient) anulowane|(przez|klienta) zamówienie|anulowane
    annulé annulée annulés annulées annulation annuler commande|annulée annulée|par|le|client résilié résiliée
    annulé|(client) annulée|(client) supprimé supprimée
    отменён отменена отменено отменены отменённый отменённая отменённое отменённые отмена
    отменён|клиентом отменен|покупателем отменён|(клиент) заказ|отменён удалён удалена удалено
    аннулирован аннулирована аннулировано аннулированы аннулированный аннулированная аннулированное аннулированные
    аннулирование аннуляция сторно сторнирован сторнирована сторнировано сторнированы отказ отказ|клиента
    снят|с|исполнения
"""
_RETURNED = """
    returned return returns refunded refund fully|refunded credit|note credited sent|back order|returned
    wc-refunded
    zwrot zwroty zwrócony zwrócona zwrócone zwrócono zwrot|towaru zwrot|środków zwrot|płatności zwrot|do|nadawcy
    odesłany odesłana odesłane refundacja zamówienie|zwrócone
    korekta korekta|faktury faktura|korygująca korygująca
    retour retourné retournée retournés retournées renvoyé renvoyée renvoyés renvoyées
    remboursé remboursée remboursés remboursées remboursement avoir facture|d'avoir commande|retournée
    возврат возвраты возвращён возвращена возвращено возвращены возвращённый возвращённая возвращённое возвращённые
    возврат|товара возврат|средств возврат|денег возврат|от|покупателя возврат|клиента
"""
_DRAFT = """
    draft drafts draft|order unposted not|posted wc-checkout-draft checkout-draft auto-draft
    roboczy robocza robocze wersja|robocza szkic bufor w|buforze niezatwierdzony niezatwierdzona niezatwierdzone
    niezaksięgowany niezaksięgowana niezaksięgowane
    brouillon brouillons en|brouillon non|validé non|validée non|comptabilisé non|comptabilisée
    черновик черновики не|проведён не|проведена не|проведено не|проведен непроведён непроведена непроведено
"""

MARKS = ("", ".", "!")
"""What may stand after a word and makes no difference; `Anul.` is an abbreviation."""


def spellings(words: str) -> Iterator[str]:
    """Each word in lower case, with and without diacritics and marks at its end; `|` stands for a blank within a word."""
    for word in words.split():
        text = word.replace("|", " ")
        for mark in MARKS:
            yield from (text + mark, plain(text) + mark, text.replace("ё", "е") + mark)


STATUS_SYNONYMS: Mapping[Canonical, frozenset[str]] = {
    "cancelled": frozenset(spellings(_CANCELLED)),
    "returned": frozenset(spellings(_RETURNED)),
    "draft": frozenset(spellings(_DRAFT)),
}
"""The lower-case words for each canonical status, with and without diacritics: compare with `lower(trim(status))`."""

_CANONICAL: Mapping[str, Canonical] = {plain(word): status for status, words in STATUS_SYNONYMS.items() for word in words}


def canonical_status(text: str | None) -> Canonical | None:
    """What a status means, whatever its case, blanks and diacritics; None where it is none of those that are left out."""
    return None if text is None else _CANONICAL.get(plain(text))
