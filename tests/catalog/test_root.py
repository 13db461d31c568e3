from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kartoteka.catalog import Catalog
from kartoteka.config.project import Project
from kartoteka.errors import StateError
from support.run_records import bare_project, run_record


def test_a_catalog_that_names_another_root_is_refused(tmp_path: Path) -> None:
    mine, theirs = bare_project(tmp_path / "mine"), bare_project(tmp_path / "theirs")
    Catalog.open(mine)
    Catalog.open(theirs)
    shutil.copy(theirs.state / "catalog.sqlite", mine.state / "catalog.sqlite")
    for open_catalog in (Catalog.open, Catalog.open_to_read):
        with pytest.raises(StateError) as caught:
            open_catalog(mine)
        assert "belongs to the state folder made as" in str(caught.value)
        assert f"{theirs.state}, not to {mine.state}" in str(caught.value)
        assert "or give this project a catalog of its own" in str(caught.value)


def test_a_shared_catalog_serves_one_state_folder(project: Project, tmp_path: Path) -> None:
    if project.catalog is None:
        project = bare_project(tmp_path, f"sqlite:///{tmp_path}/shared.sqlite")
    Catalog.open(project).commit_run(run_record("shop-2026-11-30-1"))
    colleague = bare_project(tmp_path / "colleague", project.catalog)
    for open_catalog in (Catalog.open, Catalog.open_to_read):
        with pytest.raises(StateError, match="belongs to the state folder made as"):
            open_catalog(colleague)
    assert len(Catalog.open(project).runs()) == 1


def test_an_empty_catalog_is_refused_beside_snapshots_of_another(tmp_path: Path) -> None:
    project = bare_project(tmp_path)
    Catalog.open(project)
    folder = project.state / "runs" / "shop-2026-11-30-1"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")
    (project.state / "catalog.sqlite").unlink()
    for open_catalog in (Catalog.open_to_read, Catalog.open):
        (project.state / "catalog.sqlite").touch()
        with pytest.raises(StateError, match=r"is empty, but .*runs holds committed runs that another catalog knows"):
            open_catalog(project)


def test_a_root_whose_catalog_was_not_made_in_time_is_kept(tmp_path: Path) -> None:
    project = bare_project(tmp_path)
    root = Catalog.open(project).root
    (project.state / "catalog.sqlite").unlink()
    (project.state / "catalog.sqlite").touch()
    assert Catalog.open_to_read(project) is None
    assert Catalog.open(project).root == root


def test_an_unreadable_root_is_told(tmp_path: Path) -> None:
    project = bare_project(tmp_path)
    Catalog.open(project)
    (project.state / "root.json").write_text("{")
    with pytest.raises(StateError, match=r"root\.json does not name a state root"):
        Catalog.open(project)
