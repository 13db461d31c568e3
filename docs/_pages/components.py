"""The bundled components with all their options."""

from __future__ import annotations

from typing import Literal

from _pages.markdown import code, codes, docstring, table
from _pages.options import options_table
from kartoteka.plugin.registry import Registry, load_registry

KINDS: tuple[Literal["source", "segmenter", "scorer", "exporter"], ...] = ("source", "segmenter", "scorer", "exporter")

_HEAD = """# Components

What comes with the program. `use` names a component; its options stand beside `use`. `kartoteka plugins list` shows these and
whatever else is installed. An option that a component does not know is an error. How a period, an amount or a condition is
written is told [below](#types-of-options).
"""
_TYPES = """## Types of options

| type | is written |
| --- | --- |
| period | a whole number and `day`, `week`, `month`, `quarter` or `year`, also in the plural: `2 weeks` |
| amount | digits with a dot and at most four decimals, in the pipeline's currency: `299.99` |
| day | year-month-day: `2026-11-30` |
| condition | a where-clause over fields and the columns of earlier steps: see [Conditions](conditions.md) |
| calculation | a field or column, or what is computed from some, in the language of conditions: `employees / 100` |
| terms | `{discount: 20%, payment_days: 30, prefer: prepaid}`: percent, whole days, and keys of your own |
| text | text; a secret in it is `${env:NAME}` or `${file:PATH}` |
"""


def page() -> str:
    """The page."""
    registry = bundled()
    parts = [_HEAD]
    for kind in KINDS:
        parts.append(f"## {kind.capitalize()}s\n")
        parts += [_component(registry, kind, name) for name in registry.names(kind)]
    return "\n".join([*parts, _TYPES])


def bundled() -> Registry:
    """The plugins that kartoteka itself brings, and no others, whatever is installed here."""
    registry = load_registry()
    return Registry(plugin for plugin in registry.plugins if plugin.provenance.distribution == "kartoteka")


def _component(registry: Registry, kind: Literal["source", "segmenter", "scorer", "exporter"], name: str) -> str:
    spec, component = registry.find(kind, name).spec, registry.load(kind, name)
    facts = [f"### {kind.capitalize()} `{name}`\n", spec.summary + "\n", docstring(component)]
    if component.requires:
        needs = "; ".join(f"{table_}: {codes(names)}" for table_, names in component.requires.items())
        facts.append(f"Needs the fields {needs}.\n")
    if component.provides:
        rows = [(code(column), str(type_)) for column, type_ in component.provides.items()]
        facts.append(f"Gives, after the name of its step and `_`:\n\n{table(('column', 'type'), rows)}")
    if kind == "segmenter" and name in ("frequency", "headcount"):
        facts.append(f"Its columns stand on [a page of their own]({name}.md).\n")
    options = component.Options()
    facts.append(options_table(options) if options.load_fields else "It has no options.\n")
    return "\n".join(facts)
