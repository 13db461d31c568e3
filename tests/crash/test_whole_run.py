"""Whole runs with three exports, killed at every point that they pass, at random moments, and twice in a row."""

from __future__ import annotations

import random
import shutil
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

import pytest

from kartoteka.crash import POINTS
from kartoteka.pipeline.land.store import LandingStore
from support.whole_job import DATABASE_POINTS, show_orders, write_project
from support.whole_state import State, state_of
from support.zygote import Zygote

OCTOBER, NOVEMBER = "2026-10-31", "2026-11-30"
FIRST = "shop-2026-10-30-1"
RANDOM_KILLS = 100
WORKERS = 2
PHASES = {**POINTS, **DATABASE_POINTS}

STAGES = {
    ("before-fsync-folder", 1): "landing",
    ("after-rename", 1): "computing",
    ("before-prepare", 1): "preparing",
    ("after-prepare", 3): "committing",
    ("after-commit", 1): "delivering",
    ("before-manifest", 1): "finishing",
}
"""Where in a run a moment is that is no point: after which passing of which point it is what."""

Record = Callable[[str, object], None]
Job = Callable[[Zygote, Path], str]
"""Is given the folder of a project that is not there yet; names the phase that it hit."""


@dataclass
class Story:
    """A project that is to be run as of November.

    Attributes:
        before: It, as it was when the command began.
        finished: What it looks like after none, one, two and three runs as of November that nobody disturbed.
        trace: The points that the command passes.
        seen: States after which the next run was right: what another kill left behind just so, is not tried again.
    """

    before: Path
    finished: Sequence[State]
    trace: Sequence[str]
    seen: set[str] = field(default_factory=set)

    def kills(self) -> list[str]:
        """Every passing of every point."""
        passed: Counter[str] = Counter()
        kills = []
        for point in self.trace:
            passed[point] += 1
            kills.append(f"{point}:{passed[point]}")
        return kills

    def kills_before(self, kill: str) -> list[str]:
        """Those of the points that are passed earlier than one."""
        kills = self.kills()
        return kills[: kills.index(kill)]

    def copy_to(self, folder: Path) -> None:
        shutil.copytree(self.before, folder, symlinks=True)

    def check_killed(self, folder: Path) -> State:
        """Nothing is half."""
        state = state_of(folder)
        runs = self._november(state)
        assert state.runs == self.finished[runs].runs
        assert state.snapshots == self.finished[runs].snapshots
        old, new = self.finished[0].delivered, self.finished[1].delivered
        if not runs:
            assert state.delivered == old
        assert old.keys() <= state.delivered.keys() <= new.keys()
        for name, content in state.delivered.items():
            # A table is made before it is filled, in one transaction.
            assert content in {old.get(name, b"[]" if name == "table" else None), new[name]}, name
        return state

    def check_next_run(self, state: State, zygote: Zygote, folder: Path) -> None:
        """The next run does what it would have done anyhow, and takes away what it finds."""
        if state.sha256 in self.seen:
            return
        assert zygote.run(str(folder), NOVEMBER)[0] == "done"
        finished = self.finished[self._november(state) + 1]
        now = state_of(folder)
        assert now.files.keys() == finished.files.keys()
        for name, content in now.files.items():
            assert content.splitlines() == finished.files[name].splitlines(), name
        assert now == finished
        self.seen.add(state.sha256)

    @staticmethod
    def _november(state: State) -> int:
        return sum(NOVEMBER in run for run in state.runs)


