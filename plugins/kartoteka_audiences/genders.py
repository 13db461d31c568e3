"""Words for a gender, as Meta compares it."""

from __future__ import annotations

from kartoteka_audiences.letters import folded

_WORDS = {
    "m": "m male man masculine mężczyzna męska męski homme h masculin м муж мужской мужчина",
    "f": "f female woman feminine k kobieta żeńska żeński femme féminin ж жен женский женщина",
}
_KNOWN = {folded(word): letter for letter, words in _WORDS.items() for word in words.split()}


def meta_gender(text: str) -> str:
    """`m` or `f`; nothing for another word, which Meta has no letter for."""
    return _KNOWN.get(folded(text), "")
