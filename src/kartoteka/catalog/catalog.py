"""The catalog: what is true, opened for one project."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, func, select, update

from kartoteka.catalog.connect import catalog_url, connect, explained, shown
from kartoteka.catalog.insert import insert_run, overtake, supersede
from kartoteka.catalog.records import Delivery, MoveCount, Run, RunRecord, StepRecord
from kartoteka.catalog.root import check_root, claim_root, refuse_strangers
from kartoteka.catalog.rows import delivery_of, move_of, run_of, step_of
from kartoteka.catalog.schema import HEAD, revision, upgrade
from kartoteka.catalog.tables import deliveries, moves, runs, snapshots, steps
from kartoteka.config.project import Project
from kartoteka.crash import crash_point
from kartoteka.durable import make_folder
from kartoteka.errors import StateError
from kartoteka.language import gettext as _


class Catalog:
    """What the runs of one project have left behind. Every method is one transaction of its own.

    Attributes:
        project: The project's folder; `state` is the state folder in it.
        root: The random name of the state root that this catalog belongs to.
        place: Where the catalog is, for a person.
    """

    def __init__(self, engine: Engine, project: Project, root: str) -> None:
        self._engine = engine
        self.project = project.folder
        self.state = project.state
        self.root = root
        self.place = shown(engine.url)

    @classmethod
    def open(cls, project: Project) -> Catalog:
        """Open for writing: make what is missing, migrate what is old. The caller holds the project's lock.

        Raises:
            StateError: It cannot be reached, belongs to another state folder, or was written by a newer version.
        """
        url = catalog_url(project)
        make_folder(project.state)
        engine = connect(url)
        with explained(url), engine.begin() as connection:
            if revision(connection) != HEAD:
                upgrade(connection)
            root = claim_root(connection, project.state, shown(url))
        return cls(engine, project, root)

    @classmethod
    def open_to_read(cls, project: Project) -> Catalog | None:
        """Open without changing anything; None where this project has never been run.

        Raises:
            StateError: As `open`; also where an older version wrote it, until the next run migrates it.
        """
        url = catalog_url(project)
        if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
            return None
        engine = connect(url)
        with explained(url), engine.begin() as connection:
            found = revision(connection)
            if found is None:
                refuse_strangers(project.state, shown(url))
                return None
            if found != HEAD:
                raise StateError(
                    _(
                        "the catalog {catalog} was written by an older kartoteka (its revision is {found}, not {wanted})",
                        catalog=shown(url),
                        found=found,
                        wanted=HEAD,
                    ),
                    hint=_("the next `kartoteka run` brings it up to date"),
                )
            root = check_root(connection, project.state, shown(url))
        return cls(engine, project, root)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def next_run_id(self, pipeline: str, as_of: date) -> str:
        """`print-shop-2026-11-30-2`: the second run of that pipeline for that day."""
        with self._begin() as connection:
            return f"{pipeline}-{as_of}-{_last_sequence(connection, pipeline, as_of) + 1}"

    def predecessor(self, pipeline: str, as_of: date) -> Run | None:
        """The run against which moves are counted: the one with the latest earlier as-of date."""
        return self._one_run(runs.c.pipeline == pipeline, runs.c.as_of < as_of, runs.c.superseded_by.is_(None))

    def current(self, pipeline: str, as_of: date | None = None) -> Run | None:
        """The run that is true for an as-of date; without one, that of the latest as-of date."""
        of_the_day = () if as_of is None else (runs.c.as_of == as_of,)
        return self._one_run(runs.c.pipeline == pipeline, runs.c.superseded_by.is_(None), *of_the_day)

    def run(self, run_id: str) -> Run | None:
        """One run, superseded or not."""
        return self._one_run(runs.c.run_id == run_id)

    def runs(self, pipeline: str | None = None) -> tuple[Run, ...]:
        """All runs, or those of one pipeline, in the order of their commits; superseded ones are among them."""
        return self._runs(*(() if pipeline is None else (runs.c.pipeline == pipeline,)))

    def open_runs(self) -> tuple[Run, ...]:
        """Those that are not closed yet, in the order of their commits."""
        return self._runs(runs.c.closed.is_(False))

    def live_run_ids(self) -> frozenset[str]:
        """The runs whose snapshots are kept."""
        with self._begin() as connection:
            return frozenset(connection.execute(select(runs.c.run_id).where(runs.c.superseded_by.is_(None))).scalars())

    def snapshot_folder(self, run: Run) -> Path:
        """Where the snapshot of a run lies.

        Raises:
            StateError: It is not there.
        """
        folder = self.state / run.snapshot
        if run.superseded_by is not None:
            raise StateError(
                _(
                    "the snapshot of run {run} is gone: run {other} took its place",
                    run=run.run_id,
                    other=run.superseded_by,
                )
            )
        if not folder.is_dir():
            again = f"kartoteka run {run.pipeline} --as-of {run.as_of}"
            raise StateError(
                _(
                    "the catalog {catalog} knows run {run}, but its snapshot {folder} is not there",
                    catalog=self.place,
                    run=run.run_id,
                    folder=folder,
                ),
                hint=_("bring the folder back from a backup, or run again: {command}", command=again),
            )
        return folder

    def steps(self, run_id: str) -> tuple[StepRecord, ...]:
        """The steps of a run, in order."""
        with self._begin() as connection:
            query = select(steps).join(runs, runs.c.number == steps.c.run).where(runs.c.run_id == run_id)
            return tuple(step_of(row) for row in connection.execute(query.order_by(steps.c.position)))

    def run_with_step(self, name: str, fingerprint: str) -> Run | None:
        """The latest run whose snapshot is kept and holds a step of that name and fingerprint."""
        holds = select(steps.c.run).where(steps.c.name == name, steps.c.fingerprint == fingerprint)
        return self._one_run(runs.c.number.in_(holds), runs.c.superseded_by.is_(None))

    def moves(self, run_id: str) -> tuple[MoveCount, ...]:
        """The matrix of moves of a run, in the order in which it was given."""
        with self._begin() as connection:
            query = select(moves).join(runs, runs.c.number == moves.c.run).where(runs.c.run_id == run_id)
            return tuple(move_of(row) for row in connection.execute(query.order_by(moves.c.position)))

    def deliveries(self, run_id: str) -> tuple[Delivery, ...]:
        """The deliveries of a run, whatever became of them, in order."""
        return self._deliveries(runs.c.run_id == run_id)

    def deliveries_of(self, pipeline: str) -> tuple[Delivery, ...]:
        """The deliveries of all runs of a pipeline, oldest commit first."""
        return self._deliveries(runs.c.pipeline == pipeline)

    def pending_deliveries(self, run_id: str | None = None) -> tuple[Delivery, ...]:
        """What is still to be delivered, of all runs or of one, oldest commit first."""
        of_the_run = () if run_id is None else (runs.c.run_id == run_id,)
        return self._deliveries(deliveries.c.status == "pending", *of_the_run)

    def commit_run(self, record: RunRecord) -> tuple[Delivery, ...]:
        """Make a run true, in one transaction.

        The run of the same pipeline and as-of date, if any, is superseded. What earlier runs of the same pipeline still had
        to deliver, and what any had to deliver to a destination of this one, is overtaken: an old list must never arrive
        after a newer one.

        Returns:
            The deliveries that were overtaken.

        Raises:
            StateError: The run id is not the next one.
        """
        with self._begin() as connection:
            sequence = _last_sequence(connection, record.pipeline, record.as_of) + 1
            expected = f"{record.pipeline}-{record.as_of}-{sequence}"
            if record.run_id != expected:
                raise StateError(
                    _(
                        "run {run} cannot be committed: the next run of that day is {expected}",
                        run=record.run_id,
                        expected=expected,
                    )
                )
            number = insert_run(connection, record, sequence, self.project)
            supersede(connection, record, number)
            overtaken = overtake(connection, record, number)
            lost = _select_deliveries(deliveries.c.id.in_(overtaken))
            result = tuple(delivery_of(row, self.project) for row in connection.execute(lost))
            crash_point("inside-commit")
        return result

    def mark_delivered(self, delivery: int) -> None:
        """It has arrived."""
        self._settle(delivery, status="delivered", error=None, settled_at=datetime.now(UTC))

    def mark_failed(self, delivery: int, error: str) -> None:
        """It did not get through, and stays pending."""
        self._settle(delivery, error=error)

    def close_run(self, run_id: str) -> None:
        """Nothing is left to do for a run."""
        with self._begin() as connection:
            connection.execute(update(runs).where(runs.c.run_id == run_id).values(closed=True))

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        with explained(self._engine.url), self._engine.begin() as connection:
            yield connection

    def _one_run(self, *conditions: ColumnElement[bool]) -> Run | None:
        with self._begin() as connection:
            query = _select_runs(*conditions).order_by(runs.c.as_of.desc(), runs.c.number.desc()).limit(1)
            row = connection.execute(query).one_or_none()
            return None if row is None else run_of(row)

    def _runs(self, *conditions: ColumnElement[bool]) -> tuple[Run, ...]:
        with self._begin() as connection:
            query = _select_runs(*conditions).order_by(runs.c.number)
            return tuple(run_of(row) for row in connection.execute(query))

    def _deliveries(self, *conditions: ColumnElement[bool]) -> tuple[Delivery, ...]:
        with self._begin() as connection:
            return tuple(delivery_of(row, self.project) for row in connection.execute(_select_deliveries(*conditions)))

    def _settle(self, delivery: int, **values: Any) -> None:
        with self._begin() as connection:
            query = update(deliveries).where(deliveries.c.id == delivery, deliveries.c.status == "pending")
            connection.execute(query.values(attempts=deliveries.c.attempts + 1, **values))


def _last_sequence(connection: Connection, pipeline: str, as_of: date) -> int:
    query = select(func.max(runs.c.sequence)).where(runs.c.pipeline == pipeline, runs.c.as_of == as_of)
    return connection.execute(query).scalar_one() or 0


def _select_runs(*conditions: ColumnElement[bool]) -> Select[Any]:
    before, after = runs.alias("before"), runs.alias("after")
    return (
        select(
            runs,
            snapshots.c.folder.label("snapshot_folder"),
            snapshots.c.customers.label("snapshot_customers"),
            before.c.run_id.label("predecessor_id"),
            after.c.run_id.label("successor_id"),
        )
        .join(snapshots, snapshots.c.run == runs.c.number)
        .join(before, before.c.number == runs.c.predecessor, isouter=True)
        .join(after, after.c.number == runs.c.superseded_by, isouter=True)
        .where(*conditions)
    )


def _select_deliveries(*conditions: ColumnElement[bool]) -> Select[Any]:
    return (
        select(deliveries, runs.c.run_id, runs.c.pipeline, runs.c.as_of)
        .join(runs, runs.c.number == deliveries.c.run)
        .where(*conditions)
        .order_by(deliveries.c.run, deliveries.c.position)
    )