class Bench:
    """Tells stories: kills commands, a few at a time, and looks at what becomes of their projects."""

    def __init__(self, zygotes: Sequence[Zygote], home: Path) -> None:
        self.home = home
        self._workers = [(zygote, home / f"worker-{number}" / "project") for number, zygote in enumerate(zygotes)]
        self._zygote = zygotes[0]
        self._stories: dict[str, Story] = {}

    def each(self, jobs: Sequence[tuple[str, Job]]) -> dict[str, int]:
        """Do jobs, each in a folder of its own; count the phases."""
        free: SimpleQueue[tuple[Zygote, Path]] = SimpleQueue()
        for worker in self._workers:
            free.put(worker)

        def do(named: tuple[str, Job]) -> str:
            name, job = named
            worker = free.get()
            try:
                return job(*worker)
            except AssertionError as error:
                error.add_note(name)
                raise
            finally:
                shutil.rmtree(worker[1], ignore_errors=True)
                free.put(worker)

        with ThreadPoolExecutor(len(self._workers)) as pool:
            return dict(Counter(pool.map(do, jobs)).most_common())

    def story(self, name: str) -> Story:
        """`first`: a project that was never run. `running`: as of October there is a run, and then came new orders.

        `clearing`: such a run was killed just before its commit. `recovering`: just after it.
        """
        if name not in self._stories:
            self._stories[name] = self._tell(name)
        return self._stories[name]

    def _tell(self, name: str) -> Story:
        before = self.home / name / "project"
        if name in ("first", "running"):
            before.mkdir(parents=True)
            write_project(before)
            if name == "running":
                assert self._zygote.run(str(before), OCTOBER)[0] == "done"
            show_orders(before, "new")
            finished = [state_of(before)]
        else:
            self.story("running").copy_to(before)
            kill = {"clearing": "before-commit", "recovering": "after-commit"}[name]
            assert self._zygote.run(str(before), NOVEMBER, at=kill)[0] == "killed"
            finished = list(self.story("running").finished)
        story = Story(before, finished, [])
        undisturbed, trace = self.home / name / "undisturbed", self.home / name / "trace"
        story.copy_to(undisturbed)
        assert self._zygote.run(str(undisturbed), NOVEMBER, trace=trace)[0] == "done"
        story.trace = trace.read_text().split()
        while len(finished) < 4:
            finished.append(state_of(undisturbed))
            assert self._zygote.run(str(undisturbed), NOVEMBER)[0] == "done"
        return story


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    # In memory where that can be: a kill loses nothing that was written, so nothing is learnt from waiting for a disk.
    memory = Path("/dev/shm")
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None))
        zygotes = [stack.enter_context(Zygote("support.whole_job:run")) for _ in range(WORKERS)]
        yield Bench(zygotes, Path(home))


def killed_at(story: Story, kill: str) -> tuple[str, Job]:
    """Kill at a point, look, and run again."""

    def job(zygote: Zygote, folder: Path) -> str:
        story.copy_to(folder)
        assert zygote.run(str(folder), NOVEMBER, at=kill)[0] == "killed"
        story.check_next_run(story.check_killed(folder), zygote, folder)
        return PHASES[kill.partition(":")[0]]

    return f"killed at {kill}", job


def killed_at_random(story: Story, number: int, seconds: float, home: Path) -> tuple[str, Job]:
    """Kill after some time, look, and run again; one in four of those is killed as well."""
    moments = random.Random(f"kartoteka {number}")
    first, second = (moments.uniform(0, seconds) for _ in range(2))

    def job(zygote: Zygote, folder: Path) -> str:
        trace = home / f"trace-{number}"
        story.copy_to(folder)
        outcome, _ = zygote.run(str(folder), NOVEMBER, trace=trace, kill_after=first)
        state = story.check_killed(folder)
        if number % 4 == 0:
            zygote.run(str(folder), NOVEMBER, kill_after=second)
            state = story.check_killed(folder)
        story.check_next_run(state, zygote, folder)
        passed = Counter(trace.read_text().split() if trace.exists() else [])
        stages = [stage for (point, times), stage in STAGES.items() if passed[point] >= times]
        return "finished" if outcome == "done" else stages[-1] if stages else "starting"

    return f"killed after {first} s (and again after {second} s, if every fourth)", job


def seconds_of(story: Story, bench: Bench) -> float:
    """How long a run takes when as many go on as will."""
    times: list[float] = []

    def job(zygote: Zygote, folder: Path) -> str:
        story.copy_to(folder)
        outcome, seconds = zygote.run(str(folder), NOVEMBER)
        times.append(seconds)
        return outcome

    assert bench.each([("undisturbed", job)] * 6) == {"done": 6}
    return statistics.median(times)


