"""Interrupts, kept waiting while something is half begun."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def interrupts_wait() -> Iterator[None]:
    """Let an interrupt (Ctrl-C) take effect at the end of the block instead of within it.

    Outside the main thread, where none arrives, and where somebody has seen to it that interrupts end or do not reach this
    process, nothing is changed.
    """
    usual = signal.getsignal(signal.SIGINT)
    if not callable(usual) or threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[FrameType | None] = []
    # A handler, not a mask: a program that is started meanwhile would inherit the mask, and be deaf to interrupts.
    signal.signal(signal.SIGINT, lambda _number, frame: came.append(frame))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
        if came:
            usual(signal.SIGINT, came[0])
