"""A small run over the real commit, delivery and recovery, with exporters of its own; made to be killed."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kartoteka.catalog import Catalog
from kartoteka.catalog.records import CampaignRecord, Delivery
from kartoteka.components.exporter import Staged, Staging
from kartoteka.durable import fsync_file, fsync_folder, make_folder, replace, write_whole
from kartoteka.pipeline.commit import commit
from kartoteka.pipeline.deliver import Deliverer
from kartoteka.pipeline.lock import project_lock
from kartoteka.pipeline.recover import finish, recover
from kartoteka.pipeline.workspace import Workspace, delivery_records
from support.run_records import bare_project, run_record

LISTS = ("vip", "all")
"""The files that a run delivers; the third export goes to the ledger."""


def list_text(name: str, as_of: str, marker: str) -> str:
    """What the file of a list holds: long enough that half of it would be seen."""
    return f"{name} {as_of} {marker}\n" * 2000


class ToFile:
    """Stages beside the final place, and renames."""

    def __init__(self, project: Path) -> None:
        self.project = project

    def prepare(self, name: str, text: str, staging: Staging) -> Sequence[Staged]:
        final = self.project / "out" / f"{name}.csv"
        make_folder(final.parent)
        draft = final.with_name(f".{final.name}.{staging.key}")
        staging.announce(draft)
        draft.write_text(text)
        fsync_file(draft)
        fsync_folder(draft.parent)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        return [Staged(draft, f"out/{name}.csv", text.count("\n"), sha256, {"final": f"out/{name}.csv"})]

    def deliver(self, staged: Staged, key: str) -> None:
        final = self.project / staged.details["final"]
        if staged.staged.exists():
            replace(staged.staged, final)
        elif hashlib.sha256(final.read_bytes()).hexdigest() != staged.sha256:
            raise AssertionError(f"{key}: neither staged nor delivered")


class ToLedger:
    """A system that keeps what it was sent, with the key and how often it took effect."""

    def __init__(self, project: Path) -> None:
        self.ledger = project / "ledger.json"

    def prepare(self, text: str, staging: Staging) -> Sequence[Staged]:
        path = staging.folder / "changes.txt"
        path.write_text(text)
        fsync_file(path)
        return [Staged(path, "the ledger", 1, hashlib.sha256(text.encode()).hexdigest())]

    def deliver(self, staged: Staged, key: str) -> None:
        entries = json.loads(self.ledger.read_text()) if self.ledger.exists() else []
        if key not in [entry["key"] for entry in entries]:
            entries.append({"key": key, "text": staged.staged.read_text()})
            write_whole(self.ledger, json.dumps(entries).encode())


def run(folder: str, as_of: str, marker: str) -> None:
    """One whole command: lock, recover, run, commit, deliver. `marker` is what the inputs of this run say."""
    project = bare_project(Path(folder))

    def make_exporter(delivery: Delivery) -> Deliverer:
        return ToFile(project.folder) if delivery.use == "file" else ToLedger(project.folder)

    with project_lock(project.state):
        catalog = Catalog.open(project)
        assert not recover(catalog, make_exporter).failures
        if not as_of:  # a command that only recovers
            return
        day = date.fromisoformat(as_of)
        workspace = Workspace(project.state, catalog.root, catalog.next_run_id("shop", day))
        workspace.begin()
        (workspace.folder / "customers.parquet").write_text(list_text("customers", as_of, marker))
        deliveries = []
        for index, name in enumerate(LISTS):
            staging = workspace.staging_for("mail", index)
            staged = ToFile(project.folder).prepare(name, list_text(name, as_of, marker), staging)
            deliveries += delivery_records("mail", "file", "test 1", {}, staging, staged)
        staging = workspace.staging_for("crm", 0)
        deliveries += delivery_records(
            "crm", "ledger", "test 1", {}, staging, ToLedger(project.folder).prepare(marker, staging)
        )
        campaigns = [CampaignRecord(name, None, "none", None, 1, {}, 1) for name in ("mail", "crm")]
        record = run_record(workspace.run_id, as_of=day, campaigns=campaigns, deliveries=deliveries)
        commit(catalog, workspace, record)
        assert not finish(catalog, make_exporter, run_id=workspace.run_id)


def warm_up() -> None:
    """Load and compile whatever a first run has to."""
    with tempfile.TemporaryDirectory() as folder:
        run(folder, "2026-10-31", "old")
        run(folder, "2026-10-31", "new")
