"""How far a delivery has come: a file beside the staged one, a line for each change that is done or refused."""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType
from typing import Self

from kartoteka.durable import fsync_file


class Journal:
    """Written line by line, so that a delivery that is killed goes on where it was.

    A power cut may take its last lines along; what they told of is looked at again in the CRM, and is not done twice.
    """

    def __init__(self, staged: Path) -> None:
        self._path = staged.with_name(f"{staged.name}.done")
        self._outcomes = self._read()

    @property
    def outcomes(self) -> list[str | None]:
        """For each change so far, in order: None where it is done, or why it was refused."""
        return list(self._outcomes)

    def add(self, refused: str | None) -> None:
        """Note what became of the next change."""
        self._stream.write(json.dumps(refused, ensure_ascii=False) + "\n")
        self._stream.flush()
        self._outcomes.append(refused)

    def __enter__(self) -> Self:
        whole = "".join(json.dumps(refused, ensure_ascii=False) + "\n" for refused in self._outcomes)
        self._path.write_text(whole, encoding="utf-8")
        self._stream = self._path.open("a", encoding="utf-8", newline="\n")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stream.close()
        fsync_file(self._path)

    def _read(self) -> list[str | None]:
        if not self._path.exists():
            return []
        # A last line without an end is half of one.
        return [json.loads(line) for line in self._path.read_text(encoding="utf-8").split("\n")[:-1]]
