"""The revision of a catalog's tables: checked with one query, and brought up to date with Alembic only where it is old."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, text

from kartoteka.catalog.tables import metadata
from kartoteka.errors import StateError
from kartoteka.language import gettext as _

if TYPE_CHECKING:
    from alembic.config import Config

REVISIONS = ("0001",)
"""All revisions, oldest first, as the scripts in `migrations/versions` chain them. Known here to spare loading Alembic."""

HEAD = REVISIONS[-1]


def revision(connection: Connection) -> str | None:
    """The revision that a database is at; None where it holds no catalog yet.

    Raises:
        StateError: It is none that this version knows.
    """
    if not inspect(connection).has_table("alembic_version"):
        return None
    current = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if current is not None and current not in REVISIONS:
        raise StateError(
            _(
                "the catalog was written by a newer kartoteka (its revision is {found}, this version knows up to {known})",
                found=current,
                known=HEAD,
            ),
            hint=_("upgrade: pip install --upgrade kartoteka"),
        )
    return current


def upgrade(connection: Connection) -> None:
    """Bring the tables to `HEAD`, inside the transaction of `connection`: wholly or not at all.

    An empty database gets them as they are now, without going through the history or loading Alembic.
    """
    if not inspect(connection).get_table_names():
        metadata.create_all(connection)
        version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
        version.create(connection)
        connection.execute(version.insert().values(version_num=HEAD))
        return
    from alembic import command

    command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection | None = None) -> Config:
    """What Alembic has to know; it reads no file of its own."""
    from alembic.config import Config

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
