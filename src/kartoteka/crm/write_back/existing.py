"""What can be set in a CRM, and what has to be made first."""

from __future__ import annotations

from collections.abc import Mapping

from kartoteka.crm.errors import Refused
from kartoteka.crm.write_back.changes import told
from kartoteka.crm.write_back.crm import Crm
from kartoteka.language import gettext as _


class Existing:
    """The names that can be set, asked for once.

    Args:
        crm: Where.
        create: Whether those that are missing are made.
    """

    def __init__(self, crm: Crm, *, create: bool) -> None:
        self._crm = crm
        self._create = create
        self._names: dict[str, set[str]] = {}

    def missing(self, names: Mapping[str, str]) -> str | None:
        """Why names, by target, cannot be set, with what would do; None where they can, if need be once they are made."""
        lacking = [f"{told(target)} {name!r}" for target, name in names.items() if not self._there(target, name)]
        if not lacking or self._create:
            return None
        return _("the CRM has no {names}; make it there, or set `create: true`", names=_(" and no ").join(lacking))

    def make(self, names: Mapping[str, str], values: Mapping[str, str]) -> str | None:
        """Make those names that are not there; None, or why it did not work."""
        reason = self.missing(names)
        if reason is not None:
            return reason
        for target, name in names.items():
            if not self._there(target, name):
                try:
                    self._crm.create(target, name, values[target])
                except Refused as error:
                    return _(
                        "the {target} {name!r} could not be made: {reason}", target=told(target), name=name, reason=error.reason
                    )
                self._names[target].add(name)
        return None

    def _there(self, target: str, name: str) -> bool:
        if target not in self._names:
            self._names[target] = set(self._crm.existing(target))
        return name in self._names[target]
