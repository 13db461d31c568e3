"""Use the time in which the engine reads files and Python waits: import what the later phases need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Thread

LATER = (
    "pyarrow.compute",
    "pyarrow.parquet",
    "narwhals.stable.v2",
    "narwhals._duckdb.namespace",
    "babel.numbers",
    "babel.dates",
)
"""Libraries of every run that take long to import, in the order in which they are needed."""


@contextmanager
def importing_meanwhile(modules: Sequence[str] = LATER) -> Iterator[None]:
    """Import modules beside what is done in the block. One that cannot be is told by whoever needs it."""
    thread = Thread(target=_import, args=(modules,), name="importing", daemon=True)
    thread.start()
    yield
    thread.join()


def _import(modules: Sequence[str]) -> None:
    for module in modules:
        with suppress(Exception):
            import_module(module)
