"""A key that is a name, or an address: systems that know their customers by these alone export them once."""

from __future__ import annotations

from kartoteka.language import gettext as _
from kartoteka.pipeline.begin.decide import Decided

_MOST = 0.9
_HALF = 0.5


def use_key_twice(decided: Decided) -> None:
    """Let the key be the name as well where it reads like names, and the e-mail address where it holds such."""
    position = decided.positions().get("customer_id")
    if position is None:
        return
    profile = decided.profiles[position]
    if profile.addresses >= _MOST:
        _use(decided, "email", position, _("the customers are known by their addresses"))
    elif decided.table == "customers" and profile.letters >= _MOST and profile.words >= _HALF and profile.figures < _HALF:
        _use(decided, "name", position, _("the customers are known by their names"))


def _use(decided: Decided, name: str, position: int, note: str) -> None:
    if name not in decided.said and name not in decided.written:
        decided.questions = [one for one in decided.questions if one.key != f"{decided.table}.columns.{name}"]
        decided.write(name, position, note)
