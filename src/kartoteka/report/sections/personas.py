"""The personas, a card on a page each. A wrong one is in no report: `personas.card` refuses them."""

from __future__ import annotations

from collections.abc import Iterator

from kartoteka.language import gettext as _
from kartoteka.personas.card import PersonaCard, cards_of
from kartoteka.personas.sections import Section, sections, subtitle
from kartoteka.personas.trial import Rules
from kartoteka.report.opened import OpenedRun
from kartoteka.report.page import Block, Facts, Part, Points, Sentence


def personas(opened: OpenedRun) -> Part | None:
    """A part for each persona; None where the pipeline has none.

    Raises:
        ConfigError: The file of personas has problems, or one of them does not land in its own segment.
    """
    columns = {table: one.columns for table, one in opened.landed.items()}
    cards = cards_of(opened.data, Rules(opened.plan, columns, opened.landed))
    parts = [_card(card, at) for at, card in enumerate(cards, start=1)]
    return Part("personas", _("Personas"), parts=parts) if parts else None


def _card(card: PersonaCard, at: int) -> Part:
    parts = [_section(section, f"persona-{at}-{section.key}") for section in sections(card)]
    return Part(f"persona-{at}", card.name, [Sentence(subtitle(card))], parts, own_page=True, side_by_side=True, listed=True)


def _section(section: Section, part: str) -> Part:
    return Part(part, section.heading, list(_blocks(section)))


def _blocks(section: Section) -> Iterator[Block]:
    if section.is_empty:
        yield Sentence(section.missing, "note")
    if section.figures:
        yield Facts([(figure.name, figure.value) for figure in section.figures])
    if section.texts:
        yield Points(section.texts)
