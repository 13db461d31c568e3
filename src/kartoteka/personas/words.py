"""Where a persona landed, and why, in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kartoteka.components.segmenter import Check
from kartoteka.language import gettext as _
from kartoteka.personas.persona import Persona


def lands_elsewhere(persona: Persona, segment: str) -> str:
    """`'Marta' lands in 'segment-1', not in 'vip'`."""
    return _("'{name}' lands in '{found}', not in '{segment}'", name=persona.name, found=segment, segment=persona.segment)


def why_in_words(checks: Sequence[Check], segments: Collection[str]) -> str | None:
    """What decided where a customer is, a line for each check: those that are named after some segments, where any is."""
    told = [check for check in checks if check.name.rpartition(": ")[2] in segments]
    met = [check for check in checks if check.met]
    return "\n  ".join(_check_in_words(check) for check in told or met or checks) or None


def _check_in_words(check: Check) -> str:
    """`vip: not met: last order 2 May 2026 + 2 weeks = 16 May 2026, before 30 May 2026; three orders, the first …`."""
    change = "" if check.met or not check.would_change else f"; {check.would_change}"
    because = f"{check.because}{change}"
    if check.met is None:
        return _("{check}: unknown: {because}", check=check.name, because=because)
    if check.met:
        return _("{check}: met: {because}", check=check.name, because=because)
    return _("{check}: not met: {because}", check=check.name, because=because)
