"""A run, and a recovery, killed at every point that they pass and at random moments."""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kartoteka.catalog import Catalog
from kartoteka.crash import POINTS
from support.crash_job import LISTS, list_text
from support.run_records import bare_project
from support.zygote import Zygote

OCTOBER, NOVEMBER = "2026-10-31", "2026-11-30"
RANDOM_KILLS = 40


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote("support.crash_job:run") as running:
        yield running


@dataclass
class Case:
    """A command that is killed: over a project that had one run, as of October, of the inputs `old`.

    Attributes:
        before: The project as it was before the command.
        finished: The project as it is after the command was left alone.
        as_of: The day of the command's run, and of the run that `finished` shows.
        trace: The points that it passes when it is left alone.
    """

    before: Path
    finished: Path
    as_of: str
    command: tuple[str, str]
    trace: list[str]
    seconds: float


@pytest.fixture(scope="module")
def case(zygote: Zygote, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Case]:
    made: dict[str, Case] = {}

    def make(name: str) -> Case:
        if name not in made:
            home = tmp_path_factory.mktemp(name)
            before, finished = home / "before", home / "finished"
            before.mkdir()
            assert zygote.run(str(before), OCTOBER, "old")[0] == "done"
            as_of = OCTOBER if name == "superseding" else NOVEMBER
            command = (as_of, "new")
            if name == "recovering":
                assert zygote.run(str(before), *command, at="after-commit")[0] == "killed"
                command = ("", "")
            shutil.copytree(before, finished)
            outcome, seconds = zygote.run(str(finished), *command, trace=home / "trace")
            assert outcome == "done"
            made[name] = Case(before, finished, as_of, command, (home / "trace").read_text().split(), seconds)
        return made[name]

    return make


NAMES = ["running", "superseding", "recovering"]


def snapshot(folder: Path) -> str:
    """What the catalog says is true, read as a report would read it."""
    catalog = Catalog.open_to_read(bare_project(folder))
    assert catalog is not None
    run = catalog.current("shop")
    assert run is not None
    return (catalog.snapshot_folder(run) / "customers.parquet").read_text()


def files(folder: Path) -> dict[str, bytes]:
    """Everything a user or a program would find, but for the database's own pages and the lock."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in found.items() if not name.startswith((".kartoteka/catalog", ".kartoteka/lock"))}


def check_after_kill(case: Case, folder: Path) -> None:
    """Nothing is half: one of the two runs is true, its snapshot is whole, and so is each list at its final path."""
    old, new = (OCTOBER, "old"), (case.as_of, "new")
    assert snapshot(folder) in {list_text("customers", *old), list_text("customers", *new)}
    for name in LISTS:
        assert (folder / "out" / f"{name}.csv").read_text() in {list_text(name, *old), list_text(name, *new)}
    visible = {path.name for path in (folder / "out").iterdir() if not path.name.startswith(".")}
    assert visible == {f"{name}.csv" for name in LISTS}


def check_after_recovery(case: Case, folder: Path) -> bool:
    """A recovery finished the run, or took it away without a trace. Says whether it had been committed."""
    committed = snapshot(folder) == list_text("customers", case.as_of, "new")
    assert files(folder) == files(case.finished if committed else case.before)
    catalog = Catalog.open_to_read(bare_project(folder))
    assert catalog is not None
    assert catalog.open_runs() == ()
    assert catalog.pending_deliveries() == ()
    return committed


def check_kill(case: Case, zygote: Zygote, folder: Path, **kill: object) -> str:
    shutil.copytree(case.before, folder)
    outcome, _ = zygote.run(str(folder), *case.command, **kill)
    check_after_kill(case, folder)
    assert zygote.run(str(folder), "", "")[0] == "done"
    if not check_after_recovery(case, folder):
        # The next run is right.
        assert zygote.run(str(folder), case.as_of, "new")[0] == "done"
        assert check_after_recovery(case, folder)
    keys = [entry["key"].partition(".")[2] for entry in json.loads((folder / "ledger.json").read_text())]
    second = "shop-2026-10-31-2" if case.as_of == OCTOBER else "shop-2026-11-30-1"
    assert keys == ["shop-2026-10-31-1.crm-0.0", f"{second}.crm-0.0"]
    shutil.rmtree(folder)
    return outcome


@pytest.mark.parametrize("name", NAMES)
def test_killed_at_every_point(
    name: str, case: Callable[[str], Case], zygote: Zygote, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    scene = case(name)
    passed: Counter[str] = Counter()
    phases: Counter[str] = Counter()
    committing = scene.trace.index("before-commit") if name == "superseding" else 0  # until then it runs like any other
    for number, point in enumerate(scene.trace):
        passed[point] += 1
        if number < committing:
            continue
        assert check_kill(scene, zygote, tmp_path / "project", at=f"{point}:{passed[point]}") == "killed"
        phases[POINTS[point]] += 1
    record_property("kills", dict(phases))
    wanted = {
        "running": set(POINTS.values()),
        "superseding": set(POINTS.values()) - {"prepare"},
        "recovering": set(POINTS.values()) - {"prepare", "commit"},
    }
    assert phases.keys() == wanted[name]


@pytest.mark.parametrize("name", NAMES)
def test_killed_at_random_moments(
    name: str, case: Callable[[str], Case], zygote: Zygote, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    scene = case(name)
    moments = random.Random(f"kartoteka {name}")
    phases: Counter[str] = Counter()
    longest = scene.seconds * 1.05
    for number in range(RANDOM_KILLS if name == "running" else RANDOM_KILLS // 4):
        trace = tmp_path / f"trace-{number}"
        outcome = check_kill(scene, zygote, tmp_path / "project", trace=trace, kill_after=moments.uniform(0, longest))
        if outcome == "done":
            longest *= 0.8  # the machine was busier when the scene was timed
        points = trace.read_text().split() if trace.exists() else []
        phases["finished" if outcome == "done" else POINTS[points[-1]] if points else "start"] += 1
    record_property("kills", dict(phases))
    assert phases.total() - phases["finished"] > 0


def test_every_point_is_passed_by_a_run(case: Callable[[str], Case]) -> None:
    assert set(case("superseding").trace) == set(POINTS)