def interrupted(story: Story, when: str) -> tuple[str, Job]:
    """Press Ctrl-C, and see that a run that was not committed has tidied up after itself."""

    def job(zygote: Zygote, folder: Path) -> str:
        story.copy_to(folder)
        assert zygote.run(str(folder), NOVEMBER, when)[0] == "done"
        state = story.check_killed(folder)
        if state.runs == story.finished[0].runs:
            left, before = (
                {name for name in one.files if not name.startswith(".kartoteka/landing")} for one in (state, story.finished[0])
            )
            assert left == before
        story.check_next_run(state, zygote, folder)
        return PHASES[when.partition(":")[0]] if ":" in when else "at random"

    return f"interrupted at {when}", job


def test_killed_at_every_point(bench: Bench, record_property: Record) -> None:
    story = bench.story("running")
    kills = bench.each([killed_at(story, kill) for kill in story.kills()])
    record_property("kills", kills)
    assert kills.keys() == set(PHASES.values())


def test_the_first_run_of_all_killed_until_it_lands_its_second_table(bench: Bench, record_property: Record) -> None:
    story = bench.story("first")
    # The third, because the name of the state root is renamed into its place as well.
    kills = bench.each([killed_at(story, kill) for kill in story.kills_before("after-rename:3")])
    record_property("kills", kills)
    assert kills.keys() >= {"fsync", "rename", "database"}


@pytest.mark.parametrize("name", ["clearing", "recovering"])
def test_the_run_after_a_killed_one_killed_as_well(name: str, bench: Bench, record_property: Record) -> None:
    story = bench.story(name)
    kills = bench.each([killed_at(story, kill) for kill in story.kills_before("before-prepare:1")])
    record_property("kills", kills)
    assert kills.keys() >= {"clearing": {"tidy"}, "recovering": {"tidy", "delivery", "mark", "manifest"}}[name]


def test_killed_at_random_moments(bench: Bench, tmp_path: Path, record_property: Record) -> None:
    story = bench.story("running")
    seconds = seconds_of(story, bench)
    kills = bench.each([killed_at_random(story, number, seconds, tmp_path) for number in range(RANDOM_KILLS)])
    record_property("kills", kills)
    assert sum(kills.values()) == RANDOM_KILLS
    # A machine may be busier or idler while it is measured, so which stages they hit is not quite sure.
    assert len(kills.keys() - {"starting", "finished"}) >= 2


def test_interrupted(bench: Bench, record_property: Record) -> None:
    story = bench.story("running")
    moments = random.Random("kartoteka")
    seconds = seconds_of(story, bench)
    times = [f"{moments.uniform(0.05, seconds):.3f}" for _ in range(6)]
    kills = bench.each([interrupted(story, when) for when in (*story.kills()[::12], *times)])
    record_property("kills", kills)
    assert kills["at random"] == len(times)


def test_what_a_killed_run_spilled_is_removed_by_the_next_one_of_whatever_day(bench: Bench, tmp_path: Path) -> None:
    bench.story("running").copy_to(tmp_path / "project")
    spilled = [tmp_path / "project/.kartoteka/spill" / name / "duckdb_temp_storage-0.tmp" for name in (FIRST, "explain")]
    for file in spilled:
        file.parent.mkdir(parents=True)
        file.touch()
    bench.each([("spilled", lambda zygote, _: zygote.run(str(tmp_path / "project"), NOVEMBER)[0])])
    assert [file.exists() for file in spilled] == [False, True]


def test_a_landed_table_that_is_being_removed_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill may leave any part of it, and its source may come back."""
    store = LandingStore(tmp_path)
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "landing.json").write_text("{}")
    monkeypatch.setattr(shutil, "rmtree", lambda _folder: None)
    store.tidy("new")
    assert [(tmp_path / name / "landing.json").exists() for name in ("old", "new")] == [False, True]
    assert store.find("old") is None
