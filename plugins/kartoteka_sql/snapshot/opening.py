"""Open a database for reading, or say why that cannot be done."""

from __future__ import annotations

import sqlalchemy as sa

from kartoteka import InputError
from kartoteka import gettext as _
from kartoteka_sql.snapshot.base import Snapshot
from kartoteka_sql.snapshot.mariadb import MariadbSnapshot
from kartoteka_sql.snapshot.postgresql import PostgresqlSnapshot
from kartoteka_sql.snapshot.sqlite import SqliteSnapshot
from kartoteka_sql.url import database_file, driver_hint, told_by

_KINDS: dict[str, type[Snapshot]] = {
    "postgresql": PostgresqlSnapshot,
    "mariadb": MariadbSnapshot,
    "mysql": MariadbSnapshot,
    "sqlite": SqliteSnapshot,
}


def open_snapshot(url: sa.URL, shown: str) -> Snapshot:
    """Begin to read.

    Args:
        url: Of the database.
        shown: The same for people.

    Raises:
        InputError: It cannot be reached, or its driver is missing.
    """
    file = database_file(url)
    if file is not None and not file.is_file():
        raise InputError(
            _("{shown} is not there: there is no file {file}", shown=shown, file=file),
            hint=_("See `url`; it starts at the project file."),
        )
    try:
        return _KINDS.get(url.get_backend_name(), Snapshot)(url)
    except (ImportError, sa.exc.NoSuchModuleError) as error:
        raise InputError(
            _("the database driver cannot be loaded ({told})", told=told_by(error, url)), hint=driver_hint(url)
        ) from None
    except (sa.exc.SQLAlchemyError, OSError) as error:
        hint = _("See that it runs, and that host, port, user and password in `url` are right.")
        if file is not None:
            hint = _(
                "See that it is a database of SQLite which you may read; beside one in WAL mode, its folder is written to."
            )
        raise InputError(_("{shown} cannot be opened ({told})", shown=shown, told=told_by(error, url)), hint=hint) from error
