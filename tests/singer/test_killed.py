"""A run that is killed or interrupted while a tap is at work: nothing is landed, and neither a program nor a secret is left."""

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
        with pytest.raises(ProcessLookupError):
            os.kill(seen["pid"], 0)
        assert list(temporary.iterdir()) == []
    else:
        assert Path(seen["file"]).exists()  # nobody could remove it
        os.kill(seen["pid"], signal.SIGKILL)
    assert list((shop.folder / ".kartoteka").rglob("customers/*/landing.json")) == []

    tap.says(HEAD, record(customer_id=1, name="A"), state({"at": 1}))
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list(temporary.iterdir()) == []
    assert list((shop.folder / ".kartoteka").glob("spill/*")) == []
    assert tap.seen[1].get("--state") is None
