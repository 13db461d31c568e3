from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kartoteka import crash
from kartoteka.durable import fsync_tree, make_folder, write_whole


def program(text: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {"PYTHONPATH": ":".join(sys.path), **environment}
    return subprocess.run(
        [sys.executable, "-c", text], cwd=tmp_path, env=variables, capture_output=True, text=True, check=False
    )


WRITE_THREE = """
from pathlib import Path
from kartoteka.durable import write_whole
for number in range(3):
    write_whole(Path(f"{number}.txt"), b"whole")
"""


def test_the_environment_kills_at_the_nth_passing(tmp_path: Path) -> None:
    assert program(WRITE_THREE, tmp_path, KARTOTEKA_CRASH_AT="before-rename:2").returncode == -9
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"0.txt": "whole", ".1.txt.draft": "whole"}


def test_the_environment_traces_every_point(tmp_path: Path) -> None:
    assert program(WRITE_THREE, tmp_path, KARTOTEKA_CRASH_TRACE=str(tmp_path / "trace")).returncode == 0
    once = "before-fsync-file after-fsync-file before-rename after-rename before-fsync-folder after-fsync-folder".split()
    assert (tmp_path / "trace").read_text().split() == once * 3


def test_a_point_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    refused = program(WRITE_THREE, tmp_path, KARTOTEKA_CRASH_AT="befor-rename")
    assert "KARTOTEKA_CRASH_AT names no crash point: 'befor-rename'" in refused.stderr
    with pytest.raises(ValueError, match="'nowhere' is not among the crash points"):
        crash._Armed("after-commit", None).passes("nowhere")


def test_nothing_is_armed_in_ordinary_life() -> None:
    assert crash._ARMED is None
    crash.crash_point("after-commit")


def test_a_file_is_replaced_whole_and_no_draft_stays(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    make_folder(folder)
    make_folder(folder)
    write_whole(folder / "list.txt", b"old")
    write_whole(folder / "list.txt", b"new")
    fsync_tree(tmp_path)
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("list.txt", b"new")]
