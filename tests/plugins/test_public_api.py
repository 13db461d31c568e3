"""The public names: all there, told alike to people, type checkers and the interpreter, and free until they are used."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import kartoteka
from support.distributions import run_python

# Of the standard library nothing is heavy; of the others, a registration module may cost pluggy.
HEAVY = {"alembic", "click", "duckdb", "marshmallow", "narwhals", "pyarrow", "rich", "ruamel", "sqlalchemy", "sqlglot"}


@pytest.mark.parametrize("name", kartoteka.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(kartoteka, name) is not None


def test_type_checkers_see_the_same_names_from_the_same_modules() -> None:
    tree = ast.parse(Path(kartoteka.__file__).read_text(encoding="utf-8"))
    (block,) = (
        node
        for node in tree.body
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    )
    seen: dict[str, set[str]] = {}
    for node in block.body:
        assert isinstance(node, ast.ImportFrom)
        assert node.module is not None
        for alias in node.names:
            assert alias.asname == alias.name, "without `as`, a strict checker does not see the name as exported"
            seen.setdefault(node.module.removeprefix("kartoteka."), set()).add(alias.name)
    assert seen == {module: set(names.split()) for module, names in kartoteka._NAMES_BY_MODULE.items()}


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'kartoteka' has no attribute 'Scorrer'"):
        kartoteka.Scorrer  # noqa: B018  # looking is the test


def test_dir_lists_the_public_names() -> None:
    assert set(kartoteka.__all__) <= set(dir(kartoteka))


@pytest.mark.parametrize("statement", ["import kartoteka", "from kartoteka import ScorerSpec, hookimpl"])
def test_importing_costs_nothing_heavy(statement: str, tmp_path: Path) -> None:
    bare, imported = (
        {
            name.partition(".")[0]
            for name in run_python("-c", f"{code}import sys; print(*sys.modules)", settings=tmp_path).stdout.split()
        }
        for code in ("", f"{statement}; ")
    )
    assert "kartoteka" in imported
    assert imported & HEAVY == set()
    assert imported - bare - set(sys.stdlib_module_names) <= {"kartoteka", "pluggy"}
