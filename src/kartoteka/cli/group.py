"""A click group whose commands are imported only when they are called."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from functools import cached_property
from importlib import import_module
from typing import Any, cast

import click

from kartoteka.cli.commands import SUMMARIES
from kartoteka.cli.translated import translated
from kartoteka.errors import KartotekaError, PluginError
from kartoteka.language import gettext as _
from kartoteka.language import ngettext
from kartoteka.plugin.blame import blame
from kartoteka.plugin.registry import Registered, Registry, load_registry

_CALLED = "kartoteka.called"


class PipeBroken(Exception):
    """Somebody stopped reading; its cause is the `OSError`. Click would end the program without a word, whoever it was."""


class Program(click.Group):
    """The program: built-in commands from a table, and those of plugins, which are loaded only for `--help` and when called.

    A plugin's command cannot take the name of a built-in one: the built-in one stays, and the clash is told.
    """

    @cached_property
    def registry(self) -> Registry:
        return load_registry()

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*SUMMARIES, *(name for name in self.registry.names("command") if name not in SUMMARIES)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in SUMMARIES:
            return translated(_built_in(cmd_name))
        if cmd_name not in self.registry.names("command"):
            return None
        ctx.meta[_CALLED] = self.registry.find("command", cmd_name)
        return translated(self.registry.load_command(cmd_name))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in SUMMARIES and name not in self.registry.names("command") and not ctx.resilient_parsing:
            near = get_close_matches(name, self.list_commands(ctx), n=1)
            message = (
                _("No such command {name!r}. Did you mean {near!r}?", name=name, near=near[0])
                if near
                else _("No such command {name!r}.", name=name)
            )
            told = [message, *self.problems()]
            ctx.fail("\n  ".join(told))
        return super().resolve_command(ctx, args)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        with _broken_pipes_told():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> None:
        """Call the command. What it returns is nobody's exit code; what a plugin's command raises is blamed on it."""
        try:
            with _broken_pipes_told():
                super().invoke(ctx)
        except click.NoSuchOption as error:
            raise self._placed_well(error) from None
        except (KartotekaError, click.exceptions.Exit, click.ClickException, click.Abort, PipeBroken) as error:
            self._blame(ctx, error if isinstance(error, PluginError) else None)
            raise
        except Exception as error:
            self._blame(ctx, error)
            raise

    def _placed_well(self, error: click.NoSuchOption) -> click.UsageError:
        """An option of the program that was written behind a command: told where it stands."""
        option = error.option_name
        if error.ctx is None or not any(option in param.opts for param in self.params):
            return error
        root, _blank, command = error.ctx.command_path.partition(" ")
        shown = f"{root} {option} … {command}"
        message = _("{option} stands before the command: {shown}", option=option, shown=shown)
        return click.UsageError(message, error.ctx.find_root())

    def problems(self) -> list[str]:
        """What is wrong with the installed plugins, their commands' names included."""
        return [*self.registry.problems(), *shadowed(self.registry)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        names = [name for name in self.registry.names("command") if name not in SUMMARIES]
        bundled = [name for name in names if self._is_bundled(name)]
        with formatter.section(_("Commands")):
            built_in = ((name, _(summary)) for name, summary in SUMMARIES.items())
            formatter.write_dl([*built_in, *((name, self._summary(name)) for name in bundled)])
        brought = [(name, self._summary(name)) for name in names if name not in bundled]
        if brought:
            with formatter.section(_("Commands of plugins")):
                formatter.write_dl(brought)
        count = len(self.problems())
        if count:
            formatter.write_paragraph()
            formatter.write_text(
                ngettext(
                    "{count} problem with plugins: see 'kartoteka plugins list'.",
                    "{count} problems with plugins: see 'kartoteka plugins list'.",
                    count,
                    count=count,
                )
            )

    def _summary(self, name: str) -> str:
        try:
            return _(self.registry.find("command", name).spec.summary)
        except PluginError:
            return _("(brought by two plugins)")

    def _is_bundled(self, name: str) -> bool:
        try:
            return self.registry.find("command", name).provenance.distribution == "kartoteka"
        except PluginError:
            return False

    def _blame(self, ctx: click.Context, error: Exception | None) -> None:
        called = ctx.meta.get(_CALLED)
        if error is not None and isinstance(called, Registered):
            with blame("command", called.spec.name, called.provenance):
                raise error


@contextmanager
def _broken_pipes_told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise PipeBroken from error
        raise


def shadowed(registry: Registry) -> list[str]:
    """Each plugin command that has a built-in command's name, as a sentence."""
    return [
        _(
            "command {name!r} of {plugin} cannot be used: kartoteka has a command of that name",
            name=spec.name,
            plugin=plugin.provenance,
        )
        for plugin in registry.plugins
        for spec in plugin.specs.get("command", ())
        if spec.name in SUMMARIES
    ]


def _built_in(name: str) -> click.Command:
    module = f"kartoteka.cli.{name}"
    try:
        return cast("click.Command", getattr(import_module(module), name))
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        message = _(
            "the command {name!r} is not part of this installation: there is no module {module}", name=name, module=module
        )
        raise KartotekaError(message) from error
