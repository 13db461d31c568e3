"""What a program says on its standard error: its last lines for an error message, and all of it in a file."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from kartoteka import gettext as _
from kartoteka import scrub

_KEPT_LINES = 8
_SHOWN_CHARACTERS = 400
_SHORT = 3
_SECRET = re.compile(
    r"pass|secret|token|credential|private|auth|api_?key|access_?key|sqlalchemy_url|connection_string|dsn", re.I
)


class Told:
    """The standard error of one program. Secrets are taken out before anything is kept.

    Args:
        settings: The settings of the program: what is written under keys such as `password` is never kept.
        file: Where all of it is written; None to keep only the last lines.
    """

    def __init__(self, settings: Mapping[str, Any], file: Path | None = None) -> None:
        self._secrets = sorted(set(_secrets(settings)), key=len, reverse=True)
        self._last: deque[str] = deque(maxlen=_KEPT_LINES)
        self.file = file
        self._stream: IO[str] | None = None

    def add(self, line: bytes) -> None:
        """A line, as it came."""
        text = self.hidden(line.decode("utf-8", "replace").rstrip())
        if text.strip():
            self._last.append(text)
        if self.file is not None:
            if self._stream is None:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                descriptor = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                self._stream = os.fdopen(descriptor, "w", encoding="utf-8")
            self._stream.write(f"{text}\n")
            self._stream.flush()

    def hidden(self, text: str) -> str:
        """A text without secrets."""
        text = scrub(text)
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return text

    def after(self, sentence: str, name: str) -> str:
        """A sentence, and behind it the end of what was said by the program of that name."""
        if not self._last:
            return _("{sentence}; {program} said nothing", sentence=sentence, program=name)
        lines = "".join(f"\n    {line[:_SHOWN_CHARACTERS]}" for line in self._last)
        return _("{sentence}; the last that {program} said:{lines}", sentence=sentence, program=name, lines=lines)

    @property
    def last_lines(self) -> Sequence[str]:
        return tuple(self._last)

    @property
    def where(self) -> str | None:
        """Where all of it is to be found, as a sentence."""
        return _("All that it said is in {file}.", file=self.file) if self._stream is not None else None

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()


def _secrets(value: Any, *, secret: bool = False) -> Iterator[str]:
    """The texts under keys that sound like secrets, at any depth, and the passwords in URLs."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _secrets(below, secret=secret or bool(_SECRET.search(str(key))))
    elif isinstance(value, list | tuple):
        for below in value:
            yield from _secrets(below, secret=secret)
    elif isinstance(value, str):
        yield from [value] if secret and len(value) > _SHORT else []
        with suppress(ValueError):  # no URL
            yield from filter(None, [urlsplit(value).password])
