"""Discovery: which plugins are installed, read from the metadata of distributions alone; nothing is imported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, EntryPoint, distributions, entry_points

from kartoteka.plugin.provenance import Provenance

GROUP = "kartoteka"


@dataclass(frozen=True, slots=True)
class Found:
    """An installed plugin, not imported.

    Attributes:
        entry_point: Where its registration module is.
        requires: The `Requires-Dist` lines of its distribution.
    """

    provenance: Provenance
    entry_point: EntryPoint
    requires: tuple[str, ...] = ()


def find_plugins() -> tuple[Found, ...]:
    """Every entry point of the group `kartoteka`, one for each distribution and name, the bundled ones first.

    Two distributions may use the same name: both are found. Of a distribution that lies on the path twice, only the first
    counts, as when it is imported.
    """
    found: dict[str, Found] = {}
    facts: dict[int, tuple[str, str, tuple[str, ...]]] = {}
    for entry_point in _entry_points():
        distribution = entry_point.dist
        if id(distribution) not in facts:  # reading metadata parses a file each time
            facts[id(distribution)] = _facts(distribution)
        name, version, requires = facts[id(distribution)]
        plugin = Found(Provenance(name, version, entry_point.name), entry_point, requires)
        found.setdefault(plugin.provenance.key, plugin)
    return tuple(sorted(found.values(), key=lambda plugin: (plugin.provenance.distribution != GROUP, plugin.provenance)))


def _entry_points() -> list[EntryPoint]:
    try:
        return list(entry_points(group=GROUP))
    except Exception:  # one unreadable distribution must not hide the plugins of all others
        return list(_entry_points_one_by_one())


def _entry_points_one_by_one() -> Iterator[EntryPoint]:
    seen = set()
    for distribution in distributions():
        try:
            name = canonical_name(str(distribution.metadata["Name"]))
            if name not in seen:
                seen.add(name)
                yield from distribution.entry_points.select(group=GROUP)
        except Exception:  # noqa: S112  # whatever its metadata holds, it names no plugin that could be loaded
            continue


def _facts(distribution: Distribution | None) -> tuple[str, str, tuple[str, ...]]:
    """Its name, its version, and its `Requires-Dist` lines, as far as they can be read."""
    try:
        if distribution is None:
            return "unknown", "0", ()
        metadata = distribution.metadata
        name, version = str(metadata["Name"]), str(metadata["Version"])
        return canonical_name(name), version, tuple(metadata.get_all("Requires-Dist") or ())
    except Exception:  # half a distribution: what it brings is still worth trying
        return "unknown", "0", ()


def canonical_name(name: str) -> str:
    """A distribution's name as package indexes write it: small letters, single dashes."""
    return re.sub(r"[-_.]+", "-", name).lower()
