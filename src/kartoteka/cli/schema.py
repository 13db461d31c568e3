"""`kartoteka schema`: what may stand in the project file, for editors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

import click

from kartoteka.cli.output import Console
from kartoteka.errors import KartotekaError
from kartoteka.language import gettext as _

if TYPE_CHECKING:
    from kartoteka.config.json_schema import Described
    from kartoteka.plugin.registry import Registry


@click.command()
def schema() -> None:
    """Print the JSON Schema of the project file, for editors.

    It holds the options of every installed component. In VS Code, with the YAML extension: write it to a file with
    'kartoteka schema > kartoteka.schema.json', and let the project file begin with
    '# yaml-language-server: $schema=kartoteka.schema.json'.
    """
    from kartoteka.config.json_schema import project_json_schema
    from kartoteka.plugin.registry import load_registry

    out = Console()
    registry = load_registry()
    for problem in registry.problems():
        out.warning(problem)
    out.json(project_json_schema(_described(registry, out)))


def _described(registry: Registry, out: Console) -> Iterator[Described]:
    from kartoteka.config.json_schema import Described
    from kartoteka.config.uses import Kind

    for kind in get_args(Kind):
        for name in registry.names(kind):
            try:
                summary = registry.find(kind, name).spec.summary
                yield Described(kind, name, summary, registry.load(kind, name))
            except KartotekaError as error:
                out.warning(_("left out: {error}", error=error))
