"""How cards of personas are shown to a person."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.cli.output import Console
from kartoteka.personas.card import PersonaCard
from kartoteka.personas.sections import Section, sections, subtitle


def show_cards(cards: Sequence[PersonaCard], out: Console) -> None:
    """Print each card: name, segment, and every part under its heading."""
    for card in cards:
        out.heading(card.name)
        out.line(subtitle(card))
        for section in sections(card):
            _show_section(section, out)


def _show_section(section: Section, out: Console) -> None:
    out.heading(section.heading)
    if not section.figures and not section.texts:
        out.line(f"  {section.missing}")
    for figure in section.figures:
        out.line(f"  {_one_line(figure.name)}: {_one_line(figure.value)}")
    for text in section.texts:
        out.line(f"  - {_one_line(text)}")


def _one_line(text: str) -> str:
    return " ".join(text.split())
