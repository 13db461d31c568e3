from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from kartoteka.catalog import Catalog
from kartoteka.catalog.connect import catalog_url, connect
from kartoteka.errors import ConfigError, StateError
from support.run_records import bare_project


def test_sqlite_is_told_to_keep_what_it_commits(tmp_path: Path) -> None:
    project = bare_project(tmp_path)
    Catalog.open(project)
    with connect(catalog_url(project)).connect() as connection:
        told = {name: connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in ("journal_mode", "synchronous")}
        assert told == {"journal_mode": "delete", "synchronous": 3}
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert connection.execute(text("PRAGMA busy_timeout")).scalar_one() == 30_000


def test_a_failed_migration_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = bare_project(tmp_path)
    monkeypatch.setattr("kartoteka.catalog.catalog.claim_root", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Catalog.open(project)
    with sqlite3.connect(project.state / "catalog.sqlite") as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    connection.close()


def test_a_file_that_is_no_catalog_is_told(tmp_path: Path) -> None:
    project = bare_project(tmp_path)
    project.state.mkdir()
    (project.state / "catalog.sqlite").write_text("customer;amount\n" * 100)
    with pytest.raises(StateError, match=r"catalog\.sqlite cannot be used: file is not a database\n.*check that it is there"):
        Catalog.open(project)


def test_a_server_that_is_away_is_told_without_the_password(tmp_path: Path) -> None:
    project = bare_project(tmp_path, "postgresql://ola:s3cret@127.0.0.1:9/shop")
    with pytest.raises(StateError) as caught:
        Catalog.open(project)
    assert "postgresql+psycopg://ola:***@127.0.0.1:9/shop cannot be used" in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_a_text_that_is_no_url_is_a_config_error_without_the_text(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="catalog: this is not a database URL") as caught:
        Catalog.open(bare_project(tmp_path, "s3cret"))
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("url", ["oracle+oracledb://ola@localhost/shop", "nosuch://ola@localhost/shop"])
def test_a_missing_driver_is_told(tmp_path: Path, url: str) -> None:
    with pytest.raises(StateError, match=r"needs a database driver that is not installed"):
        Catalog.open(bare_project(tmp_path, url))


def test_a_relative_sqlite_path_starts_at_the_projects_folder(tmp_path: Path) -> None:
    Catalog.open(bare_project(tmp_path, "sqlite:///team.sqlite"))
    assert (tmp_path / "team.sqlite").exists()
