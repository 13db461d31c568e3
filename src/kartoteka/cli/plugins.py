"""`kartoteka plugins`: what is installed, what became of it, and what is not to be imported."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from kartoteka.cli.output import Console
from kartoteka.errors import KartotekaError
from kartoteka.language import N_, pgettext
from kartoteka.language import gettext as _

if TYPE_CHECKING:
    from kartoteka.plugin.loader import Plugin


_STATUSES = {
    "loaded": N_("loaded"),
    "blocked": N_("blocked"),
    "failed": N_("failed"),
    "incompatible": N_("incompatible"),
}
_KINDS = {
    "source": N_("source"),
    "segmenter": N_("segmenter"),
    "scorer": N_("scorer"),
    "exporter": N_("exporter"),
    "command": N_("command"),
}


@click.group()
def plugins() -> None:
    """List, block and unblock plugins."""


@plugins.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_plugins(*, as_json: bool) -> None:
    """List the installed plugins, what they bring, and why one is not loaded."""
    from kartoteka.cli.group import shadowed
    from kartoteka.plugin.registry import load_registry

    out = Console()
    registry = load_registry()
    clashes = [*registry.clashes(), *shadowed(registry)]
    if as_json:
        out.json({"plugins": [_as_data(plugin) for plugin in registry.plugins], "clashes": clashes})
        return
    rows = [
        (plugin.provenance.entry_point, plugin.provenance.owner, _(_STATUSES[plugin.status]), ", ".join(_brings(plugin)))
        for plugin in registry.plugins
    ]
    out.table(None, (_("plugin"), _("distribution"), _("status"), pgettext("plugin", "brings")), rows)
    remarks = [text for plugin in registry.plugins for text in (plugin.reason, *plugin.notes) if text] + clashes
    if remarks:
        out.line()
    for remark in remarks:
        out.line(remark)


@plugins.command()
@click.argument("name")
def block(name: str) -> None:
    """Keep a plugin from being imported.

    NAME is its name as in 'plugins list', or distribution/name where two distributions have one of that name.
    """
    from kartoteka.plugin.blocked import block as put_on_list
    from kartoteka.plugin.discovery import find_plugins

    installed = [found.provenance for found in find_plugins()]
    meant = [provenance for provenance in installed if provenance.answers_to(name)]
    if not meant:
        known = [each for provenance in installed for each in (provenance.entry_point, provenance.key)]
        near = get_close_matches(name, known, n=1)
        hint = _("did you mean {name!r}?", name=near[0]) if near else _("'kartoteka plugins list' shows the installed ones")
        raise KartotekaError(_("no plugin {name!r} is installed", name=name), hint=hint)
    put_on_list(name)
    back = f"kartoteka plugins unblock {name}"
    for provenance in meant:
        Console().line(_("{plugin} is blocked. '{command}' brings it back.", plugin=provenance, command=back))


@plugins.command()
@click.argument("name")
def unblock(name: str) -> None:
    """Let a blocked plugin be imported again."""
    from kartoteka.plugin.blocked import BLOCK_VARIABLE, read_blocked
    from kartoteka.plugin.blocked import unblock as take_off_list

    out = Console()
    blocked = read_blocked()
    if take_off_list(name):
        out.line(_("plugin {name!r} is not blocked any more.", name=name))
    elif name not in blocked.by_environment:
        names = ", ".join(sorted(blocked.by_list))
        hint = _("on the list: {names}", names=names) if names else _("on the list: nothing")
        raise KartotekaError(_("{name!r} is not on the list of blocked plugins", name=name), hint=hint)
    if name in blocked.by_environment:
        told = _("the environment variable {variable} still blocks {name!r}", variable=BLOCK_VARIABLE, name=name)
        out.warning(told)


def _brings(plugin: Plugin) -> list[str]:
    brought = [f"{_(_KINDS[kind])} {spec.name}" for kind, specs in plugin.specs.items() for spec in specs]
    observes = [hook for hook in plugin.hooks if hook.endswith(("_started", "_finished"))]
    return [*brought, *observes]


def _as_data(plugin: Plugin) -> dict[str, object]:
    return {
        "name": plugin.provenance.entry_point,
        "distribution": plugin.provenance.distribution,
        "version": plugin.provenance.version,
        "status": plugin.status,
        "reason": plugin.reason,
        "notes": plugin.notes,
        "brings": [
            {"kind": kind, "name": spec.name, "target": spec.target, "summary": spec.summary}
            for kind, specs in plugin.specs.items()
            for spec in specs
        ],
        "hooks": sorted(plugin.hooks),
    }
