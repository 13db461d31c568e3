"""Which language is spoken at the moment: one for the whole process, whatever its threads do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

LANGUAGES = ("en", "pl", "fr", "ru")
_spoken = ["en"]


def current_language() -> str:
    """The language of `gettext` and of the formats: `en` until somebody chose another one."""
    return _spoken[-1]


def speak(chosen: str) -> None:
    """Speak another language from now on.

    Raises:
        ValueError: There is no such language.
    """
    _spoken[-1] = _known(chosen)


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Speak another language in the block: what is written into files is in the project's, whatever the screen shows.

    Raises:
        ValueError: There is no such language.
    """
    _spoken.append(_known(chosen))
    try:
        yield
    finally:
        _spoken.pop()


def _known(chosen: str) -> str:
    if chosen not in LANGUAGES:
        raise ValueError(f"{chosen!r} is none of the languages {', '.join(LANGUAGES)}")
    return chosen
