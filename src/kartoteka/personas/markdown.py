"""Cards as Markdown. Whatever stands in names and texts stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kartoteka.personas.card import PersonaCard
from kartoteka.personas.sections import Section, sections, subtitle

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~$#]")
_AT_THE_START = re.compile(r"^([-+=]|\d+(?=[.)]))")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def cards_markdown(cards: Sequence[PersonaCard]) -> str:
    """One document, a heading for each card."""
    return "\n\n".join("\n".join(_card(card)).rstrip("\n") for card in cards) + "\n"


def _card(card: PersonaCard) -> Iterator[str]:
    yield f"# {markdown_text(card.name)}"
    yield ""
    yield markdown_text(subtitle(card))
    for section in sections(card):
        yield ""
        yield f"## {markdown_text(section.heading)}"
        yield ""
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if section.is_empty:
        yield markdown_text(section.missing)
    for figure in section.figures:
        yield f"- **{markdown_text(figure.name)}**: {markdown_text(figure.value)}"
    for text in section.texts:
        yield f"- {markdown_text(text)}"


def markdown_text(text: str) -> str:
    """A text in one line that any reader of Markdown shows as it is: no markup, no link, no HTML, no table."""
    line = _TURNS.sub("", _BREAKS.sub(" ", text)).strip()
    return _AT_THE_START.sub(_at_the_start, _SPECIAL.sub(_escaped, line))


def _escaped(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0]) or f"\\{found[0]}"


def _at_the_start(found: re.Match[str]) -> str:
    """What would begin a list, a rule or a heading. A digit takes no backslash; the mark behind it does."""
    return f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}"
