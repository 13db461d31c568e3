from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from kartoteka.catalog import Catalog
from kartoteka.catalog.records import Run
from kartoteka.config.project import Project
from kartoteka.errors import StateError
from support.run_records import FINISHED, STARTED, bare_project, delivery_record, run_record

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)


def commit(catalog: Catalog, as_of: date, pipeline: str = "shop", **other: object) -> str:
    run_id = catalog.next_run_id(pipeline, as_of)
    catalog.commit_run(run_record(run_id, pipeline, as_of, **other))
    return run_id


def test_a_committed_run_is_remembered_whole(project: Project) -> None:
    catalog = Catalog.open(project)
    before = commit(catalog, OCTOBER)
    record = run_record("shop-2026-11-30-1", predecessor=before)
    catalog.commit_run(record)
    assert Catalog.open(project).run(record.run_id) == Run(
        number=2,
        run_id="shop-2026-11-30-1",
        pipeline="shop",
        as_of=NOVEMBER,
        started_at=STARTED,
        finished_at=FINISHED,
        rules_sha256="ab" * 32,
        versions={"kartoteka": "0.1.0", "acme": "2.0"},
        snapshot="runs/shop-2026-11-30-1",
        customers=3,
        segments={"loyalty": {"vip": 1, "inactive": 2, "no-orders": 0}},
        sources=tuple(record.sources),
        campaigns=tuple(record.campaigns),
        predecessor="shop-2026-10-31-1",
        superseded_by=None,
        closed=False,
    )
    assert catalog.steps(record.run_id) == tuple(record.steps)
    assert catalog.moves(record.run_id) == tuple(record.moves)


def test_segments_keep_the_order_of_their_tiers(project: Project) -> None:
    catalog = Catalog.open(project)
    counts = {"vip": 1, "segment-1": 5, "inactive": 2, "below-minimum": 0, "a": 1}
    commit(catalog, NOVEMBER, segments={"loyalty": counts})
    current = catalog.current("shop")
    assert current is not None
    assert list(current.segments["loyalty"].items()) == list(counts.items())


def test_run_ids_count_the_runs_of_one_pipeline_and_day(project: Project) -> None:
    catalog = Catalog.open(project)
    assert catalog.next_run_id("shop", NOVEMBER) == "shop-2026-11-30-1"
    commit(catalog, NOVEMBER)
    assert catalog.next_run_id("shop", NOVEMBER) == "shop-2026-11-30-2"
    assert catalog.next_run_id("shop", OCTOBER) == "shop-2026-10-31-1"
    assert catalog.next_run_id("meals", NOVEMBER) == "meals-2026-11-30-1"


def test_only_the_next_run_id_can_be_committed(project: Project) -> None:
    catalog = Catalog.open(project)
    commit(catalog, NOVEMBER)
    with pytest.raises(
        StateError, match=r"run shop-2026-11-30-1 cannot be committed: the next run of that day is shop-2026-11-30-2"
    ):
        catalog.commit_run(run_record("shop-2026-11-30-1"))


def test_the_predecessor_has_the_latest_earlier_day_whatever_the_order_of_the_commits(project: Project) -> None:
    catalog = Catalog.open(project)
    assert catalog.predecessor("shop", NOVEMBER) is None
    october = commit(catalog, OCTOBER)
    september = commit(catalog, SEPTEMBER)
    commit(catalog, NOVEMBER)
    commit(catalog, OCTOBER, pipeline="meals")
    predecessors = [catalog.predecessor("shop", day) for day in (SEPTEMBER, OCTOBER, NOVEMBER)]
    assert [run and run.run_id for run in predecessors] == [None, september, october]


def test_a_second_run_for_a_day_supersedes_the_first(project: Project) -> None:
    catalog = Catalog.open(project)
    first, second = commit(catalog, OCTOBER), commit(catalog, OCTOBER)
    old, predecessor, current = catalog.run(first), catalog.predecessor("shop", NOVEMBER), catalog.current("shop")
    assert old is not None
    assert old.superseded_by == second
    assert predecessor is not None
    assert predecessor.run_id == second
    assert current is not None
    assert current.run_id == second
    assert catalog.live_run_ids() == {second}
    assert [run.run_id for run in catalog.runs("shop")] == [first, second]
    third = commit(catalog, OCTOBER)
    assert [run.superseded_by for run in catalog.runs("shop")] == [second, third, None]


def test_the_current_run_has_the_latest_day_or_the_one_asked_for(project: Project) -> None:
    catalog = Catalog.open(project)
    november, october = commit(catalog, NOVEMBER), commit(catalog, OCTOBER)
    latest, asked = catalog.current("shop"), catalog.current("shop", OCTOBER)
    assert latest is not None
    assert latest.run_id == november
    assert asked is not None
    assert asked.run_id == october
    assert catalog.current("shop", SEPTEMBER) is None


def test_a_commit_that_fails_leaves_no_trace(project: Project) -> None:
    catalog = Catalog.open(project)
    first = commit(catalog, NOVEMBER, deliveries=[delivery_record(project.folder, "k1")])
    twice = [delivery_record(project.folder, "k2"), delivery_record(project.folder, "k2")]
    with pytest.raises(StateError, match=r"the catalog .* cannot be used"):
        commit(catalog, NOVEMBER, deliveries=twice)
    current = catalog.current("shop")
    assert current is not None
    assert current.run_id == first
    assert len(catalog.runs()) == 1
    assert [delivery.key for delivery in catalog.pending_deliveries()] == ["k1"]


