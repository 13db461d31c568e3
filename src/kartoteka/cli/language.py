"""Which language the program speaks to its user: what was asked for, else the project's, else that of the surroundings.

Asked for by `--language` or KARTOTEKA_LANGUAGE. What is written into files is in the project's language, whatever is chosen
here.
"""

from __future__ import annotations

import gettext
import os
import re
from contextlib import suppress
from pathlib import Path

import click

from kartoteka.errors import KartotekaError
from kartoteka.language import LANGUAGES, speak
from kartoteka.language import gettext as _
from kartoteka.language.messages import CATALOGS, BrokenCatalog, read_catalog

VARIABLE = "KARTOTEKA_LANGUAGE"
_SURROUNDINGS = ("LC_ALL", "LC_MESSAGES", "LANG")
_LOCALE = re.compile(rf"^locale[ \t]*:[ \t]*[\"']?({'|'.join(LANGUAGES)})\b", re.MULTILINE)
_CLICK = "click"
"""The catalog of Click's own words."""
_asked = [False]


def begin_to_speak() -> None:
    """Speak as KARTOTEKA_LANGUAGE says, else as the surroundings do.

    Raises:
        KartotekaError: The variable names a language that is not there.
    """
    asked = os.environ.get(VARIABLE, "")
    if asked and asked not in LANGUAGES:
        speak(_of_surroundings())
        names = ", ".join(LANGUAGES)
        raise KartotekaError(_("{variable} is {value!r}; there are {names}", variable=VARIABLE, value=asked, names=names))
    _asked[0] = bool(asked)
    _speak(asked or _of_surroundings())


def speak_of(locale: str) -> None:
    """Speak the language of a project, unless another one was asked for."""
    if not _asked[0]:
        _speak(locale)


def speak_of_file(file: Path) -> None:
    """Speak the language that a project file names, before it is read: what is wrong with it is told in that language too."""
    with suppress(OSError, UnicodeDecodeError):
        named = _LOCALE.search(file.read_text(encoding="utf-8-sig"))
        if named is not None:
            speak_of(named[1])


def keep_speaking() -> None:
    """Go on in the language of now, whatever a project speaks."""
    _asked[0] = True


def _on_option(context: click.Context, parameter: click.Parameter, asked: str | None) -> None:
    if asked is not None:
        _asked[0] = True
        _speak(asked)


LANGUAGE = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    callback=_on_option,
    expose_value=False,
    is_eager=True,
    help="The language to speak; that of the project where it is not given (KARTOTEKA_LANGUAGE says it as well).",
)


def _speak(chosen: str) -> None:
    speak(chosen)
    # Click asks the gettext of the process for its own words, and that the environment.
    gettext.bindtextdomain(_CLICK, str(CATALOGS))
    try:
        read_catalog(_CLICK, chosen)
    except BrokenCatalog:
        gettext.textdomain("messages")  # that of nobody
    else:
        gettext.textdomain(_CLICK)
    os.environ["LANGUAGE"] = chosen


def _of_surroundings() -> str:
    said = next((value for name in _SURROUNDINGS if (value := os.environ.get(name))), "")
    return said[:2] if said[:2] in LANGUAGES else "en"
