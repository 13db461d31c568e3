"""The registry: every component that the loaded plugins bring, by kind and name."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, cast, overload

from kartoteka.errors import UnknownComponent
from kartoteka.language import gettext as _
from kartoteka.plugin.blame import blame, describe
from kartoteka.plugin.blocked import read_blocked
from kartoteka.plugin.discovery import find_plugins
from kartoteka.plugin.kinds import KINDS, OBSERVERS, Event, Kind
from kartoteka.plugin.loader import Plugin, load_plugin
from kartoteka.plugin.provenance import Provenance
from kartoteka.plugin.target import load_target
from kartoteka.specs import Spec

if TYPE_CHECKING:
    import click

    from kartoteka.components.base import Component
    from kartoteka.components.exporter import Exporter
    from kartoteka.components.scorer import Scorer
    from kartoteka.components.segmenter import Segmenter
    from kartoteka.components.source import Source


def load_registry() -> Registry:
    """Find and load every installed plugin that is not blocked.

    Imports registration modules alone. A broken plugin is no error here: it becomes one where something asks for it.

    Raises:
        StateError: The list of blocked plugins cannot be read.
    """
    blocked = read_blocked()
    return Registry(load_plugin(found, blocked) for found in find_plugins())


@dataclass(frozen=True, slots=True)
class Registered:
    """A component that can be had, and whose it is. `str()` is how errors name it: `scorer 'size' of kartoteka 0.1.0`."""

    kind: Kind
    spec: Spec
    provenance: Provenance

    def __str__(self) -> str:
        return _("{kind} {name!r} of {owner}", kind=self.kind, name=self.spec.name, owner=self.provenance.owner)


class Registry:
    """All installed plugins, and what the loaded ones bring.

    Attributes:
        plugins: The bundled ones first, then by distribution and entry point.
    """

    def __init__(self, plugins: Iterable[Plugin]) -> None:
        self.plugins = tuple(plugins)

    @cached_property
    def _by_name(self) -> Mapping[Kind, Mapping[str, list[Registered]]]:
        found: dict[Kind, dict[str, list[Registered]]] = {kind: {} for kind in KINDS}
        for plugin in self.plugins:
            for kind, specs in plugin.specs.items():
                for spec in specs:
                    found[kind].setdefault(spec.name, []).append(Registered(kind, spec, plugin.provenance))
        return found

    def names(self, kind: Kind) -> tuple[str, ...]:
        """The names of a kind, sorted, those in a clash included."""
        return tuple(sorted(self._by_name[kind]))

    def find(self, kind: Kind, name: str) -> Registered:
        """The component of that name; nothing of it is imported.

        Raises:
            UnknownComponent: Nobody brings it (the message names the nearest name, or the plugins that are not loaded), or two
                plugins do (the message names both).
        """
        registered = self._by_name[kind].get(name, [])
        if len(registered) == 1:
            return registered[0]
        if registered:
            raise UnknownComponent(_clash(registered), hint=_settle(registered))
        raise self._unknown(kind, name)

    @overload
    def load(self, kind: Literal["source"], name: str) -> type[Source]: ...
    @overload
    def load(self, kind: Literal["segmenter"], name: str) -> type[Segmenter]: ...
    @overload
    def load(self, kind: Literal["scorer"], name: str) -> type[Scorer]: ...
    @overload
    def load(self, kind: Literal["exporter"], name: str) -> type[Exporter]: ...
    @overload
    def load(self, kind: Literal["source", "segmenter", "scorer", "exporter"], name: str) -> type[Component]: ...
    def load(self, kind: Literal["source", "segmenter", "scorer", "exporter"], name: str) -> type[Component]:
        """Import a component's class. Heavy libraries come in here and nowhere before.

        Raises:
            PluginError: As `find`; or importing it failed, or it is not a component of this kind.
        """
        return cast("type[Component]", self._load(kind, name))

    def load_command(self, name: str) -> click.Command:
        """Import a plugin's command.

        Raises:
            PluginError: As `load`.
        """
        return cast("click.Command", self._load("command", name))

    def _load(self, kind: Kind, name: str) -> Any:
        registered = self.find(kind, name)
        with blame(kind, name, registered.provenance):
            return load_target(kind, registered.spec)

    def notify(self, event: Event) -> list[str]:
        """Tell every observer of an event. What fails is told in the result and stops nothing."""
        hook = OBSERVERS[type(event)]
        failures = []
        for plugin in self.plugins:
            implementation = plugin.hooks.get(hook)
            if implementation is None:
                continue
            try:
                with redirect_stdout(sys.stderr):
                    implementation.function(*(event for __ in implementation.argnames))
            except (Exception, SystemExit) as error:
                failures.append(
                    _(
                        "in {hook} of {plugin}: {error}",
                        hook=hook,
                        plugin=plugin.provenance,
                        error=describe(error),
                    )
                )
        return failures

    def clashes(self) -> list[str]:
        """Each name that two plugins bring, as a sentence that names both. Such a name cannot be used, all others can."""
        return [
            f"{_clash(registered)}; {_settle(registered)}"
            for names in self._by_name.values()
            for registered in names.values()
            if len(registered) > 1
        ]

    def problems(self) -> list[str]:
        """What is wrong with the installed plugins, for a command that works without those: a sentence each."""
        return [plugin.reason for plugin in self.plugins if plugin.reason and plugin.status != "blocked"] + self.clashes()

    def _unknown(self, kind: Kind, name: str) -> UnknownComponent:
        near = get_close_matches(name, self.names(kind), n=1)
        others = [other for other in KINDS if name in self._by_name[other]]
        if near:
            told = _("{kind} {name!r} is not known; did you mean {near!r}?", kind=kind, name=name, near=near[0])
        elif others:
            told = _("{kind} {name!r} is not known; {name!r} is a {other}", kind=kind, name=name, other=others[0])
        elif self.names(kind):
            names = ", ".join(self.names(kind))
            told = _("{kind} {name!r} is not known; there is {names}", kind=kind, name=name, names=names)
        else:
            told = _("{kind} {name!r} is not known; there is none", kind=kind, name=name)
        reasons = [plugin.reason for plugin in self.plugins if plugin.reason]
        return UnknownComponent(told, hint="\n  ".join(reasons) or None)


def _clash(registered: list[Registered]) -> str:
    first = registered[0]
    return _(
        "{kind} {name!r} is brought by {plugins}",
        kind=first.kind,
        name=first.spec.name,
        plugins=_(" and by ").join(str(one.provenance) for one in registered),
    )


def _settle(registered: list[Registered]) -> str:
    strangers = [one.provenance for one in registered if one.provenance.distribution != "kartoteka"] or [
        registered[0].provenance
    ]
    return _("'kartoteka plugins block {name}' settles it", name=strangers[0].key)
