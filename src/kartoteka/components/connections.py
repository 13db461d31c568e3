"""What components of one command have open together: a connection or a transaction that several of them share."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Protocol, TypeVar


class Closable(Protocol):
    """Something that is open until it is closed."""

    def close(self) -> Any: ...


Opened = TypeVar("Opened", bound=Closable)


class Connections:
    """Opens a thing once for all who ask under the same name, and closes it with the rest.

    The core closes everything when the sources have been read, and again at the end of the command; what is asked for
    after that is opened anew. So all sources of a database can be read in one transaction, which sees one state of it.
    """

    def __init__(self) -> None:
        self._open: dict[str, Any] = {}
        self._stack = ExitStack()

    def get(self, name: str, opening: Callable[[], Opened]) -> Opened:
        """What is open under a name.

        Args:
            name: Names the thing and its owner: `sql postgresql://server/shop`.
            opening: Opens it where it is not open yet; `close()` is called on what it gives.
        """
        if name not in self._open:
            opened = opening()
            self._stack.callback(opened.close)
            self._open[name] = opened
        found: Opened = self._open[name]
        return found

    def close(self) -> None:
        """Close all that is open, the last opened first."""
        self._open.clear()
        self._stack.close()
