"""Which one-byte encoding makes words out of bytes: the letters of a language tell, even in short texts."""

from __future__ import annotations

import string
from dataclasses import dataclass

from kartoteka_csv.signs import GAPS, points_of_place

_POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
_NEAR_POLISH = "áéíýúčďěňřšťůžäôľĺŕöüőűëçâăîşţđČŠŽŘÁÉÍÚÝĎŇŤŮĚÄÖÜŐŰß"
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
_NEAR_RUSSIAN = "ёЁіїєґІЇЄҐўЎ"
_FRENCH = "éèêëàâçùûüîïôœÉÈÊËÀÂÇÙÛÜÎÏÔŒ"
_NEAR_FRENCH = "äöüßñáíóúìòãõåøæÄÖÜÑÁÍÓÚÅØÆÿ"
_ENGLISH = "éèêëàâçûîïôñåøÉÀÂÇÑÅØ"
"""Those of names and loan words."""
_NEAR_ENGLISH = "äöüßùœæìòãõáíóúÄÖÜÈÊËÙÛÎÏÔŒÁÍÓÚÆÿ"
_MONEY = "£€¥₽"
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
    _candidate("cp1252", "en", _ENGLISH, _NEAR_ENGLISH),
    _candidate("iso8859-2", "pl", _POLISH, _NEAR_POLISH),
    _candidate("cp852", "pl", _POLISH, _NEAR_POLISH),
    _candidate("koi8-r", "ru", _RUSSIAN, _NEAR_RUSSIAN),
    _candidate("cp866", "ru", _RUSSIAN, _NEAR_RUSSIAN),
    _candidate("mac-cyrillic", "ru", _RUSSIAN, _NEAR_RUSSIAN),
    _candidate("cp850", "fr", _FRENCH, _NEAR_FRENCH),
    _candidate("mac-roman", "fr", _FRENCH, _NEAR_FRENCH),
)
"""Windows first: where several fit alike, the first is taken."""

_FAR = 20
_BELIEVABLE = 0.35
_RARE = "ъэщфыЪЫЬЭЩФ"
_POLISH_ONLY = "wzkyj"
_SOFT = "ńśźćŃŚŹĆ"
"""Polish writes them before consonants and at the end of a word; before a vowel it is ni, si, zi, ci."""
_VOWELS = "aeouyóąęAEOUYÓĄĘ"
_WORDS_OF_ONE_LETTER = frozenset("àÀаАвВиИкКоОсСуУяЯжбЖМ")


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
        points += points_of_place(text, index) or _sign_points(text, index) or _points(text, index, candidate)
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
    if not (left.rstrip(GAPS)[-1:].isdigit() or right.lstrip(GAPS)[:1].isdigit()):
        return 0.0
    if letter in _MONEY:
        return 0.5
    ends = left.rstrip(GAPS)[-1:].isdigit() and not right.lstrip(GAPS)[:1].isalnum()
    return -1.0 if letter.isupper() and ends else 0.0


def _points(text: str, index: int, candidate: _Candidate) -> float:
    """What one letter says for a candidate, from its neighbours: words do not begin in the middle, nor hold signs."""
    letter, before, after = text[index], text[index - 1 : index], text[index + 1 : index + 2]
    if letter in candidate.letters or letter in candidate.near:
        if not before.isalpha() and after.isdigit():
            return -1.0  # no word ends in a figure: it is the sign of a currency in another encoding
        points = 1.0 if letter in candidate.letters else 0.5
        if letter.isupper() and before.islower():
            points -= 1.5
        if _begins_a_word_inside(letter, after, text[index + 2 : index + 3]):
            points -= 1.5
        if not before.isalnum() and not after.isalnum() and (before in GAPS or after in GAPS):
            points -= 0.0 if letter in _WORDS_OF_ONE_LETTER else 0.8
            points -= 0.8 if candidate.locale == "ru" and _is_among_plain_letters(text, index) else 0.0
        if candidate.locale == "ru":
            points -= 1.0 if any(side.isascii() and side.isalpha() for side in (before, after)) else 0.0
            points -= 0.5 if letter in _RARE else 0.0
        elif _is_another_language(letter, before, after, polish=candidate.locale == "pl"):
            points -= 0.7
        elif not before.isascii() and before.isalpha() and not after.isascii() and after.isalpha():
            points -= 1.0
        return points
    if letter in _SIGNS:
        return -0.5 if before.isalpha() and after.isalpha() and letter not in "’\u00a0–" else 0.3
    return -1.5 if before.isalpha() or after.isalpha() else -1.0


def _is_another_language(letter: str, before: str, after: str, *, polish: bool) -> bool:
    """Whether a letter stands where it does not in Polish, or where of those with the same byte only the Polish ones do."""
    if polish:
        return letter in _SOFT and after in tuple(_VOWELS)
    match letter:
        case "ê":
            return not after.isalpha() or before == "i"
        case "ñ":
            return not after.isalpha()
        case "œ" | "Œ":
            return after.lower() not in ("u", "i")
        case _:
            return False


def _begins_a_word_inside(letter: str, after: str, second: str) -> bool:
    """Whether a word would begin behind a letter that is written together with it, as in `dÓr` or `ŻKot`."""
    return after.isascii() and after.isupper() and (letter.islower() or (second.isascii() and second.islower()))


def _is_among_plain_letters(text: str, index: int) -> bool:
    passed = GAPS + string.digits
    neighbours = (text[max(0, index - _FAR) : index].rstrip(passed)[-1:], text[index + 1 : index + 1 + _FAR].lstrip(passed)[:1])
    return any(side.isascii() and side.isalpha() for side in neighbours)


def _by_plain_letters(text: str, candidate: _Candidate) -> float:
    """Polish is full of w, z, k, y and j, French almost without: it settles bytes that are letters in both encodings."""
    plain = [letter for letter in text.lower() if letter.isascii() and letter.isalpha()]
    if candidate.locale == "ru" or len(plain) < 5 or not any(letter.isalpha() and not letter.isascii() for letter in text):
        return 0.0
    share = sum(letter in _POLISH_ONLY for letter in plain) / len(plain)
    leaning = max(-1.0, min(1.0, (share - 0.08) / 0.06))
    if candidate.locale == "en" and leaning > 0:
        leaning /= 2  # English has some of them, in names above all
    return 0.25 * (leaning if candidate.locale == "pl" else -leaning)
