"""The command `rate`: ask the open questions, or take an answer from the options, and write the answers file."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from kartoteka import N_, Console, KartotekaError, OpenedStep, list_in_words, ngettext, open_steps, pgettext
from kartoteka import gettext as _
from kartoteka_psd.ask import Given, ask
from kartoteka_psd.criteria import BARRIERS, NOTES, QUESTIONS
from kartoteka_psd.questions import Asked, psd_of, questions_of
from kartoteka_psd.typed import read_barriers, read_day, read_mark


def _mark(context: click.Context, parameter: click.Parameter, value: str | None) -> Decimal | None:
    return None if value is None else read_mark(value)


def _removes(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    return None if value is None else read_barriers(value)


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    return None if value is None else read_day(value)


@click.command()
@click.argument("pipeline", required=False)
@click.argument("step", required=False)
@click.option("--segment", metavar="NAME", help="Only the questions about this segment.")
@click.option("--criterion", type=click.Choice(list(QUESTIONS)), help="Only this criterion.")
@click.option("--mark", callback=_mark, metavar="1-5", help="The answer; it may have decimals.")
@click.option("--because", metavar="TEXT", help="The reason for the mark.")
@click.option("--by", metavar="NAME", help="Who answers.")
@click.option("--on", callback=_day, metavar="DATE", help="The day of the answer; today where it is not given.")
@click.option(
    "--removes",
    callback=_removes,
    metavar="LIST",
    help=f"For specialisation, the barriers that we remove: some of {','.join(BARRIERS)}, or none.",
)
@click.option("--traits", metavar="TEXT", help="For passion: which of their traits.")
@click.option("--expectations", metavar="TEXT", help="For passion: which of their expectations.")
@click.option("--behaviours", metavar="TEXT", help="For passion: which of their behaviours.")
@click.option("--results", metavar="TEXT", help="For specialisation: which results they reach with us.")
@click.option("--all", "again", is_flag=True, help="Ask also what has been answered.")
@click.option("--list", "listed", is_flag=True, help="Show the questions and ask none.")
@click.option("--project", type=click.Path(path_type=Path), metavar="DIR", help="The folder of kartoteka.yaml.")
@click.option("--json", "as_json", is_flag=True, help="Print the questions as JSON, for programs, and ask none.")
def rate(
    pipeline: str | None,
    step: str | None,
    *,
    segment: str | None,
    criterion: str | None,
    again: bool,
    listed: bool,
    project: Path | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Answer the open questions of PSD, and write the answers file.

    Asks for each segment whether we like working with its customers (passion), which results they reach with us and which
    barriers we remove (specialisation), and shows what the latest run found of it. Each answer is written at once: Ctrl-C
    keeps what was answered. Comments in the file stay.

    An answer can be given by options alone: --segment, --criterion, --mark, --because, --by, and for specialisation --removes.
    PIPELINE and STEP may be left out where the project has only one PSD.
    """
    from kartoteka_psd.scorer import Psd

    out = Console()
    steps = open_steps(Psd, project, pipeline, step)
    chosen = [(one, question) for one in steps for question in questions_of(one)]
    chosen = [
        (one, asked) for one, asked in chosen if segment in (None, asked.segment) and criterion in (None, asked.criterion)
    ]
    if segment is not None and not chosen:
        raise KartotekaError(
            _("no segment {name!r} is judged", name=segment), hint=_("there is {names}", names=", ".join(_segments(steps)))
        )
    told = Given(**given)
    if as_json or listed:
        shown = [asked for _, asked in chosen if again or asked.answer is None]
        _show(shown, out, as_json=as_json)
        return
    if told.mark is not None:
        chosen = [_the_one(chosen, segment, criterion)]
    elif not again:
        chosen = [(one, asked) for one, asked in chosen if asked.answer is None]
    _check_options(chosen, told)
    if not chosen:
        out.line(_("Every question is answered; --all asks again."))
        return
    at_terminal = sys.stdin.isatty()
    missing = told.missing(chosen[0][1].criterion) if told.mark is not None else ["--mark"]
    if missing and not at_terminal:
        raise KartotekaError(_no_terminal([asked for _, asked in chosen], missing, told), hint=_(_HOW))
    ask(chosen, told, out, at_terminal=at_terminal)


