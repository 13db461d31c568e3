"""SQLite: the file is opened for reading alone."""

from __future__ import annotations

from typing import Any, ClassVar

import sqlalchemy as sa

from kartoteka_sql.snapshot.base import Snapshot
from kartoteka_sql.url import database_file

_BUSY_SECONDS = 5


class SqliteSnapshot(Snapshot):
    """A transaction of SQLite. Its values have types of their own, whatever their column says, so all become texts."""

    connect_args: ClassVar = {"timeout": _BUSY_SECONDS}

    def opened_url(self) -> sa.URL:
        file = database_file(self.url)
        if file is None:
            return self.url
        return self.url.set(database=file.as_uri()).update_query_dict({"mode": "ro", "uri": "true"})

    def begin(self) -> None:
        # The driver would begin no transaction for a SELECT.
        driver: Any = self.connection.connection.dbapi_connection  # there is one while the connection is open
        driver.isolation_level = None
        self._execute("PRAGMA query_only = ON")
        self._execute("BEGIN")
        self._execute("SELECT count(*) FROM sqlite_master").fetchall()  # only now it sees one state
