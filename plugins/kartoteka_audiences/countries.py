"""Countries by the two letters of ISO 3166, from their names in the project's languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kartoteka_audiences.letters import folded

_LANGUAGES = ("en", "pl", "fr", "ru")
_MORE = {
    "US": "USA | U.S. | United States of America | America | Stany Zjednoczone | Stany Zjednoczone Ameryki"
    " | États-Unis d'Amérique | США",
    "GB": "UK | GBR | U.K. | Great Britain | Britain | England | Scotland | Wales | Northern Ireland | Wlk. Brytania | Anglia"
    " | Grande-Bretagne | Angleterre | Великобритания | Англия",
    "RU": "RUS | Russian Federation | Federacja Rosyjska | Fédération de Russie | Российская Федерация | РФ",
    "PL": "POL | Republic of Poland | Rzeczpospolita Polska | RP",
    "FR": "FRA | République française",
    "DE": "DEU | GER | RFN | ФРГ",
    "CZ": "CZE | Czechy | Tchéquie | Czechia | Чехия | Czech Republic"
    " | Republika Czeska | République tchèque | Чешская Республика",
    "SK": "SVK | Slovak Republic",
    "NL": "NLD | Holland | Holandia | Hollande | Голландия | The Netherlands",
    "BE": "BEL",
    "CH": "CHE",
    "AT": "AUT",
    "IT": "ITA",
    "ES": "ESP",
    "UA": "UKR",
    "BY": "BLR | Białoruś | Biélorussie | Белоруссия | Belarus",
    "KZ": "KAZ",
    "LT": "LTU | Lituanie",
    "CA": "CAN",
    "AU": "AUS",
    "KR": "KOR | Republic of Korea | Korea",
    "TR": "TUR | Türkiye",
    "MK": "MKD | Macedonia Północna",
    "ME": "MNE | Czarnogóra",
    "XK": "Kosowo",
    "AE": "ARE | UAE | ZEA | ОАЭ",
    "VN": "VNM | Viet Nam",
    "MD": "MDA | Moldova | Молдавия",
}
"""What countries are called beside the names that the library has."""


def country_code(text: str) -> str | None:
    """`PL` for `pl`, `Poland`, `Polska`, `Pologne` and `Польша`; None for what is no country."""
    return _codes().get(folded(text))


@cache
def _codes() -> Mapping[str, str]:
    from phonenumbers.geodata.locale import LOCALE_DATA

    codes = {}
    for code, names in LOCALE_DATA.items():
        for language in _LANGUAGES:
            name = names.get(language, "")
            # The library writes `*en` for a name that is the same in another language.
            codes[folded(names.get(name[1:], "") if name.startswith("*") else name)] = code
    codes |= {folded(word): code for code, words in _MORE.items() for word in words.split("|")}
    codes |= {code.lower(): code for code in LOCALE_DATA}
    codes["uk"] = "GB"
    codes.pop("", None)
    return codes
