"""Ask a person a question in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kartoteka.language import gettext as _

if TYPE_CHECKING:
    from kartoteka.cli.output import Console
    from kartoteka.pipeline.begin import Question


def ask_question(question: Question, out: Console) -> str:
    """Show a question with its answers by number, and give the answer: one of them, or what was typed."""
    out.line()
    out.line(question.text)
    for number, choice in enumerate(question.choices, 1):
        out.line(f"  {number:>2}  {choice.value}" + (f"   {choice.meaning}" if choice.meaning else ""))
    known = [choice.value for choice in question.choices]
    prompt = _("Number, or another answer") if known else _("Answer")
    typed = str(click.prompt(prompt, default=question.default, type=str)).strip()
    if typed.isdigit() and 1 <= int(typed) <= len(known):
        return known[int(typed) - 1]
    return _tidy(question.key, typed, known)


def _tidy(key: str, typed: str, known: Sequence[str]) -> str:
    """What was typed, as the option of the command would have it."""
    if key == "currency":
        return typed.upper()
    if key.startswith("rates."):
        return typed.replace(",", ".")
    return next((value for value in known if value.casefold() == typed.casefold()), typed)
