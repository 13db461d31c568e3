"""Kills jobs cheaply: one process loads everything, and forks for each job, which may then be killed.

A fork of the test process itself would carry along the threads of engines; this process has none. A job is a function
`module:function` of text arguments; `module.warm_up()`, if there is one, is called once before the first fork. Run as a
program, this module is the process that forks.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Self


class Zygote:
    """Runs jobs; `with Zygote("support.job:run") as zygote: zygote.run("argument", at="after-commit")`."""

    def __init__(self, job: str) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-m", "support.zygote", job]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    def run(
        self, *arguments: str, at: str | None = None, trace: Path | None = None, kill_after: float | None = None
    ) -> tuple[str, float]:
        """Run the job once and wait for it.

        Args:
            arguments: For the job.
            at: A crash point, with `:n` where it is not the first time.
            trace: A file to which the points are written that it passes.
            kill_after: Seconds after which it is killed, wherever it is.

        Returns:
            `done`, `killed`, or the traceback of what it raised; and the seconds it took.
        """
        order = {"arguments": arguments, "at": at, "trace": str(trace) if trace else None, "kill_after": kill_after}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        outcome, seconds = json.loads(self._process.stdout.readline())
        return outcome, seconds

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def _child(job: str, order: dict[str, object], arguments: Sequence[str], failure: int) -> None:
    from kartoteka import crash

    code = 1
    try:
        at, trace = order["at"], order["trace"]
        armed = at is not None or trace is not None
        crash._ARMED = crash._Armed(at and str(at), trace and str(trace)) if armed else None
        module, _, function = job.partition(":")
        getattr(import_module(module), function)(*arguments)
        code = 0
    except BaseException:
        os.write(failure, traceback.format_exc().encode())
    finally:
        os._exit(code)


def _main(job: str) -> None:
    module = import_module(job.partition(":")[0])
    if hasattr(module, "warm_up"):
        module.warm_up()
    for line in sys.stdin:
        order = json.loads(line)
        reading, writing = os.pipe()
        began = time.perf_counter()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            _child(job, order, order["arguments"], writing)
        os.close(writing)
        if order["kill_after"] is not None:
            time.sleep(order["kill_after"])
            os.kill(pid, signal.SIGKILL)
        with os.fdopen(reading, "rb") as pipe:
            raised = pipe.read().decode()
        _, status = os.waitpid(pid, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        outcome = "killed" if killed else raised or "done"
        print(json.dumps([outcome, time.perf_counter() - began]), flush=True)


if __name__ == "__main__":
    _main(sys.argv[1])
