"""The help of a command in the language that is spoken."""

from __future__ import annotations

from copy import copy
from inspect import cleandoc

import click

from kartoteka.language import current_language
from kartoteka.language import gettext as _


def translated(command: click.Command) -> click.Command:
    """A copy of a command, with those under it, whose texts are translated; the commands themselves stay as they are."""
    if current_language() == "en":
        return command
    told = copy(command)
    told.help = _told(command.help)
    told.short_help = _told(command.short_help)
    told.epilog = _told(command.epilog)
    told._help_option = None  # Click keeps it once it is made, with its words of then.
    told.params = [_translated_option(parameter) for parameter in command.params]
    if isinstance(command, click.Group) and isinstance(told, click.Group):
        told.commands = {name: translated(under) for name, under in command.commands.items()}
    return told


def texts(command: click.Command) -> list[str]:
    """All texts of a command that are translated, for the catalogs."""
    found = [command.help, command.short_help, command.epilog]
    found += [parameter.help for parameter in command.params if isinstance(parameter, click.Option)]
    told = [cleandoc(text) for text in found if text]
    if isinstance(command, click.Group):
        told += [text for under in command.commands.values() for text in texts(under)]
    return told


def _translated_option(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    told = copy(parameter)
    told.help = _told(parameter.help)
    return told


def _told(text: str | None) -> str | None:
    return _(cleandoc(text)) if text else text
