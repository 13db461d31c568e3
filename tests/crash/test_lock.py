from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kartoteka.errors import LockedError, StateError
from kartoteka.pipeline.lock import project_lock


def holder(state: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until it is killed."""
    program = f"""
import time
from pathlib import Path
from kartoteka.pipeline.lock import project_lock
with project_lock(Path({str(state)!r})):
    print("held", flush=True)
    time.sleep(60)
"""
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_the_second_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    other = holder(tmp_path)
    try:
        with pytest.raises(LockedError) as caught, project_lock(tmp_path):
            pass
    finally:
        end(other)
    assert f"process {other.pid} on {socket.gethostname()} (since 20" in str(caught.value)
    assert f"is writing to {tmp_path}\n  wait until it has finished" in str(caught.value)
    assert caught.value.exit_code == 7


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    end(holder(tmp_path))
    assert (tmp_path / "lock.json").exists()
    with project_lock(tmp_path):
        assert f'"pid": {os.getpid()}' in (tmp_path / "lock.json").read_text()
    assert not (tmp_path / "lock.json").exists()


def test_the_lock_holds_within_one_process_too_and_ends_with_an_error(tmp_path: Path) -> None:
    def fail() -> None:
        with project_lock(tmp_path):
            with pytest.raises(LockedError, match=f"process {os.getpid()} on"), project_lock(tmp_path):
                pass
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with project_lock(tmp_path):
        pass


def test_a_state_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    state = tmp_path / "project" / ".kartoteka"
    state.parent.write_text("a file")
    with pytest.raises(StateError, match=r"the state folder .*\.kartoteka cannot be written to: "), project_lock(state):
        pass
