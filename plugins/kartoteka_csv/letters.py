"""Which one-byte encoding makes words out of bytes: the letters of a language tell, even in short texts."""

from __future__ import annotations

from dataclasses import dataclass

_POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
_NEAR_POLISH = "áéíýúčďěňřšťůžäôľĺŕöüőűëçâăîşţđČŠŽŘÁÉÍÚÝĎŇŤŮĚÄÖÜŐŰß"
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
_NEAR_RUSSIAN = "ёЁіїєґІЇЄҐўЎ"
_FRENCH = "éèêëàâçùûüîïôœÉÈÊËÀÂÇÙÛÜÎÏÔŒ"
_NEAR_FRENCH = "äöüßñáíóúìòãõåøæÄÖÜÑÁÍÓÚÅØÆÿ"
_MONEY = "£€¥₽"
_GAPS = " \u00a0\u202f"
_SIGNS = "\u00a0„”“‘’–—…«»°№€§•†"


@dataclass(frozen=True, slots=True)
class _Candidate:
    codec: str
    locale: str
    letters: frozenset[str]
    near: frozenset[str]


def _candidate(codec: str, locale: str, letters: str, near: str) -> _Candidate:
    return _Candidate(codec, locale, frozenset(letters), frozenset(near))


_CANDIDATES = (
    _candidate("cp1250", "pl", _POLISH, _NEAR_POLISH),
    _candidate("cp1251", "ru", _RUSSIAN, _NEAR_RUSSIAN),
    _candidate("cp1252", "fr", _FRENCH, _NEAR_FRENCH),
    _candidate("iso8859-2", "pl", _POLISH, _NEAR_POLISH),
    _candidate("cp852", "pl", _POLISH, _NEAR_POLISH),
    _candidate("koi8-r", "ru", _RUSSIAN, _NEAR_RUSSIAN),
    _candidate("cp866", "ru", _RUSSIAN, _NEAR_RUSSIAN),
    _candidate("mac-cyrillic", "ru", _RUSSIAN, _NEAR_RUSSIAN),
    _candidate("cp850", "fr", _FRENCH, _NEAR_FRENCH),
    _candidate("mac-roman", "fr", _FRENCH, _NEAR_FRENCH),
)
"""Windows first: where several fit alike, the first is taken."""

_BELIEVABLE = 0.35
_RARE = "ъэщфыЪЫЬЭЩФ"
_POLISH_ONLY = "wzkyj"


def best_codec(sample: bytes, locale: str) -> str | None:
    """The one-byte codec under which the sample reads best; None where none reads well.

    Args:
        sample: Lines that are more than ASCII.
        locale: `en`, `pl`, `fr` or `ru`.
    """
    scores = [(score, candidate.codec) for candidate in _CANDIDATES if (score := _score(sample, candidate, locale)) is not None]
    if not scores:
        return None
    best, codec = max(scores, key=lambda scored: scored[0])
    return codec if best >= _BELIEVABLE else None


def _score(sample: bytes, candidate: _Candidate, locale: str) -> float | None:
    try:
        text = sample.decode(candidate.codec)
    except UnicodeDecodeError:
        return None
    points, count = 0.0, 0
    for index, letter in enumerate(text):
        if letter.isascii():
            continue
        before, after = text[index - 1 : index], text[index + 1 : index + 2]
        points += _sign_points(text, index) or _points(letter, before, after, candidate)
        count += 1
    if not count:
        return None
    windows = 0.05 if candidate.codec.startswith("cp125") else 0.0
    return points / count + windows + (0.1 if candidate.locale == locale else 0.0) + _by_plain_letters(text, candidate)


def _sign_points(text: str, index: int) -> float:
    """What a character alone beside an amount says, blanks between the two or none; 0 where it does not stand so.

    There stands the sign of a currency. A capital that ends the cell there, as in `12,50 Ç`, is such a sign in another
    encoding.
    """
    letter, left, right = text[index], text[max(0, index - 3) : index], text[index + 1 : index + 4]
    if left[-1:].isalpha() or right[:1].isalpha():
        return 0.0
    if not (left.rstrip(_GAPS)[-1:].isdigit() or right.lstrip(_GAPS)[:1].isdigit()):
        return 0.0
    if letter in _MONEY:
        return 0.5
    ends = left.rstrip(_GAPS)[-1:].isdigit() and not right.lstrip(_GAPS)[:1].isalnum()
    return -1.0 if letter.isupper() and ends else 0.0


def _points(letter: str, before: str, after: str, candidate: _Candidate) -> float:
    """What one letter says for a candidate, from its neighbours: words do not begin in the middle, nor hold signs."""
    if letter in candidate.letters or letter in candidate.near:
        if not before.isalpha() and after.isdigit():
            return -1.0  # no word ends in a figure: it is the sign of a currency in another encoding
        points = 1.0 if letter in candidate.letters else 0.5
        if letter.isupper() and before.islower():
            points -= 1.5
        if candidate.locale == "ru":
            points -= 1.0 if any(side.isascii() and side.isalpha() for side in (before, after)) else 0.0
            points -= 0.5 if letter in _RARE else 0.0
        elif not before.isascii() and before.isalpha() and not after.isascii() and after.isalpha():
            points -= 1.0
        return points
    if letter in _SIGNS:
        return -0.5 if before.isalpha() and after.isalpha() and letter not in "’\u00a0–" else 0.3
    return -1.5 if before.isalpha() or after.isalpha() else -1.0


def _by_plain_letters(text: str, candidate: _Candidate) -> float:
    """Polish is full of w, z, k, y and j, French almost without: it settles bytes that are letters in both encodings."""
    plain = [letter for letter in text.lower() if letter.isascii() and letter.isalpha()]
    if candidate.locale == "ru" or len(plain) < 5 or not any(letter.isalpha() and not letter.isascii() for letter in text):
        return 0.0
    share = sum(letter in _POLISH_ONLY for letter in plain) / len(plain)
    leaning = max(-1.0, min(1.0, (share - 0.08) / 0.06))
    return 0.25 * (leaning if candidate.locale == "pl" else -leaning)
