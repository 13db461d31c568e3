"""The `url` of a database: checked, completed by the project's folder and a driver, and shown without its secrets."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from marshmallow import ValidationError

from kartoteka import gettext as _

_DRIVERS = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql", "mariadb": "mariadb+pymysql"}
_EXTRAS = {"postgresql": "kartoteka[postgresql]", "mysql": "kartoteka[mariadb]", "mariadb": "kartoteka[mariadb]"}

URL_HELP = (
    "The database, as a SQLAlchemy URL; take its password from ${env:NAME} or ${file:PATH}. "
    "In a password, / @ # % are written %2F %40 %23 %25, in the secret as well."
)


def is_url(text: str) -> None:
    """Refuse what is not the URL of a database, without repeating it."""
    try:
        sa.make_url(text)
    except (sa.exc.ArgumentError, ValueError):
        raise ValidationError(
            _(
                "This is not the URL of a database; write one such as postgresql+psycopg://host/database. In a "
                "password, / @ # % are written %2F %40 %23 %25, in the secret as well"
            )
        ) from None


def database_url(text: str, project: Path) -> sa.URL:
    """The URL with a driver that kartoteka has an extra for; a file of SQLite is looked for from the project's folder."""
    url = sa.make_url(text)
    url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        return url.set(database=str(project / str(url.database)))
    return url


def database_file(url: sa.URL) -> Path | None:
    """The file of a SQLite database."""
    in_a_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:") and "uri" not in url.query
    return Path(str(url.database)).resolve() if in_a_file else None


def shown_database(url: sa.URL, project: Path) -> str:
    """`postgresql database host/name`: without user, password, or whatever else the URL holds. One spelling for one file."""
    place = f"{url.host}:{url.port}/" if url.host and url.port else f"{url.host}/" if url.host else ""
    file, folder = database_file(url), project.resolve()
    if file is None:
        name = url.database or ""
    else:
        name = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else str(file)
    return f"{url.get_backend_name()} database {place}{name}"


def driver_hint(url: sa.URL) -> str:
    """What to install where the driver of a URL is missing."""
    extra = _EXTRAS.get(url.get_backend_name())
    return (
        _("Install it: {command}", command=f"pip install '{extra}'")
        if extra
        else _("Install the driver that the URL names, with pip.")
    )


def told_by(error: BaseException, url: sa.URL) -> str:
    """What a database said, in one line and without the password: SQLAlchemy's own words would repeat statements and rows."""
    cause = getattr(error, "orig", None) or error
    arguments: tuple[object, ...] = getattr(cause, "args", ())
    # PyMySQL's errors are a number and a text.
    whole = str(arguments[1]) if len(arguments) == 2 and isinstance(arguments[0], int) else str(cause)
    told = " ".join(whole.split()) or type(cause).__name__
    password = url.password
    return told.replace(str(password), "***") if password else told
