"""What the commands about one file share: its source's options, and the language of the project around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kartoteka.cli.language import speak_of_file
from kartoteka.errors import ConfigError
from kartoteka.language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

    from kartoteka.pipeline.look import OpenedFile

_Command = TypeVar("_Command", bound=Callable[..., Any])
_ZONES = {"pl": "Europe/Warsaw", "fr": "Europe/Paris", "ru": "Europe/Moscow", "en": "UTC"}
_CURRENCIES = {"pl": "PLN", "fr": "EUR", "ru": "RUB", "en": "USD"}


def file_options(command: _Command) -> _Command:
    """The options of a command that reads one file."""
    for option in (
        click.option(
            "--use", metavar="SOURCE", help="What reads it: csv, excel, parquet or jsonl; told by the file by default."
        ),
        click.option(
            "--option",
            "options",
            multiple=True,
            metavar="NAME=VALUE",
            help="An option of that source, as in the project file: encoding=cp1250, skip_lines=3. Can be repeated.",
        ),
        click.option(
            "--locale",
            type=click.Choice(tuple(_ZONES)),
            help="The language, which tells likelier encodings; by default that of the project in the current folder.",
        ),
    ):
        command = option(command)
    return command


def opened_file(file: Path, use: str | None, options: Mapping[str, Any], locale: str) -> OpenedFile:
    """Open the file with what was said of it."""
    from kartoteka.pipeline.look import open_file
    from kartoteka.plugin.registry import load_registry

    return open_file(file, options, use=use, locale=locale, registry=load_registry())


def surroundings(locale: str | None) -> tuple[str, str, str]:
    """The language, the time zone and the currency: of the project in the current folder, or what goes with the language."""
    from kartoteka.config.load import find_project, read_project

    try:
        file = find_project(None)
        speak_of_file(file)
        project, _problems = read_project(file)
    except ConfigError:
        project = None
    if project is not None and locale in (None, project.locale):
        return project.locale, project.timezone, project.currency
    language = locale or "en"
    return language, _ZONES[language], _CURRENCIES[language]


def written(options: Sequence[str]) -> dict[str, Any]:
    """`skip_lines=3` as YAML would give it."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    told: dict[str, Any] = {}
    for option in options:
        name, equals, value = option.partition("=")
        if not equals or not name:
            raise click.BadParameter(_("{text!r} has no value; write it as skip_lines=3", text=option), param_hint="--option")
        try:
            told[name.strip()] = value if len(value) == 1 and not value.isdecimal() else YAML(typ="safe", pure=True).load(value)
        except YAMLError as error:
            raise click.BadParameter(
                _("{text!r} cannot be read: {error}", text=option, error=error), param_hint="--option"
            ) from error
    return told
