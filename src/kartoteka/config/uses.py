"""Which components a project uses, also when the project is not sound: so that all problems can be told at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kartoteka.config.places import KeyPath
from kartoteka.config.schema.base import in_full, one_or_many
from kartoteka.config.schema.lookup import LOOKUP_USE, LookupSchema

Kind = Literal["source", "segmenter", "scorer", "exporter"]


@dataclass(frozen=True, slots=True)
class Use:
    """A component by kind and name, with the options it is given at `key`, `beside` keys that are not its own."""

    kind: Kind
    name: str
    options: Mapping[str, Any]
    key: KeyPath
    beside: Collection[str] = ()


def uses_in(data: Any, *, reading: Collection[str], export: Collection[str]) -> Iterator[Use]:
    """Every component that the values of a project file name; whatever has not the right shape is passed over.

    Args:
        data: The values of the file.
        reading: Keys of a source that are not the component's options.
        export: Keys of an export that are not.
    """
    for pipeline, entry in _entries(data, ("pipelines",)):
        sources = [*_entries(entry, (*pipeline, "sources"))]
        if isinstance(entry, Mapping) and "blacklist" in entry:
            sources.append(((*pipeline, "blacklist"), entry["blacklist"]))
        for key, source in sources:
            yield from _use("source", in_full(source), key, reading)
            yield from _lookups(source, key)
        for key, step in _entries(entry, (*pipeline, "segments")):
            yield from _use("segmenter", step, key, ("use",))
        for key, step in _entries(entry, (*pipeline, "scores")):
            yield from _use("scorer", step, key, ("use",))
        for campaign, selection in _entries(entry, (*pipeline, "campaigns")):
            exports = selection.get("export") if isinstance(selection, Mapping) else None
            for index, item in enumerate(exports if isinstance(exports, list) else []):
                yield from _use("exporter", item, (*campaign, "export", index), export)


def _entries(parent: Any, key: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    below = parent.get(key[-1]) if isinstance(parent, Mapping) else None
    if isinstance(below, Mapping):
        yield from (((*key, name), entry) for name, entry in below.items())


def _lookups(source: Any, key: KeyPath) -> Iterator[Use]:
    written = source.get("lookup") if isinstance(source, Mapping) else None
    for place, lookup in one_or_many(written, (*key, "lookup")):
        if isinstance(lookup, Mapping):
            yield from _use("source", {"use": LOOKUP_USE, **lookup}, place, LookupSchema.own_keys())


def _use(kind: Kind, entry: Any, key: KeyPath, own: Collection[str]) -> Iterator[Use]:
    if isinstance(entry, Mapping) and isinstance(entry.get("use"), str):
        options = {name: value for name, value in entry.items() if name not in own}
        yield Use(kind, entry["use"], options, key, [name for name in sorted(own) if name != "use"])
