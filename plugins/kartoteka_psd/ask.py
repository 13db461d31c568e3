"""The dialogue at the terminal: one question after the other, each answer written as soon as it is whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import click

from kartoteka import Console, OpenedStep, ngettext, number_in_words
from kartoteka import gettext as _
from kartoteka_psd.answers import Answer
from kartoteka_psd.criteria import BARRIERS, HIGHEST, LOWEST, NOTES, QUESTIONS
from kartoteka_psd.names import criterion_in_words
from kartoteka_psd.questions import Asked, figures, psd_of
from kartoteka_psd.typed import read_barriers, read_mark
from kartoteka_psd.write import write_answer

Value = TypeVar("Value")

_SKIP = "s"


class _Skipped(Exception):
    """Somebody leaves a question open."""


class Given:
    """What the options of the command say: parts of every answer."""

    def __init__(
        self,
        *,
        mark: Decimal | None,
        because: str | None,
        by: str | None,
        on: date | None,
        removes: Sequence[str] | None,
        **notes: str | None,
    ) -> None:
        self.mark, self.because, self.by, self.on, self.removes = mark, because, by, on, removes
        self.notes: Mapping[str, str] = {name: text for name, text in notes.items() if text is not None}

    def missing(self, criterion: str) -> list[str]:
        """The options without which an answer is not whole."""
        needed: dict[str, object] = {"--mark": self.mark, "--because": self.because, "--by": self.by}
        if QUESTIONS[criterion].barriers:
            needed["--removes"] = self.removes
        return [name for name, value in needed.items() if value is None or value == ""]


def ask(chosen: Sequence[tuple[OpenedStep, Asked]], given: Given, out: Console, *, at_terminal: bool) -> None:
    """Get an answer to each question, from the options and from whoever sits there, and write it.

    Raises:
        Abort: Ctrl-C, or the end of the input. What was answered before is written.
        KartotekaError: The answers file cannot be written.
    """
    shown: tuple[str, str] | None = None
    written = 0
    for step, asked in chosen:
        psd = psd_of(step)
        if at_terminal and shown != (step.name, asked.segment):
            shown = step.name, asked.segment
            out.heading(asked.segment)
            for figure in figures(step, asked.segment):
                out.line(f"  {figure}")
        try:
            answer = _answer(asked, given, step.today)
        except _Skipped:
            continue
        given.by = answer.by
        write_answer(psd.answers_file, psd.all_segments, asked.segment, asked.criterion, answer)
        written += 1
        places = {"question": asked.label, "mark": answer.mark, "file": psd.options["answers"]}
        out.line(_("{question}: {mark}, written to {file}", **places))
    left = len(chosen) - written
    if left:
        out.line(
            ngettext("{number} question is left open.", "{number} questions are left open.", left, number=number_in_words(left))
        )


def _answer(asked: Asked, given: Given, today: date) -> Answer:
    question, before = QUESTIONS[asked.criterion], asked.answer
    whole = not given.missing(asked.criterion)
    if not whole:
        name = criterion_in_words(asked.criterion).capitalize()
        click.echo(_("{criterion}: {question}", criterion=name, question=_(question.asks)))
    mark = given.mark if given.mark is not None else _asked_mark(before)
    notes = {note: given.notes[note] for note in question.notes if note in given.notes}
    if not whole:
        for note, asks in question.notes.items():
            if note not in notes:
                text = _asked_text(_(asks), before.notes.get(note, "") if before else "", needed=False)
                notes |= {note: text} if text else {}
    removes = given.removes if question.barriers else None
    if question.barriers and removes is None:
        removes = _asked_barriers(before)
    because = given.because or _asked_text(_("Because"), before.because if before else "", needed=True)
    by = given.by or _asked_text(_("Who answers?"), before.by if before else "", needed=True)
    in_order = {note: notes[note] for note in NOTES if note in notes}
    return Answer(mark, because, by, given.on or today, in_order, None if removes is None else tuple(removes))


def _asked_mark(before: Answer | None) -> Decimal:
    def read(text: str) -> Decimal:
        if text.strip().lower() == _SKIP:
            raise _Skipped
        return read_mark(text)

    shown = _(
        "Mark from {lowest} (no) to {highest} (very much), or {key} to leave it open",
        lowest=LOWEST,
        highest=HIGHEST,
        key=_SKIP,
    )
    return _prompted(shown, read, None if before is None else str(before.mark))


def _asked_barriers(before: Answer | None) -> Sequence[str]:
    for name, words in BARRIERS.items():
        click.echo(f"  {name}: {_(words)}")
    default = None if before is None or before.removes is None else ", ".join(before.removes) or "none"
    return _prompted(_("Which of these barriers do we remove, or none?"), read_barriers, default)


def _asked_text(shown: str, default: str, *, needed: bool) -> str:
    def read(text: str) -> str:
        if needed and not text.strip():
            raise click.BadParameter(_("write some words"))
        return text.strip()

    return _prompted(shown, read, default if default or not needed else None)


def _prompted(shown: str, read: Callable[[str], Value], default: str | None) -> Value:
    options: dict[str, Any] = {} if default is None else {"default": default, "show_default": bool(default)}
    if shown.endswith("?") and not default:
        options["prompt_suffix"] = " "
    while True:
        text = click.prompt(f"  {shown}", type=str, **options)
        try:
            return read(text)
        except click.BadParameter as error:
            click.echo(f"  {error.message}")
