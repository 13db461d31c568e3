"""The moves of a segment as people read them."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.language import gettext as _
from kartoteka.language import list_in_words, number_in_words, pgettext
from kartoteka.profile.moved import Moved


def came_in_words(came: Sequence[Moved]) -> str:
    """`Came: 4 from regular and 2 new.`"""
    each = []
    for one in came:
        number = number_in_words(one.customers)
        if one.segment is None:
            each.append(f"{number} {pgettext('moves', 'new')}")
        else:
            each.append(_("{number} from {segment}", number=number, segment=one.segment))
    return _("Came: {each}.", each=list_in_words(each))


def went_in_words(went: Sequence[Moved]) -> str:
    """`Went: 6 to inactive and 1 gone.`"""
    each = []
    for one in went:
        number = number_in_words(one.customers)
        if one.segment is None:
            each.append(f"{number} {pgettext('moves', 'gone')}")
        else:
            each.append(_("{number} to {segment}", number=number, segment=one.segment))
    return _("Went: {each}.", each=list_in_words(each))
