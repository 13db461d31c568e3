"""A run that is killed or interrupted while a tap or target is at work: nothing is landed, and no program or secret is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.pipelines import LOYALTY, Shop
from support.singer import CUSTOMERS, Scripted, record, schema, state

HEAD = schema(CUSTOMERS)


@pytest.mark.slow
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_while_the_tap_is_at_work(shop: Shop, tmp_path: Path, ending: signal.Signals) -> None:
    tap = Scripted(shop.folder, CUSTOMERS, {})
    shop.orders(("1", "2026-11-20", 300))
    sources = {"customers": {"use": "singer", **tap.options}, "orders": {"use": "csv", "path": "data/orders.csv"}}
    shop.project(f"sources: {json.dumps(sources)}\n", LOYALTY)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    program = "import sys; from kartoteka.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "run", "--as-of", "2026-11-30", "--project", str(shop.folder)]
    environment = {**os.environ, "TMPDIR": str(temporary)}

    tap.says(HEAD, record(customer_id=1, name="A"), state({"at": 1}), "!hang")
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, start_new_session=True) as run:
        waited = time.monotonic()
        while not tap.seen and time.monotonic() - waited < 60:
            time.sleep(0.05)
        (seen,) = tap.seen
        run.send_signal(ending)
        run.wait(30)
    if ending is signal.SIGINT:
        assert gone(seen["pid"])
        assert list(temporary.iterdir()) == []
    else:
        assert Path(seen["file"]).exists()  # nobody could remove it
        ends(seen["pid"])
    assert list((shop.folder / ".kartoteka").rglob("customers/*/landing.json")) == []

    tap.says(HEAD, record(customer_id=1, name="A"), state({"at": 1}))
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list(temporary.iterdir()) == []
    assert list((shop.folder / ".kartoteka").glob("spill/*")) == []
    assert tap.seen[1].get("--state") is None


@pytest.mark.parametrize("deaf", ["", "trap '' TERM; "], ids=["asked", "made to"])
def test_a_target_ends_with_the_run_and_so_does_what_it_has_started(tmp_path: Path, deaf: str) -> None:
    """The parent is killed outright. The target hangs, in a shell that starts another program and may not listen."""
    delivering = f"""
from pathlib import Path
from kartoteka import DeliveryError
from kartoteka_singer.child import Child
from kartoteka_singer.program import Program
from kartoteka_singer.told import Told
command = ["/bin/sh", "-c", {deaf!r} + "sleep 600 & echo $$ $!; wait; wait"]
with Child(Program(command, "target", {{}}, Path(".")), [], told=Told({{}}), timeout=60, failure=DeliveryError) as child:
    for line in child.lines():
        print(line.decode(), end="", flush=True)
"""
    with subprocess.Popen([sys.executable, "-c", delivering], stdout=subprocess.PIPE, text=True, cwd=tmp_path) as run:
        assert run.stdout is not None
        pids = [int(pid) for pid in run.stdout.readline().split()]
        assert len(pids) == 2
        assert not any(map(gone, pids))
        run.kill()
    for pid in pids:
        ends(pid)


def test_an_interrupt_while_a_program_is_being_started_ends_it(tmp_path: Path) -> None:
    """It comes at the worst moment: the program runs already, and nothing has taken charge of it yet."""
    starting = """
import signal
import time
from pathlib import Path
from kartoteka import InputError
from kartoteka_singer import child
from kartoteka_singer.private import private_folder
from kartoteka_singer.program import Program
from kartoteka_singer.told import Told

class Slow(child.Guard):
    def __init__(self, group):
        while not Path("pid").exists():
            time.sleep(0.01)
        signal.raise_signal(signal.SIGINT)
        super().__init__(group)

child.Guard = Slow
program = Program(["/bin/sh", "-c", "echo $$ > new; mv new pid; sleep 600"], "tap", {}, Path("."))
with private_folder(), child.Child(program, [], told=Told({}), timeout=60, failure=InputError):
    print("begun")
"""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary)}
    command = [sys.executable, "-c", starting]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False)
    pid = int((tmp_path / "pid").read_text())
    assert run.stdout == ""
    assert run.stderr.rstrip().endswith("KeyboardInterrupt"), run.stderr
    assert gone(pid)
    assert list(temporary.iterdir()) == []


def ends(pid: int) -> None:
    """Wait until a process has ended."""
    until = time.monotonic() + 20
    while not gone(pid):
        assert time.monotonic() < until, f"process {pid} is still at work"
        time.sleep(0.05)


def gone(pid: int) -> bool:
    """Whether a process has ended; nobody may have asked yet what became of it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z"
