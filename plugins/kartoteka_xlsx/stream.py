"""A file that fails once."""

from __future__ import annotations

from typing import IO


class UntilItFails:
    """Writes to a file until that fails, and then takes everything and keeps nothing.

    An archive that could not be written tries to finish itself once more when it is thrown away. Nobody would hear of that
    second failure but by a message in the middle of whatever else is printed then.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._failed = False

    def write(self, data: bytes) -> int:
        if self._failed:
            return len(data)
        try:
            return self._file.write(data)
        except OSError:
            self._failed = True
            raise

    def flush(self) -> None:
        if self._failed:
            return
        try:
            self._file.flush()
        except OSError:
            self._failed = True
            raise

    def tell(self) -> int:
        return 0 if self._failed else self._file.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0 if self._failed else self._file.seek(offset, whence)

    def seekable(self) -> bool:
        return True
