from __future__ import annotations

from pathlib import Path

import pytest

from kartoteka.config.project import Project
from support.postgres import new_database, postgres_server
from support.run_records import bare_project

__all__ = ["new_database", "postgres_server"]


@pytest.fixture(params=["sqlite", "postgresql"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Project:
    """An empty project whose catalog is on each kind of database in turn."""
    if request.param == "sqlite":
        return bare_project(tmp_path)
    return bare_project(tmp_path, request.getfixturevalue("new_database")())
