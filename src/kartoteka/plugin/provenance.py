"""Whose a plugin is."""

from __future__ import annotations

from dataclasses import dataclass

from kartoteka.language import gettext as _


@dataclass(frozen=True, slots=True, order=True)
class Provenance:
    """The distribution that brought a plugin, and the entry point under which it did; together they are its identity.

    `str()` is how every message names it: `plugin 'acme' of acme-dist 1.2`.
    """

    distribution: str
    version: str
    entry_point: str

    def __str__(self) -> str:
        return _("plugin {name!r} of {owner}", name=self.entry_point, owner=self.owner)

    @property
    def owner(self) -> str:
        """The distribution with its version: `acme-dist 1.2`."""
        return f"{self.distribution} {self.version}"

    @property
    def key(self) -> str:
        """`acme-dist/acme`: unambiguous where two distributions use the same entry-point name."""
        return f"{self.distribution}/{self.entry_point}"

    def answers_to(self, name: str) -> bool:
        """True where a person may mean this plugin by `name`: its entry point, or its key."""
        return name in (self.entry_point, self.key)