def test_pending_deliveries_come_in_the_order_of_the_commits(project: Project) -> None:
    catalog = Catalog.open(project)
    commit(catalog, NOVEMBER, deliveries=[delivery_record(project.folder, key, f"out/{key}") for key in ("z", "y")])
    meals = commit(catalog, OCTOBER, "meals", deliveries=[delivery_record(project.folder, "a", "out/a")])
    assert [delivery.key for delivery in catalog.pending_deliveries()] == ["z", "y", "a"]
    assert [delivery.key for delivery in catalog.pending_deliveries(meals)] == ["a"]


def test_a_delivery_is_tried_until_it_is_done(project: Project) -> None:
    catalog = Catalog.open(project)
    run_id = commit(catalog, NOVEMBER, deliveries=[delivery_record(project.folder, "k")])
    (pending,) = catalog.pending_deliveries()
    catalog.mark_failed(pending.id, "the mail server is away")
    (again,) = catalog.pending_deliveries()
    assert (again.status, again.attempts, again.error) == ("pending", 1, "the mail server is away")
    catalog.mark_delivered(pending.id)
    assert catalog.pending_deliveries() == ()
    (done,) = catalog.deliveries(run_id)
    assert (done.status, done.attempts, done.error) == ("delivered", 2, None)


def test_an_exporters_options_are_kept_as_written(project: Project) -> None:
    catalog = Catalog.open(project)
    options = {"url": "${env:CRM_URL}", "table": "Łódź", "every": [1, 2.5, None, {"a": True}], "since": date(2026, 1, 2)}
    commit(catalog, NOVEMBER, deliveries=[delivery_record(project.folder, "k", **options)])
    (pending,) = catalog.pending_deliveries()
    assert pending.options == {**options, "since": "2026-01-02"}
    assert pending.staged.details == {"part": "wholesale"}


def test_a_newer_run_overtakes_what_older_ones_of_its_pipeline_could_not_deliver(project: Project) -> None:
    catalog = Catalog.open(project)
    october = commit(catalog, OCTOBER, deliveries=[delivery_record(project.folder, "old", "out/old.csv")])
    run_id = catalog.next_run_id("shop", NOVEMBER)
    overtaken = catalog.commit_run(run_record(run_id, deliveries=[delivery_record(project.folder, "new", "out/new.csv")]))
    assert [(delivery.key, delivery.run_id) for delivery in overtaken] == [("old", october)]
    assert [delivery.key for delivery in catalog.pending_deliveries()] == ["new"]
    (old,) = catalog.deliveries(october)
    assert old.status == "overtaken"
    catalog.mark_delivered(old.id)
    assert catalog.deliveries(october)[0].status == "overtaken"


def test_a_run_of_another_pipeline_overtakes_only_what_goes_to_the_same_place(project: Project) -> None:
    catalog = Catalog.open(project)
    both = [delivery_record(project.folder, "shared", "out/all.csv"), delivery_record(project.folder, "own", "out/own.csv")]
    commit(catalog, OCTOBER, deliveries=both)
    commit(catalog, OCTOBER, "meals", deliveries=[delivery_record(project.folder, "newer", "out/all.csv")])
    assert [delivery.key for delivery in catalog.pending_deliveries()] == ["own", "newer"]


def test_a_closed_run_is_not_open_until_it_is_superseded(project: Project) -> None:
    catalog = Catalog.open(project)
    run_id = commit(catalog, NOVEMBER)
    assert [run.run_id for run in catalog.open_runs()] == [run_id]
    catalog.close_run(run_id)
    assert catalog.open_runs() == ()
    newer = commit(catalog, NOVEMBER)
    assert [run.run_id for run in catalog.open_runs()] == [run_id, newer]


def test_a_project_can_be_moved_while_a_delivery_is_pending(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    commit(Catalog.open(bare_project(old)), NOVEMBER, deliveries=[delivery_record(old, "k")])
    shutil.move(old, new)
    (pending,) = Catalog.open(bare_project(new)).pending_deliveries()
    assert pending.staged.staged == new / ".kartoteka" / "staging" / "k"


def test_a_snapshot_that_is_gone_is_told(project: Project) -> None:
    catalog = Catalog.open(project)
    commit(catalog, NOVEMBER)
    first = catalog.current("shop")
    assert first is not None
    with pytest.raises(StateError, match=r"snapshot .* is not there\n.*kartoteka run shop --as-of 2026-11-30"):
        catalog.snapshot_folder(first)
    (project.state / first.snapshot).mkdir(parents=True)
    assert catalog.snapshot_folder(first) == project.state / "runs" / "shop-2026-11-30-1"
    commit(catalog, NOVEMBER)
    superseded = catalog.run(first.run_id)
    assert superseded is not None
    with pytest.raises(StateError, match="is gone: run shop-2026-11-30-2 took its place"):
        catalog.snapshot_folder(superseded)


def test_reading_a_project_that_was_never_run_makes_nothing(project: Project) -> None:
    assert Catalog.open_to_read(project) is None
    assert list(project.folder.iterdir()) == []


def test_reading_sees_what_was_committed(project: Project) -> None:
    run_id = commit(Catalog.open(project), NOVEMBER)
    reader = Catalog.open_to_read(project)
    assert reader is not None
    assert reader.live_run_ids() == {run_id}
