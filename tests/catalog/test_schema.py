from __future__ import annotations

import subprocess
import sys

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from kartoteka.catalog import Catalog
from kartoteka.catalog.connect import catalog_url, connect
from kartoteka.catalog.schema import HEAD, REVISIONS, alembic_config
from kartoteka.catalog.tables import metadata
from kartoteka.config.project import Project
from kartoteka.errors import StateError
from support.run_records import run_record


def execute(project: Project, statement: str) -> None:
    with connect(catalog_url(project)).begin() as connection:
        connection.execute(text(statement))


def test_the_revisions_are_those_of_the_scripts() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == REVISIONS
    assert scripts.get_heads() == [HEAD]


@pytest.mark.parametrize("by", ["a first run", "the migrations"])
def test_either_way_makes_exactly_the_tables_that_the_code_declares(project: Project, by: str) -> None:
    if by == "a first run":
        Catalog.open(project)
    else:
        project.state.mkdir(parents=True, exist_ok=True)
        with connect(catalog_url(project)).begin() as connection:
            command.upgrade(alembic_config(connection), "head")
    with connect(catalog_url(project)).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD


def test_opening_again_changes_nothing(project: Project) -> None:
    first = Catalog.open(project)
    first.commit_run(run_record("shop-2026-11-30-1"))
    again = Catalog.open(project)
    assert again.root == first.root
    assert len(again.runs()) == 1


def test_a_catalog_of_a_newer_version_is_refused(project: Project) -> None:
    Catalog.open(project)
    execute(project, "UPDATE alembic_version SET version_num = '9999'")
    for open_catalog in (Catalog.open, Catalog.open_to_read):
        with pytest.raises(
            StateError, match=r"written by a newer kartoteka \(its revision is 9999, .*\n.*pip install --upgrade"
        ):
            open_catalog(project)


def test_a_reader_does_not_migrate(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    Catalog.open(project)
    monkeypatch.setattr("kartoteka.catalog.catalog.HEAD", "0002")
    with pytest.raises(StateError, match=r"written by an older kartoteka .*\n.*the next `kartoteka run` brings it up to date"):
        Catalog.open_to_read(project)


def test_alembic_is_not_loaded_where_there_is_nothing_to_migrate(project: Project) -> None:
    program = f"""
import sys
from pathlib import Path
from kartoteka.catalog import Catalog
from support.run_records import bare_project
project = bare_project(Path({str(project.folder)!r}), {project.catalog!r})
Catalog.open(project)
print("alembic" in sys.modules)
"""
    command = [sys.executable, "-c", program]
    environment = {"PYTHONPATH": ":".join(sys.path)}
    outputs = [subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout for _ in range(2)]
    assert outputs == ["False\n", "False\n"]
