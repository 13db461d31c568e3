"""A key that is a name: systems that know their customers by name alone export it once."""

from __future__ import annotations

from kartoteka.pipeline.begin.decide import Decided

_MOST = 0.9
_HALF = 0.5


def name_of_key(decided: Decided) -> None:
    """Let the key be the name as well, where there is no other name and the key reads like one."""
    at = decided.positions()
    if "customer_id" not in at or "name" in at or "name" in decided.absent | decided.torn.keys() or "name" in decided.written:
        return
    profile = decided.profiles[at["customer_id"]]
    if profile.letters >= _MOST and profile.words >= _HALF and profile.addresses < _HALF:
        decided.write("name", profile.position, "the customers are known by their names")
