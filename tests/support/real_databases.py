"""Northwind and Chinook, loaded from the shared data into every engine that they exist for."""

from __future__ import annotations

import re

import sqlalchemy as sa

from support.databases import Database
from support.shared_data import shared_data

_DATABASE_OF_ITS_OWN = re.compile(r"^(DROP DATABASE|CREATE DATABASE|USE|\\c)\b.*$", re.MULTILINE)


def load_script(database: Database, name: str) -> None:
    """Run a script of the shared data in a database that is there."""
    script = _DATABASE_OF_ITS_OWN.sub("", shared_data(name).read_text(encoding="utf-8-sig"))
    engine = sa.create_engine(database.url, poolclass=sa.NullPool)
    connection = engine.raw_connection()
    cursor = connection.cursor()
    if database.backend == "mariadb":
        # Each of its statements ends with a semicolon at the end of a line, and no text in it does.
        for statement in re.split(r";[ \r]*\n", script):
            if statement.strip():
                cursor.execute(statement)
    else:
        cursor.execute(script.encode())
    connection.commit()
    cursor.close()
    connection.close()
    engine.dispose()


def sqlite_copy(name: str) -> Database:
    """A SQLite file of the shared data, which is only read."""
    return Database("sqlite", f"sqlite:///{shared_data(name)}")
