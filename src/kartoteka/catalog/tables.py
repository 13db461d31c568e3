"""The tables of the catalog. A change here needs a migration beside it; a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite knows no zones, so it is stored without one on every database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("root", String(36), nullable=False),
    Column("home", Text, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
"""The one state root whose snapshots this catalog describes; `home` is where it was made, to tell a person."""

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("run_id", String(255), nullable=False, unique=True),
    Column("pipeline", String(200), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment, nullable=False),
    Column("rules_sha256", String(64), nullable=False),
    Column("versions", JSON, nullable=False),
    Column("segments", JSON, nullable=False),
    Column("sources", JSON, nullable=False),
    Column("campaigns", JSON, nullable=False),
    Column("predecessor", Integer, ForeignKey("runs.number"), nullable=True),
    Column("superseded_by", Integer, ForeignKey("runs.number"), nullable=True),
    Column("closed", Boolean, nullable=False),
    UniqueConstraint("pipeline", "as_of", "sequence"),
    sqlite_autoincrement=True,
)
"""The committed runs; there are no others here. `sequence` counts those of one pipeline and as-of date."""

steps = Table(
    "steps",
    metadata,
    Column("run", Integer, ForeignKey("runs.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("name", String(200), nullable=False),
    Column("uses", String(200), nullable=False),
    Column("plugin", String(200), nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("seconds", Double, nullable=False),
    Column("fingerprint", String(64), nullable=True, index=True),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("run", Integer, ForeignKey("runs.number"), primary_key=True),
    Column("folder", Text, nullable=False),
    Column("customers", BigInteger, nullable=False),
)

moves = Table(
    "moves",
    metadata,
    Column("run", Integer, ForeignKey("runs.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("segmentation", String(200), nullable=False),
    Column("from_segment", String(200), nullable=True),
    Column("to_segment", String(200), nullable=True),
    Column("direction", String(10), nullable=False),
    Column("customers", BigInteger, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("run", Integer, ForeignKey("runs.number"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("campaign", String(200), nullable=False),
    Column("uses", String(200), nullable=False),
    Column("plugin", String(200), nullable=False),
    Column("options", JSON, nullable=False),
    Column("key", String(500), nullable=False, unique=True),
    Column("staged", Text, nullable=False),
    Column("destination", Text, nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("details", JSON, nullable=False),
    Column("status", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text, nullable=True),
    Column("settled_at", Moment, nullable=True),
    UniqueConstraint("run", "position"),
    sqlite_autoincrement=True,
)

Index(None, deliveries.c.status)
