"""The commands with all their arguments and options."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module

import click

from _pages.components import bundled
from _pages.markdown import code, table
from kartoteka.cli.commands import SUMMARIES
from kartoteka.cli.main import program

_HEAD = """# Commands

`kartoteka COMMAND --help` tells the same. Results go to standard output, warnings, errors and progress to standard error.
[Exit codes](exit-codes.md) have a page of their own.
"""


def page() -> str:
    """The page."""
    parts = [
        _HEAD,
        "## `kartoteka`\n",
        table(("option", "meaning"), [*_options(program), ("`--version`", "Show the version.")]),
    ]
    for name in SUMMARIES:
        parts += list(_command(f"kartoteka {name}", command_of(name), "##"))
    registry = bundled()
    for name in registry.names("command"):
        parts += list(_command(f"kartoteka {name}", registry.load_command(name), "##"))
    return "\n".join(parts)


def command_of(name: str) -> click.Command:
    """A built-in command."""
    command = getattr(import_module(f"kartoteka.cli.{name}"), name)
    assert isinstance(command, click.Command)
    return command


def _command(path: str, command: click.Command, level: str) -> Iterator[str]:
    arguments = [parameter for parameter in command.params if isinstance(parameter, click.Argument)]
    usage = " ".join([path, *(_argument(argument) for argument in arguments)])
    yield f"{level} `{usage}`\n"
    yield inspect.cleandoc(command.help or "") + "\n"
    rows = list(_options(command))
    if rows:
        yield table(("option", "meaning"), rows)
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _command(f"{path} {name}", below, f"{level}#")


def _argument(argument: click.Argument) -> str:
    name = (argument.name or "").upper()
    return name if argument.required else f"[{name}]"


def _options(command: click.Command) -> Iterator[tuple[str, str]]:
    for parameter in command.params:
        if isinstance(parameter, click.Option) and "--version" not in parameter.opts:
            value = "" if parameter.is_flag else f" {parameter.metavar or (parameter.type.name or 'text').upper()}"
            yield ", ".join(code(f"{name}{value}") for name in parameter.opts), parameter.help or ""
