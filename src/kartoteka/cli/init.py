"""`kartoteka init`: from somebody's own files to a project."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kartoteka.cli.language import speak_of
from kartoteka.cli.output import Console
from kartoteka.config.find import FILE_NAME
from kartoteka.errors import ConfigError, InputError
from kartoteka.language import gettext as _
from kartoteka.language import ngettext

if TYPE_CHECKING:
    from kartoteka.pipeline.begin import Beginning, Question, Request

_Command = TypeVar("_Command", bound=Callable[..., Any])

_LOCALES = ("en", "pl", "fr", "ru")
_FILE = {
    "customers": "The customers: CSV (it may be packed), a workbook, JSON Lines or Parquet; or a pattern in quotes such as "
    "'data/customers-*.csv'.",
    "orders": "The orders, one row for each or one for each line.",
    "contacts": "The people at the customers.",
    "blacklist": "Customers who are never addressed.",
    "prices": "The prices of products, for orders that have quantities and no amounts.",
}


def _table_option(table: str) -> Callable[[_Command], _Command]:
    return click.option(f"--{table}", metavar="FILE", help=_FILE[table])


@click.command(short_help="Write a project for your own files.")
@_table_option("customers")
@_table_option("orders")
@_table_option("contacts")
@_table_option("blacklist")
@_table_option("prices")
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    metavar="DIR",
    default=Path(),
    help="The project's folder; the current one by default.",
)
@click.option("--yes", is_flag=True, help="Ask nothing; fail with all that cannot be told, each with the option that tells it.")
@click.option("--force", is_flag=True, help=f"Replace a {FILE_NAME} that is there already.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="TABLE.FIELD=HEADER",
    help="Which column is a field, by header, position or calculation; none where there is no such column. Can be repeated.",
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="TABLE.KEY=VALUE",
    help="How a file is read: encoding, delimiter, quote, header, skip_lines, sheet, range, decimal (comma or point), "
    "date_order, date_format, max_rejects, as in the project file. Can be repeated.",
)
@click.option(
    "--minimum", default="0", metavar="AMOUNT", help="The logistic minimum: orders below it do not count; 0 by default."
)
@click.option("--currency", metavar="CODE", help="The currency of amounts, such as PLN.")
@click.option(
    "--rate",
    "rates",
    multiple=True,
    metavar="CODE=NUMBER",
    help="What a unit of another currency is worth in it. Can be repeated.",
)
@click.option(
    "--locale", type=click.Choice(_LOCALES), help="Whose marks lists are written with; told by the headers by default."
)
@click.option("--timezone", metavar="ZONE", help="In which a moment becomes a day, such as Europe/Warsaw.")
@click.option("--pipeline", default="first", metavar="NAME", help="What the pipeline is called; first by default.")
@click.argument("others", nargs=-1, metavar="")
def init(
    *,
    customers: str | None,
    orders: str | None,
    contacts: str | None,
    blacklist: str | None,
    prices: str | None,
    project: Path,
    yes: bool,
    force: bool,
    columns: Sequence[str],
    settings: Sequence[str],
    minimum: str,
    currency: str | None,
    rates: Sequence[str],
    locale: str | None,
    timezone: str | None,
    pipeline: str,
    others: Sequence[str],
) -> None:
    """Write a project for your own files.

    Looks at the files; settles their encoding, delimiter, header, decimal mark, order of dates and which column is what; asks
    what it cannot tell; and writes a kartoteka.yaml that says what was settled from what. Nothing else is changed.

    With --yes, or without a terminal, nothing is asked: what cannot be told is listed, each with the option that tells it, and
    the exit code is 4. A kartoteka.yaml that is there already is left alone (exit code 3) unless --force is given.
    """
    from kartoteka.pipeline.begin import Request

    if locale is not None:
        speak_of(locale)
    if others:
        raise click.UsageError(
            _(
                "there is no option for {text}; name each file by its table (--customers FILE, --orders FILE, …), "
                "and put quotes around a pattern: --orders 'orders-*.csv'",
                text=others[0],
            )
        )
    given = {"customers": customers, "orders": orders, "contacts": contacts, "blacklist": blacklist, "prices": prices}
    files = {table: str(Path(path).expanduser().absolute()) for table, path in given.items() if path}
    if not files.keys() & {"customers", "orders"}:
        raise click.UsageError(_("name at least a file of customers or one of orders: --customers FILE, --orders FILE"))
    if project.suffix in (".yaml", ".yml"):
        raise click.UsageError(_("--project is a folder, and {path} is not", path=project))
    folder = project.expanduser().absolute()
    file = folder / FILE_NAME
    if file.exists() and not force:
        hint = _("Name another folder (--project DIR), or replace it: --force")
        raise ConfigError(_("{file} is there already", file=file), hint=hint)
    said = {**_columns_said(columns, files), **_settings_said(settings, files), **_rates_said(rates)}
    settings_said = {"currency": currency.upper() if currency else None, "locale": locale, "timezone": timezone}
    said |= {name: value for name, value in settings_said.items() if value}
    request = Request(folder, files, said, _minimum(minimum), pipeline)
    out = Console()
    beginning = _until_settled(request, out, ask=not yes and sys.stdin.isatty())
    _write(beginning, file, out)


def _until_settled(request: Request, out: Console, *, ask: bool) -> Beginning:
    from dataclasses import replace

    from kartoteka.pipeline.begin import begin
    from kartoteka.plugin.registry import load_registry

    registry = load_registry()
    before = request
    while True:
        try:
            with out.progress(_("Looking")) as progress:
                beginning = begin(request, registry, lambda text: progress.update(text=text))
        except (ConfigError, InputError) as error:
            if request is before:
                raise
            out.error(str(error))  # of the answers that were typed last: they are asked for again, and the others stand
            request = before
            continue
        if not beginning.questions:
            return beginning
        if not ask:
            raise InputError(_all_questions(beginning.questions))
        from kartoteka.cli.ask import ask_question

        answers = {question.key: ask_question(question, out) for question in beginning.questions}
        before = request
        request = replace(request, said={**request.said, **answers})


def _all_questions(questions: Sequence[Question]) -> str:
    number = len(questions)
    several = ngettext(
        "something cannot be told from the files:", "{number} things cannot be told from the files:", number, number=number
    )
    lines = [several]
    for question in questions:
        lines.append(f"- {question.text}")
        lines += [
            f"    {choice.value}: {choice.meaning}" if choice.meaning else f"    {choice.value}" for choice in question.choices
        ]
        lines.append("  " + _("Say it with {option}", option=question.option))
    return "\n".join(lines)


def _write(beginning: Beginning, file: Path, out: Console) -> None:
    from kartoteka.cli.show_init import show_beginning
    from kartoteka.durable import make_folder

    assert beginning.text is not None
    make_folder(file.parent)
    file.write_text(beginning.text, encoding="utf-8")
    show_beginning(beginning, file, out)


def _columns_said(columns: Sequence[str], files: dict[str, str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for text in columns:
        table, name, value = _parted(text, "--column", "orders.amount=Net value", files)
        said[f"{table}.columns.{name}"] = value
    return said


def _settings_said(settings: Sequence[str], files: dict[str, str]) -> dict[str, str]:
    from kartoteka.pipeline.begin.request import READING

    said: dict[str, str] = {}
    for text in settings:
        table, name, value = _parted(text, "--set", "orders.date_order=day-first", files)
        if name not in READING:
            from kartoteka.config.words import nearest

            near = nearest(name, READING)
            told = (
                _("{name!r} cannot be set; did you mean {near}?", name=name, near=near)
                if near
                else _("{name!r} cannot be set; there is {names}", name=name, names=", ".join(READING))
            )
            raise click.BadParameter(told, param_hint="--set")
        said[f"{table}.{name}"] = value
    return said


def _parted(text: str, option: str, example: str, files: dict[str, str]) -> tuple[str, str, str]:
    found = re.fullmatch(r"(\w+)\.([^=]+)=(.+)", text, re.DOTALL)
    if found is None:
        raise click.BadParameter(_("{text!r} is not of the form {example}", text=text, example=example), param_hint=option)
    if found[1] not in files:
        given = ", ".join(files)
        told = _("{text!r} speaks of {table!r}; the files given are: {names}", text=text, table=found[1], names=given)
        raise click.BadParameter(told, param_hint=option)
    return found[1], found[2].strip(), found[3].strip()


def _rates_said(rates: Sequence[str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for text in rates:
        found = re.fullmatch(r"([A-Z]{3})=([0-9]+(?:\.[0-9]+)?)", text)
        if found is None:
            raise click.BadParameter(
                _("{text!r} is not of the form {example}", text=text, example="EUR=4.25"), param_hint="--rate"
            )
        said[f"rates.{found[1]}"] = found[2]
    return said


def _minimum(text: str) -> str:
    if not re.fullmatch(r"[0-9]+(\.[0-9]{1,4})?", text):
        told = _("{text!r} is not an amount; write a number with a dot: 300 or 99.50", text=text)
        raise click.BadParameter(told, param_hint="--minimum")
    return text
