"""Use the time in which the engine counts and Python waits: import what the report needs later, and start what draws."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Thread

_LATER = ("scipy.special", "jinja2")


@contextmanager
def preparing_meanwhile() -> Iterator[None]:
    """Prepare beside what is done in the block. What cannot be prepared is told by whoever needs it."""
    thread = Thread(target=_prepare, name="preparing the report", daemon=True)
    thread.start()
    yield
    thread.join()


def _prepare() -> None:
    for module in _LATER:
        with suppress(Exception):
            import_module(module)
    with suppress(Exception):
        from kartoteka.report.pictures.canvas import Canvas

        canvas = Canvas(1, 1)
        canvas.rule(0, 0, 1, 1)
        canvas.picture("first", "", "")  # the first picture takes a second, each further one hundredths of it