_HOW = N_(
    "give each by options, as in: kartoteka rate --segment vip --criterion passion --mark 4 --because 'They pay on time.' "
    "--by Anna\n  (for specialisation also --removes knowledge,time or --removes none), or run this in a terminal"
)


def _no_terminal(asked: Sequence[Asked], missing: Sequence[str], given: Given) -> str:
    if given.mark is not None:
        return _(
            "{question}: {options} is missing, and there is no terminal to ask",
            question=asked[0].label,
            options=", ".join(missing),
        )
    return ngettext(
        "{number} question is open, and there is no terminal to ask: {questions}",
        "{number} questions are open, and there is no terminal to ask: {questions}",
        len(asked),
        number=len(asked),
        questions="; ".join(one.label for one in asked),
    )


def _segments(steps: Sequence[OpenedStep]) -> list[str]:
    return list(dict.fromkeys(segment for one in steps for segment in psd_of(one).segments))


def _the_one(
    chosen: Sequence[tuple[OpenedStep, Asked]], segment: str | None, criterion: str | None
) -> tuple[OpenedStep, Asked]:
    """The question that --mark answers."""
    missing = [name for name, value in (("--segment", segment), ("--criterion", criterion)) if value is None]
    if missing:
        raise click.UsageError(_("--mark answers one question; add {options}", options=list_in_words(missing)))
    if len(chosen) > 1:
        steps = ", ".join(f"{one.pipeline} {one.name}" for one, _ in chosen)
        raise click.UsageError(_("several steps judge {name!r}; name one of them: {steps}", name=segment, steps=steps))
    return chosen[0]


def _check_options(chosen: Sequence[tuple[OpenedStep, Asked]], given: Given) -> None:
    """Refuse a note that belongs to none of the questions: it would be lost."""
    asked = {question.criterion for _, question in chosen} or set(QUESTIONS)
    fitting = {note for criterion in asked for note in QUESTIONS[criterion].notes}
    strange = [f"--{note}" for note in NOTES if note in given.notes and note not in fitting]
    if given.removes is not None and not any(QUESTIONS[criterion].barriers for criterion in asked):
        strange.append("--removes")
    if strange:
        raise click.UsageError(_strange(strange[0], sorted(asked)))


def _strange(option: str, criteria: Sequence[str]) -> str:
    if len(criteria) == 1:
        return _("{option} does not belong to {criterion}", option=option, criterion=criteria[0])
    one, other = criteria
    return _("{option} does not belong to {one} or {other}", option=option, one=one, other=other)


def _show(questions: Sequence[Asked], out: Console, *, as_json: bool) -> None:
    if as_json:
        out.json({"questions": [_as_json(asked) for asked in questions]})
        return
    if not questions:
        out.line(_("Every question is answered."))
        return
    for (pipeline, step), of_step in groupby(questions, key=lambda asked: (asked.pipeline, asked.step)):
        rows = [(asked.segment, asked.criterion, *_answer_cells(asked)) for asked in of_step]
        out.table(_("Questions: {pipeline} {step}", pipeline=pipeline, step=step), _headings(), rows)


def _headings() -> list[str]:
    return [
        pgettext("an answer", "segment"),
        pgettext("an answer", "criterion"),
        pgettext("an answer", "mark"),
        pgettext("an answer", "because"),
        pgettext("an answer", "by"),
        pgettext("an answer", "on"),
    ]


def _answer_cells(asked: Asked) -> tuple[object, ...]:
    answer = asked.answer
    return (
        (pgettext("a question", "open"), "", "", "") if answer is None else (answer.mark, answer.because, answer.by, answer.on)
    )


def _as_json(asked: Asked) -> Mapping[str, Any]:
    return {
        "pipeline": asked.pipeline,
        "step": asked.step,
        "segment": asked.segment,
        "criterion": asked.criterion,
        "asks": _(asked.asks),
        "answer": asked.answer,
    }
