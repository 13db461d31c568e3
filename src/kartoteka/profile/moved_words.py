"""The moves of a segment as people read them."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.language import N_, list_in_words, number_in_words, pgettext
from kartoteka.language import gettext as _
from kartoteka.profile.moved import Moved

_FROM, _TO = N_("{number} from {segment}"), N_("{number} to {segment}")


def came_in_words(came: Sequence[Moved]) -> str:
    """`Came: 4 from regular and 2 new.`"""
    each = _each(came, _FROM, pgettext("moves", "new"))
    return _("Came: {each}.", each=each)


def went_in_words(went: Sequence[Moved]) -> str:
    """`Went: 6 to inactive and 1 gone.`"""
    each = _each(went, _TO, pgettext("moves", "gone"))
    return _("Went: {each}.", each=each)


def _each(moved: Sequence[Moved], elsewhere: str, nowhere: str) -> str:
    told = []
    for one in moved:
        number = number_in_words(one.customers)
        told.append(f"{number} {nowhere}" if one.segment is None else _(elsewhere, number=number, segment=one.segment))
    return list_in_words(told)
