"""How cards of personas are shown to a person."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.cli.output import Console
from kartoteka.language import gettext as _
from kartoteka.personas.card import PersonaCard
from kartoteka.personas.sections import PEOPLE_WRITE, Section, sections, subtitle


def show_cards(cards: Sequence[PersonaCard], out: Console) -> None:
    """Print each card: name, segment, and every part under its heading."""
    for card in cards:
        out.heading(card.name)
        out.line(subtitle(card))
        unknown = []
        for section in sections(card):
            if section.is_empty and section.key in PEOPLE_WRITE:
                unknown.append(section.heading)
            else:
                _show_section(section, out)
        if unknown:
            out.line()
            out.line(_("Not known yet: {parts}.", parts=", ".join(unknown)))


def _show_section(section: Section, out: Console) -> None:
    out.heading(section.heading)
    if section.is_empty:
        out.line(f"  {section.missing}")
    for figure in section.figures:
        out.line("  " + _("{name}: {value}", name=_one_line(figure.name), value=_one_line(figure.value)))
    for text in section.texts:
        out.line(f"  - {_one_line(text)}")


def _one_line(text: str) -> str:
    return " ".join(text.split())
