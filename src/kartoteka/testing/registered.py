"""What a registration module registers."""

from __future__ import annotations

from importlib import import_module

from kartoteka.plugin.compatible import hooks_of
from kartoteka.plugin.kinds import Kind
from kartoteka.plugin.registration import specs_of
from kartoteka.specs import Spec


def registered(module: str, kind: Kind) -> tuple[Spec, ...]:
    """The specs of a kind that a registration module yields.

    Args:
        module: As the entry point names it.
        kind: `source`, `exporter`, …
    """
    return specs_of(hooks_of(import_module(module))).get(kind, ())
