"""Changes into the CRM, a batch at a time, each looked at again before it is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kartoteka.crm.errors import Refused
from kartoteka.crm.write_back.changes import Change
from kartoteka.crm.write_back.crm import Crm, Member, Write
from kartoteka.crm.write_back.differences import differing
from kartoteka.crm.write_back.existing import Existing
from kartoteka.crm.write_back.naming import Naming
from kartoteka.language import gettext as _


class Applying:
    """Makes changes. What the CRM has by now is asked first: what is done already is not done again.

    Args:
        crm: Where.
        namings: By which names set by a write-back are known.
        options: Of the exporter.
    """

    def __init__(self, crm: Crm, namings: Mapping[str, Naming], options: Mapping[str, Any]) -> None:
        self._crm = crm
        self._namings = namings
        self._replacing = {target: options[target].get("others") == "replace" for target in namings}
        self._existing = Existing(crm, create=options["create"])
        self._members: dict[str, dict[str, Member]] = {}

    def apply(self, changes: Sequence[Change]) -> Iterator[str | None]:
        """Make changes; for each in order, as soon as it is done, None or why it was refused."""
        ids = [change.customer_id for change in changes if change.address is None and change.refused is None]
        held = self._crm.held(ids, tuple(self._namings)) if ids else {}
        waiting: list[Write] = []
        outcomes: list[str | Write | None] = []
        for change in changes:
            outcome = change.refused
            if outcome is None and change.address is not None:
                yield from self._settle(outcomes, waiting)
                yield self._member(change, change.address)
                continue
            if outcome is None:
                named = {target: name for target, name in change.after.items() if name is not None}
                outcome = self._existing.make(named, change.values)
            if outcome is not None:
                outcomes.append(outcome)
                continue
            found = held.get(change.customer_id)
            if found is None or found.refused is not None:
                outcomes.append(_("the CRM does not have this customer any more") if found is None else found.refused)
                continue
            after, __ = differing(found, change.after, self._namings, self._replacing)
            if after:
                waiting.append(Write(found, after))
            outcomes.append(waiting[-1] if after else None)
        yield from self._settle(outcomes, waiting)

    def _settle(self, outcomes: list[str | Write | None], waiting: list[Write]) -> Iterator[str | None]:
        """What became of the changes so far, those that wait being made."""
        done = self._crm.write(waiting) if waiting else iter(())
        for outcome in outcomes:
            yield next(done) if isinstance(outcome, Write) else outcome
        outcomes.clear()
        waiting.clear()

    def _member(self, change: Change, address: str) -> str | None:
        (joining,) = change.after.values()
        name = joining or change.before["list"]
        try:
            if joining is not None:
                reason = self._existing.make({"list": name}, {"list": name})
                if reason is not None:
                    return reason
            if name not in self._members:
                self._members[name] = dict(self._crm.members(name))
            member = self._members[name].get(address.lower())
            if joining is not None and member is None:
                self._crm.join(name, address)
            elif joining is None and member is not None and member.subscribed:
                self._crm.leave(name, member)
        except Refused as error:
            return error.reason
        return None
