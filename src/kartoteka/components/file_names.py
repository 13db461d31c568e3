"""Names of files out of text such as a segment's label: made safe, and put into paths with `{…}` in them."""

from __future__ import annotations

import re
import unicodedata
from string import Formatter

from kartoteka.errors import ConfigError
from kartoteka.language import N_
from kartoteka.language import gettext as _

LONGEST_NAME = 255
"""Bytes that a file's name may have on the usual file systems."""

_UNSAFE = frozenset('/\\:*?"<>|')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def safe_name(text: str) -> str:
    """The text as a part of a file's name that every usual file system takes, and that leads to no other folder.

    Separators, characters that Windows forbids and invisible ones become `_`, and so do dots and blanks at either end; a name
    that Windows keeps for a device (`con`, `nul`, `com1`) gets a `_` behind it. Two texts may give the same name: see
    `same_file`.
    """
    name = "".join("_" if _is_unsafe(character) else character for character in unicodedata.normalize("NFC", text))
    inner = name.strip(". ")
    start = len(name) - len(name.lstrip(". "))
    name = "_" * start + inner + "_" * (len(name) - start - len(inner)) or "_"
    return f"{name}_" if _RESERVED.fullmatch(name) else name


def _is_unsafe(character: str) -> bool:
    return character in _UNSAFE or unicodedata.category(character)[0] == "C" or unicodedata.category(character) in ("Zl", "Zp")


def same_file(path: str) -> str:
    """What two spellings of one path have in common where letter case and composed letters make no difference."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def placeholders(template: str) -> tuple[str, ...]:
    """The names in braces, each once, in order: `out/{campaign}-{segment}.csv` has `campaign` and `segment`.

    Raises:
        ConfigError: The braces do not match, or hold something else than a name.
    """
    try:
        parts = [(name, spec, conversion) for __, name, spec, conversion in Formatter().parse(template) if name is not None]
    except ValueError as error:
        raise ConfigError(
            _("{path!r} has braces that do not match ({error})", path=template, error=error), hint=_(_BRACES)
        ) from None
    for name, spec, conversion in parts:
        if not name or spec or conversion or "." in name or "[" in name:
            raise ConfigError(_("{path!r} has a placeholder that is not a name alone", path=template), hint=_(_BRACES))
    return tuple(dict.fromkeys(name for name, __, __ in parts))


_BRACES = N_(
    "Write {campaign}, {as_of}, {segment} or the name of a segmentation in braces; {{ and }} for the braces themselves."
)


def fill(template: str, values: dict[str, str]) -> str:
    """The template with its placeholders replaced by the texts, each made safe first."""
    return "".join(
        literal + ("" if name is None else safe_name(values[name])) for literal, name, __, __ in Formatter().parse(template)
    )
