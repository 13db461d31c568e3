"""What criteria and measures are called."""

from __future__ import annotations

from collections.abc import Mapping

from kartoteka import field_title, pgettext
from kartoteka_psd.criteria import PASSION, PROFITABILITY
from kartoteka_psd.measures import AVERAGE_ORDER


def criterion_in_words(name: str) -> str:
    """`passion`, `pasja`."""
    if name == PASSION:
        return pgettext("criterion", "passion")
    return pgettext("criterion", "profitability") if name == PROFITABILITY else pgettext("criterion", "specialisation")


def measure_in_words(name: str) -> str:
    """`average order`, `decision days`; a column of the user's own keeps its name."""
    known: Mapping[str, str] = {
        AVERAGE_ORDER: pgettext("measure", "average order"),
        "purchasing_power": pgettext("measure", "purchasing power"),
        "decision_days": pgettext("measure", "decision days"),
        "decision_people": pgettext("measure", "decision people"),
        "payment": pgettext("measure", "payment"),
    }
    return known.get(name) or field_title(name)
