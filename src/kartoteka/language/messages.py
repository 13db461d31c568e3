"""Messages in the language that is spoken: gettext, with the places of a message filled."""

from __future__ import annotations

import sys
from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path

from kartoteka.language.chosen import current_language

CATALOGS = Path(__file__).with_name("catalogs")
DOMAIN = "kartoteka"


def gettext(message: str, /, **places: object) -> str:
    """A message, translated, with what stands in its `{places}`. Without places its braces stay as they are."""
    return _filled(_catalog(current_language()).gettext(message), places)


def ngettext(one: str, many: str, number: int, /, **places: object) -> str:
    """A message that counts something: its form for `number` by the rules of the language."""
    return _filled(_catalog(current_language()).ngettext(one, many, number), places)


def pgettext(context: str, message: str, /, **places: object) -> str:
    """A message that means different things in different contexts."""
    return _filled(_catalog(current_language()).pgettext(context, message), places)


def npgettext(context: str, one: str, many: str, number: int, /, **places: object) -> str:
    """A message that counts something and has a context."""
    return _filled(_catalog(current_language()).npgettext(context, one, many, number), places)


def N_(message: str) -> str:  # noqa: N802  # the name by which gettext's tools know it
    """Mark a message that is translated later: by `gettext(CONSTANT)`, or where a validator fills its places."""
    return _Later(message)


class _Later(str):
    """A message whose `format`, which is what marshmallow's validators call, translates it first."""

    __slots__ = ()

    def format(self, *places: object, **named: object) -> str:
        return str.format(_catalog(current_language()).gettext(self), *places, **named)


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802  # as above
    """Mark a message that counts something and is translated later, by `ngettext(*CONSTANT, number)`."""
    return one, many


def _filled(message: str, places: dict[str, object]) -> str:
    if not places:
        return message
    filled = message.format(**places)
    # A sentence that ends with `Obiad na Czas S.A.` has its full stop.
    return filled[:-1] if filled.endswith("..") and not filled.endswith("...") and message.endswith("}.") else filled


@lru_cache
def _catalog(chosen: str) -> NullTranslations:
    try:
        return read_catalog(DOMAIN, chosen)
    except BrokenCatalog as error:
        sys.stderr.write(f"Warning: {error}, so they are in English; install kartoteka again\n")
        return NullTranslations()


class BrokenCatalog(Exception):
    """A catalog that is there and cannot be read."""


def read_catalog(domain: str, chosen: str) -> NullTranslations:
    """The catalog of a domain; an empty one where there is none, as for English.

    Raises:
        BrokenCatalog: It was cut off, or is none.
    """
    try:
        return translation(domain, CATALOGS, [chosen], fallback=True)
    except Exception as error:  # what is not a whole catalog breaks in any way
        raise BrokenCatalog(f"the messages in {chosen!r} cannot be read ({type(error).__name__}: {error})") from error
