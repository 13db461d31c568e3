"""The parts of the one transaction that makes a run true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, insert, or_, select, update

from kartoteka.catalog.records import RunRecord
from kartoteka.catalog.rows import delivery_values, run_values, step_values
from kartoteka.catalog.tables import deliveries, moves, runs, snapshots, steps


def insert_run(connection: Connection, record: RunRecord, sequence: int, project: Path) -> int:
    """Write the run and all that belongs to it; give its number."""
    predecessor = select(runs.c.number).where(runs.c.run_id == record.predecessor).scalar_subquery()
    values = {**run_values(record), "sequence": sequence, "predecessor": predecessor, "closed": False}
    number: int = connection.execute(insert(runs).values(values).returning(runs.c.number)).scalar_one()
    connection.execute(insert(snapshots).values(run=number, folder=record.snapshot, customers=record.customers))
    for table, rows in (
        (steps, [step_values(step) for step in record.steps]),
        (moves, [asdict(move) for move in record.moves]),
        (deliveries, [delivery_values(delivery, project) for delivery in record.deliveries]),
    ):
        if rows:
            connection.execute(insert(table), [{**row, "run": number, "position": n} for n, row in enumerate(rows)])
    return number


def supersede(connection: Connection, record: RunRecord, number: int) -> None:
    """The new run takes the place of the one of the same day."""
    same_day = (runs.c.pipeline == record.pipeline, runs.c.as_of == record.as_of)
    older = update(runs).where(*same_day, runs.c.superseded_by.is_(None), runs.c.number != number)
    connection.execute(older.values(superseded_by=number, closed=False))


def overtake(connection: Connection, record: RunRecord, number: int) -> Sequence[int]:
    """Give up the pending deliveries of older runs that the new run makes stale; give their ids."""
    destinations = [delivery.staged.destination for delivery in record.deliveries]
    stale = (
        select(deliveries.c.id)
        .join(runs, runs.c.number == deliveries.c.run)
        .where(deliveries.c.status == "pending", runs.c.number != number)
        .where(or_(runs.c.pipeline == record.pipeline, deliveries.c.destination.in_(destinations)))
    )
    ids = connection.execute(stale).scalars().all()
    if ids:
        values = {"status": "overtaken", "settled_at": datetime.now(UTC)}
        connection.execute(update(deliveries).where(deliveries.c.id.in_(ids)).values(values))
    return ids
