"""Committing, delivering and recovering when nobody is killed but something is in the way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kartoteka.catalog import Catalog
from kartoteka.catalog.records import CampaignRecord, Delivery
from kartoteka.components.exporter import Staged
from kartoteka.errors import DeliveryError, PluginError
from kartoteka.pipeline.commit import commit
from kartoteka.pipeline.deliver import Deliverer, raise_failures
from kartoteka.pipeline.recover import finish, recover
from kartoteka.pipeline.workspace import Workspace, announced, delivery_records
from support.run_records import bare_project, run_record

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 30)


class Desk:
    """A project, and exporters of the names `a`, `b`, `c` that write files or refuse to."""

    def __init__(self, folder: Path) -> None:
        self.project = bare_project(folder)
        self.catalog = Catalog.open(self.project)
        self.refusing: set[str] = set()
        self.out = folder / "out"
        self.out.mkdir(exist_ok=True)
        self.order: list[str] = []

    def make_exporter(self, delivery: Delivery) -> Deliverer:
        if delivery.use == "missing":
            raise PluginError("exporter 'missing' is not installed", hint="pip install it")
        desk = self

        class Exporter:
            def deliver(self, staged: Staged, key: str) -> None:
                if delivery.use in desk.refusing:
                    raise DeliveryError(f"{staged.destination} is open in another program", hint="close it")
                if delivery.use == "broken":
                    raise ZeroDivisionError
                shutil.move(staged.staged, desk.out / staged.destination)
                desk.order.append(key.partition(".")[2])

        return Exporter()

    def workspace(self, as_of: date = NOVEMBER, pipeline: str = "shop") -> Workspace:
        workspace = Workspace(self.project.state, self.catalog.root, self.catalog.next_run_id(pipeline, as_of))
        workspace.begin()
        (workspace.folder / "customers.parquet").write_text(workspace.run_id)
        return workspace

    def commit(self, *uses: str, as_of: date = NOVEMBER, pipeline: str = "shop") -> str:
        workspace = self.workspace(as_of, pipeline)
        deliveries = []
        for index, use in enumerate(uses):
            staging = workspace.staging_for("mail", index)
            draft = self.out / f".{use}.{staging.key}"
            staging.announce(draft)
            draft.write_text(f"{use} {workspace.run_id}")
            deliveries += delivery_records("mail", use, "acme 2.0", {}, staging, [Staged(draft, use, 1, "ef" * 32)])
        campaigns = [CampaignRecord("mail", "spent > 300", "email", "consent_email", 5, {"blacklist": 1, "no consent": 2}, 2)]
        record = run_record(workspace.run_id, pipeline, as_of, deliveries=deliveries, campaigns=campaigns)
        commit(self.catalog, workspace, record)
        return workspace.run_id

    def finish(self, run_id: str | None = None) -> list[str]:
        return [str(failure) for failure in finish(self.catalog, self.make_exporter, run_id=run_id)]

    def manifest(self, run_id: str) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads((self.project.state / "runs" / run_id / "manifest.json").read_text())
        return loaded


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_delivery_that_fails_stays_pending_and_the_others_go_on(desk: Desk) -> None:
    desk.refusing = {"b"}
    run_id = desk.commit("a", "b", "broken", "missing", "c")
    assert desk.finish(run_id) == [
        f"mail (run {run_id}): b is open in another program",
        f"mail: broken (run {run_id}): ZeroDivisionError",
        f"mail: missing (run {run_id}): exporter 'missing' is not installed",
    ]
    assert names(desk.out) == [
        f".{use}.{desk.catalog.root[:8]}.{run_id}.mail-{n}" for n, use in ((1, "b"), (2, "broken"), (3, "missing"))
    ] + [
        "a",
        "c",
    ]
    pending = [delivery.error for delivery in desk.catalog.pending_deliveries()]
    assert pending == [
        "b is open in another program\n  close it",
        "ZeroDivisionError",
        "exporter 'missing' is not installed\n  pip install it",
    ]
    states = [delivery["state"] for delivery in desk.manifest(run_id)["campaigns"][0]["deliveries"]]
    assert states == ["delivered", "pending", "pending", "pending", "delivered"]


def test_the_command_ends_with_all_that_did_not_get_through(desk: Desk) -> None:
    desk.refusing = {"a", "b"}
    desk.commit("a", "b", "c")
    failures = finish(desk.catalog, desk.make_exporter)
    with pytest.raises(DeliveryError) as caught:
        raise_failures(failures)
    assert str(caught.value) == (
        "2 deliveries did not get through:\n"
        "  mail (run shop-2026-11-30-1): a is open in another program\n"
        "  mail (run shop-2026-11-30-1): b is open in another program\n"
        "  close it\n"
        "  the run is committed, and what did not get through stays pending: the next `kartoteka run` tries it again first"
    )
    assert caught.value.exit_code == 6
    raise_failures([])


def test_the_next_command_completes_what_failed(desk: Desk) -> None:
    desk.refusing = {"b"}
    run_id = desk.commit("a", "b")
    assert len(desk.finish(run_id)) == 1
    desk.refusing = set()
    recovery = recover(desk.catalog, desk.make_exporter)
    assert [delivery.use for delivery in recovery.delivered] == ["b"]
    assert recovery.failures == ()
    assert names(desk.out) == ["a", "b"]
    assert {delivery["state"] for delivery in desk.manifest(run_id)["campaigns"][0]["deliveries"]} == {"delivered"}
    assert names(desk.project.state / "staging") == []
    assert desk.catalog.open_runs() == ()
    assert recover(desk.catalog, desk.make_exporter).delivered == ()


def test_older_deliveries_come_before_newer_ones(desk: Desk) -> None:
    october = desk.commit("a", "b", as_of=OCTOBER, pipeline="meals")
    november = desk.commit("c", "d", as_of=OCTOBER)
    desk.finish()
    assert desk.order == [f"{october}.mail-0.0", f"{october}.mail-1.0", f"{november}.mail-0.0", f"{november}.mail-1.0"]


def test_an_old_list_never_arrives_after_a_newer_one(desk: Desk) -> None:
    desk.refusing = {"a"}
    october = desk.commit("a", as_of=OCTOBER)
    assert len(desk.finish(october)) == 1
    november = desk.commit("a")
    desk.refusing = set()
    assert desk.finish() == []
    assert (desk.out / "a").read_text() == f"a {november}"
    assert names(desk.out) == ["a"]
    assert desk.manifest(october)["campaigns"][0]["deliveries"][0]["state"] == "overtaken"
    assert recover(desk.catalog, desk.make_exporter).delivered == ()


def test_a_superseded_snapshot_is_removed_and_its_pending_list_with_it(desk: Desk) -> None:
    desk.refusing = {"a"}
    first = desk.commit("a")
    assert len(desk.finish(first)) == 1
    desk.refusing = set()
    second = desk.commit("b")
    assert desk.finish(second) == []
    assert names(desk.project.state / "runs") == [second]
    assert names(desk.out) == ["b"]
    assert desk.catalog.open_runs() == ()


def test_what_an_uncommitted_run_wrote_is_removed_wherever_it_is(desk: Desk, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "kept").mkdir(parents=True)
    (elsewhere / "kept" / "theirs.txt").write_text("not ours")
    (elsewhere / "made").mkdir()
    workspace = desk.workspace()
    staging = workspace.staging_for("mail", 0)
    for path in (
        desk.out / ".draft\nof two lines",
        elsewhere / "żółty",
        elsewhere / "made",
        elsewhere / "kept",
        elsewhere / "never",
    ):
        staging.announce(path)
    (desk.out / ".draft\nof two lines").write_text("half")
    (elsewhere / "żółty").write_text("half")
    recovery = recover(desk.catalog, desk.make_exporter)
    assert recovery.removed == (workspace.run_id,)
    assert names(desk.out) == []
    assert names(elsewhere) == ["kept"]
    assert names(desk.project.state / "runs") == names(desk.project.state / "staging") == []


def test_a_torn_announcement_names_nothing(desk: Desk) -> None:
    workspace = desk.workspace()
    staging = workspace.staging_for("mail", 0)
    staging.announce(desk.out / "whole")
    with (workspace.staging / "announced.txt").open("a") as journal:
        journal.write('"out/tor')
    assert announced(workspace.staging) == [desk.out / "whole"]


def test_tidying_a_copy_leaves_the_original_alone(desk: Desk, tmp_path: Path) -> None:
    desk.commit("a")
    copy = tmp_path.parent / f"{tmp_path.name}-copy"
    shutil.copytree(tmp_path, copy)
    other = Desk(copy)
    assert other.finish() == []
    assert names(other.out) == ["a"]
    assert desk.finish() == []
    assert names(desk.out) == ["a"]


def test_an_exporter_that_staged_nothing_is_blamed_before_anything_is_true(desk: Desk) -> None:
    workspace = desk.workspace()
    staging = workspace.staging_for("mail", 0)
    deliveries = delivery_records("mail", "a", "acme 2.0", {}, staging, [Staged(desk.out / "nowhere", "a", 1, "ef" * 32)])
    with pytest.raises(
        PluginError, match=r"^in exporter 'a' of acme 2\.0: it says that it staged .*nowhere, but there is no such file"
    ):
        commit(desk.catalog, workspace, run_record(workspace.run_id, deliveries=deliveries))
    assert desk.catalog.current("shop") is None


def test_the_keys_of_one_export_differ_by_part_and_by_state_root(desk: Desk, tmp_path: Path) -> None:
    def keys(one: Desk) -> list[str]:
        staging = one.workspace().staging_for("all/of them", 2)
        parts = [Staged(one.out, name, 1, "ef" * 32) for name in ("vip", "inactive")]
        return [record.key for record in delivery_records("all/of them", "a", "acme", {}, staging, parts)]

    first, second = keys(desk)
    assert first == f"{desk.catalog.root[:8]}.shop-2026-11-30-1.all%2Fof%20them-2.0"
    assert first != second
    assert keys(desk) == [first, second]
    (tmp_path / "other").mkdir()
    assert keys(Desk(tmp_path / "other"))[0] != first


def test_the_manifest_says_what_was_read_sorted_and_handed_out(desk: Desk) -> None:
    run_id = desk.commit("a")
    desk.finish()
    assert desk.manifest(run_id) == {
        "run": "shop-2026-11-30-1",
        "pipeline": "shop",
        "as_of": "2026-11-30",
        "rules_sha256": "ab" * 32,
        "versions": {"kartoteka": "0.1.0", "acme": "2.0"},
        "customers": 3,
        "sources": {
            "customers": {"read": 3, "landed": 3, "rejected": 0},
            "orders": {"read": 7, "landed": 6, "rejected": 1},
        },
        "segments": {"loyalty": {"vip": 1, "inactive": 2, "no-orders": 0}},
        "campaigns": [
            {
                "name": "mail",
                "selection": "spent > 300",
                "channel": "email",
                "consent": "consent_email",
                "selected": 5,
                "removed": {"blacklist": 1, "no consent": 2},
                "rows": 2,
                "withheld": [],
                "deliveries": [
                    {
                        "destination": "a",
                        "exporter": "a",
                        "plugin": "acme 2.0",
                        "rows": 1,
                        "left_out": {},
                        "sha256": "ef" * 32,
                        "state": "delivered",
                    }
                ],
            }
        ],
    }


def test_two_projects_write_the_same_manifest(tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        desk = Desk(tmp_path / name)
        run_id = desk.commit("a", "b")
        desk.finish()
        written.append((desk.project.state / "runs" / run_id / "manifest.json").read_bytes())
    assert written[0] == written[1]


def test_a_run_whose_snapshot_somebody_removed_stops_no_command(desk: Desk) -> None:
    run_id = desk.commit("a")
    shutil.rmtree(desk.project.state / "runs" / run_id)
    recovery = recover(desk.catalog, desk.make_exporter)
    assert [delivery.use for delivery in recovery.delivered] == ["a"]
    assert desk.catalog.open_runs() == ()


def test_recovery_tells_of_each_delivery_as_it_gets_through(desk: Desk) -> None:
    desk.commit("a", "b")
    told: list[str] = []
    tell: Callable[[Delivery], None] = lambda delivery, remarks: told.append(delivery.staged.destination)  # noqa: E731  # for its type
    recover(desk.catalog, desk.make_exporter, tell)
    assert told == ["a", "b"]
