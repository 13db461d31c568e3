"""Currencies: their codes, and the signs that people write for them."""

from __future__ import annotations

from collections.abc import Mapping

CODES = frozenset(
    (
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
        "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR "
        "ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT "
        "MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD "
        "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND "
        "VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
    ).split()
)
"""ISO 4217: the currencies in circulation."""

_SIGNS: Mapping[str, str] = {
    "zł": "PLN",
    "zł.": "PLN",
    "zl": "PLN",
    "€": "EUR",
    "euro": "EUR",
    "₽": "RUB",
    "руб": "RUB",
    "руб.": "RUB",
    "р": "RUB",
    "р.": "RUB",
    "rur": "RUB",
    "$": "USD AUD CAD NZD HKD SGD MXN ARS CLP COP",
    "us$": "USD",
    "£": "GBP EGP",
    "¥": "JPY CNY",
    "₴": "UAH",
    "грн": "UAH",
    "грн.": "UAH",
    "₸": "KZT",
    "тг": "KZT",
    "₺": "TRY",
    "₹": "INR",
    "₪": "ILS",
    "₩": "KRW",
    "₾": "GEL",
    "kč": "CZK",
    "ft": "HUF",
    "fr.": "CHF",
    "sfr.": "CHF",
    "lei": "RON",
    "лв": "BGN",
    "лв.": "BGN",
    "br": "BYN",
    "kr": "SEK NOK DKK ISK",
    "kr.": "DKK SEK NOK ISK",
}
"""The currencies that a sign can stand for, the likeliest first."""

_UNCERTAIN = frozenset({"kr", "kr."})
"""Signs that stand for nothing unless the pipeline's own currency uses them."""


def currency_signs(currency: str) -> dict[str, str]:
    """The currency that each sign and each code stands for in a pipeline, by lower-case spelling.

    A sign that several currencies share (`$`, `kr`) stands for the pipeline's own where that is among them.
    """
    signs = {code.lower(): code for code in CODES}
    for sign, written in _SIGNS.items():
        candidates = written.split()
        if currency in candidates:
            signs[sign] = currency
        elif sign not in _UNCERTAIN:
            signs[sign] = candidates[0]
    return signs


def currencies_of(text: str) -> tuple[str, ...]:
    """The currencies that a sign or a code can stand for, the likeliest first; none for any other text."""
    if text.upper() in CODES:
        return (text.upper(),)
    return tuple(_SIGNS.get(text.lower(), "").split())
