"""What is said beside a table of what members buy."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.language import gettext as _
from kartoteka.profile.products import Bought
from kartoteka.profile.traits import FEWEST


def nothing_claimed_in_words(found: Sequence[Bought]) -> str | None:
    """Why nothing is claimed; None where something is."""
    if any(one.claimed for one in found):
        return None
    if any(one.chance is None for one in found):
        return _("Nothing is claimed: fewer than {fewest} members or {fewest} others bought anything.", fewest=FEWEST)
    return _("None of these differs by more than chance alone could make.")
