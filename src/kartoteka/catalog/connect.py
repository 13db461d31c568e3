"""Where the catalog is, and how to speak to it so that what is committed stays committed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from kartoteka.config.project import Project
from kartoteka.config.secrets import resolve_text
from kartoteka.errors import ConfigError, StateError
from kartoteka.language import gettext as _

BUSY_SECONDS = 30


def catalog_url(project: Project) -> URL:
    """The project's `catalog`, or SQLite in its state folder. A relative SQLite path starts at the project's folder.

    Raises:
        ConfigError: `catalog` is not a database URL, or a secret in it is missing.
    """
    if project.catalog is None:
        return URL.create("sqlite", database=str(project.state / "catalog.sqlite"))
    try:
        url = make_url(resolve_text(project.catalog, ("catalog",), project.places))
    except (ArgumentError, ValueError):
        # The text is not shown: it may hold a password.
        problem = project.places.problem(
            ("catalog",),
            _("this is not a database URL"),
            _(
                "write it like postgresql://user:${env:PASSWORD}@host/database; in a password, / @ # % are "
                "written %2F %40 %23 %25, in the secret as well"
            ),
        )
        raise ConfigError([problem]) from None
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database:
        url = url.set(database=str(project.folder / url.database))
    return url


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def connect(url: URL) -> Engine:
    """An engine that holds no connection while it is not used.

    Raises:
        StateError: There is no driver for this kind of database.
    """
    try:
        engine = create_engine(url, poolclass=NullPool, json_serializer=_to_json)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise StateError(
            _("the catalog {catalog} needs a database driver that is not installed ({error})", catalog=shown(url), error=error),
            hint=_("for PostgreSQL: pip install 'kartoteka[postgresql]'"),
        ) from None
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions by itself, and not before DDL; `_begin_sqlite` does so instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    # A rollback journal rather than WAL: there is one writer and little to write, one file is easier to keep and to copy,
    # and WAL does not work on a network drive. With such a journal a commit is the removal of the journal; EXTRA fsyncs
    # the folder after that, FULL does not, and a power cut could bring the journal back and undo the commit.
    cursor.execute("PRAGMA journal_mode = DELETE")
    cursor.execute("PRAGMA synchronous = EXTRA")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def shown(url: URL) -> str:
    """The URL for a person: the path of an SQLite file, and never a password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Turn what the database says into a `StateError` that names the catalog."""
    try:
        yield
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0] if error.orig is not None and str(error.orig).strip() else str(error)
        raise StateError(
            _("the catalog {catalog} cannot be used: {reason}", catalog=shown(url), reason=reason),
            hint=_("check that it is there, that it is a catalog of kartoteka, and that you may write to it"),
        ) from error
