"""A program that runs beside this one: its output as lines, its standard error heard, its end certain."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import IO

from kartoteka import KartotekaError
from kartoteka import gettext as _
from kartoteka_singer.guard import Guard
from kartoteka_singer.interrupts import interrupts_wait
from kartoteka_singer.program import Program
from kartoteka_singer.told import Told

LONGEST_LINE = 64 << 20
_GRACE = 3.0
"""Seconds that a program has to end by itself when it was asked to."""
_NOT_ITS_OWN = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
"""What would bring modules of this program's environment into that of the other."""


class Child:
    """One run of a program. Leaving the `with` block ends it, and whatever it has started, however the block is left; so does
    an interrupt while it is being started. Where this process is killed meanwhile, a guard does.

    Args:
        program: What to run.
        arguments: Beside those of its command.
        told: Gets its standard error.
        timeout: Seconds without a word on either stream, while it is waited for, after which it counts as hanging.
        failure: What to raise: `InputError` for a tap, `DeliveryError` for a target.
        stdin: What it reads; nothing where None.
    """

    def __init__(
        self,
        program: Program,
        arguments: Sequence[str],
        *,
        told: Told,
        timeout: float,
        failure: type[KartotekaError],
        stdin: IO[bytes] | None = None,
    ) -> None:
        self.program, self.told, self.timeout, self.failure = program, told, timeout, failure
        self._waiting_since: float | None = None
        self._hung = False
        self._over = threading.Event()
        with contextlib.ExitStack() as begun:
            with interrupts_wait():
                self._process = self._started(arguments, stdin)
                begun.callback(self._end)
                self._guard = Guard(self._process.pid)
            self._heard = time.monotonic()
            self._ear = threading.Thread(target=self._hear, daemon=True)
            self._watch = threading.Thread(target=self._watch_over, daemon=True)
            self._ear.start()
            self._watch.start()
            begun.pop_all()

    def __enter__(self) -> Child:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        if self._process.poll() is None:
            self._end()
        self._guard.dismiss()
        self._ear.join(_GRACE)
        self._watch.join(_GRACE)
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                # A grandchild may hold the other end; what it has to say concerns nobody any more.
                with contextlib.suppress(OSError, ValueError):
                    stream.close()
        self.told.close()

    def lines(self) -> Iterator[bytes]:
        """Its output, line by line, as it comes. It is not read faster than these are taken.

        Raises:
            KartotekaError: A line is longer than anything sensible, or it hangs.
        """
        stream = self._process.stdout
        assert stream is not None
        while True:
            self._waiting_since = time.monotonic()
            line = stream.readline(LONGEST_LINE)
            self._waiting_since = None
            self._heard = time.monotonic()
            if self._hung:
                raise self._failed()
            if not line:
                return
            if len(line) == LONGEST_LINE:
                raise self.failure(
                    _("{program} wrote a line of more than {size} MB", program=self.program.name, size=LONGEST_LINE >> 20),
                    hint=_("Leave the large property out by `select`."),
                )
            yield line

    def finish(self) -> None:
        """Wait for its end.

        Raises:
            KartotekaError: It did not end well; the message has the last lines that it said.
        """
        self._waiting_since = time.monotonic()
        code = self._process.wait()
        self._waiting_since = None
        self._ear.join(_GRACE)
        if code or self._hung:
            raise self._failed(code)

    def _started(self, arguments: Sequence[str], stdin: IO[bytes] | None) -> subprocess.Popen[bytes]:
        environment = {name: value for name, value in os.environ.items() if name not in _NOT_ITS_OWN}
        try:
            # A session of its own, so that all it starts can be ended with it.
            return subprocess.Popen(
                [*self.program.command, *arguments],
                stdin=stdin or subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=self.program.folder,
                env={"PYTHONUTF8": "1", **environment},
                start_new_session=True,
            )
        except OSError as error:
            raise self.failure(
                _("{program} cannot be started ({error})", program=self.program.name, error=error.strerror or error),
                hint=_("See that {command} runs when it is called by hand.", command=self.program.command[0]),
            ) from error

    def _failed(self, code: int = 0) -> KartotekaError:
        name = self.program.name
        if self._hung:
            what, hint = (
                _("{program} said nothing for {timeout:g} seconds and was ended", program=name, timeout=self.timeout),
                _("Give it more time by `timeout`."),
            )
        elif code < 0:
            what, hint = (
                _("{program} was ended by the signal {signal}", program=name, signal=_signal(-code)),
                _("See whether the machine has run out of memory."),
            )
        else:
            what, hint = (
                _("{program} ended with exit code {code}", program=name, code=code),
                _advice(" ".join(self.told.last_lines)),
            )
        hints = [one for one in (hint, self.told.where) if one]
        return self.failure(self.told.after(what, name), hint="\n  ".join(hints) or None)

    def _hear(self) -> None:
        stream = self._process.stderr
        assert stream is not None
        with contextlib.suppress(ValueError, OSError):  # closed because all is over
            while line := stream.readline(1 << 16):
                self._heard = time.monotonic()
                self.told.add(line)

    def _watch_over(self) -> None:
        while not self._over.wait(min(1.0, self.timeout / 4)):
            since = self._waiting_since
            if since is not None and time.monotonic() - max(since, self._heard) > self.timeout:
                self._hung = True
                self._end()
                return

    def _end(self) -> None:
        """Ask it to end, and then make it."""
        for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
            self._signal(number)
            try:
                self._process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                continue
            break
        self._signal(getattr(signal, "SIGKILL", signal.SIGTERM))

    def _signal(self, number: int) -> None:
        with contextlib.suppress(OSError):  # gone already
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, number)
            else:
                self._process.send_signal(number)


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def _advice(said: str) -> str:
    """What would do, where what a program said tells it."""
    if any(word in said for word in ("unrecognized arguments: --catalog", "No such option: --catalog")):
        return _("It takes its catalog in the older way: write selection: properties.")
    if any(word in said for word in ("unrecognized arguments: --discover", "No such option: --discover")):
        return _("It cannot tell its streams: write selection: none.")
    if not said:
        return _("Run it by hand with the same settings, to see why.")
    return _("Mend what it complains of; its settings are those under `config`.")
