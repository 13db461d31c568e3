"""Catalogs for tests, without any translator."""

from __future__ import annotations

import gettext
import string
from collections.abc import Callable
from gettext import NullTranslations

import pytest

from kartoteka.language import messages


class Made(NullTranslations):
    """A catalog in which every message becomes what a function makes of it."""

    def __init__(self, made: Callable[[str], str]) -> None:
        super().__init__()
        self._made = made

    def gettext(self, message: str) -> str:
        return self._made(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._made(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self._made(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


def use(monkeypatch: pytest.MonkeyPatch, language: str, made: Callable[[str], str]) -> None:
    """Let messages be made so in a language, also Click's own."""
    catalog = Made(made)
    real = messages._catalog
    monkeypatch.setattr(messages, "_catalog", lambda chosen: catalog if chosen == language else real(chosen))
    monkeypatch.setattr(gettext, "dgettext", lambda domain, message: catalog.gettext(message))
    monkeypatch.setattr(gettext, "dngettext", lambda domain, one, many, number: catalog.ngettext(one, many, number))


def only_places(message: str) -> str:
    """Nothing of a message but a mark and what stands in its places."""
    try:
        parts = list(string.Formatter().parse(message))
    except ValueError:
        return "·"
    names = [f"{{{name}{f'!{conversion}' if conversion else ''}}}" for _, name, _, conversion in parts if name]
    percents = ["%(prog)s"] if "%(prog)s" in message else []
    return " ".join(["·", *names, *percents])
