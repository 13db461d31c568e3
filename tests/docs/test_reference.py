"""The reference and the code say the same."""

from __future__ import annotations

import inspect
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Literal

import click
import pytest
from marshmallow import Schema, fields

from kartoteka import hookspecs
from kartoteka.cli.commands import SUMMARIES
from kartoteka.errors import KartotekaError
from kartoteka.model.conditions.whitelist import FUNCTIONS
from kartoteka.model.fields import FIELDS
from kartoteka.plugin.registry import load_registry
from support.pages import DOCS, ROOT

REFERENCE = DOCS / "reference"
KINDS: tuple[Literal["source", "segmenter", "scorer", "exporter"], ...] = ("source", "segmenter", "scorer", "exporter")


def text_of(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def generated() -> Iterator[dict[str, str]]:
    sys.path.insert(0, str(DOCS))
    try:
        yield import_module("generate").pages()
    finally:
        sys.path.remove(str(DOCS))
        for name in [name for name in sys.modules if name == "generate" or name.partition(".")[0] == "_pages"]:
            del sys.modules[name]


def test_the_pages_are_those_that_the_code_gives(generated: dict[str, str]) -> None:
    old = [name for name, text in generated.items() if not (REFERENCE / name).exists() or text_of(name) != text]
    assert old == [], "run: python docs/generate.py"


def bundled() -> list[tuple[Any, str]]:
    registry = load_registry()
    found = [(kind, name, registry.find(kind, name).provenance.distribution) for kind in KINDS for name in registry.names(kind)]
    return [(kind, name) for kind, name, distribution in found if distribution == "kartoteka"]


def keys(schema: Schema) -> Iterator[str]:
    for attribute, option in schema.load_fields.items():
        yield option.data_key or attribute
        inner = option.inner if isinstance(option, fields.List) else option
        if isinstance(inner, fields.Nested):
            yield from keys(inner.schema)


@pytest.mark.parametrize(("kind", "name"), bundled())
def test_every_option_of_a_bundled_component_is_told(kind: Any, name: str) -> None:
    part = text_of("components.md").partition(f"### {kind.capitalize()} `{name}`\n")[2].partition("\n##")[0]
    told = {key.rpartition(".")[2].removesuffix("[]") for key in re.findall(r"^\| `([^`]+)` \|", part, flags=re.MULTILINE)}
    component = load_registry().load(kind, name)
    assert set(keys(component.Options())) <= told


@pytest.mark.parametrize(("kind", "name"), bundled())
def test_every_option_of_a_bundled_component_is_described(kind: Any, name: str) -> None:
    component = load_registry().load(kind, name)
    assert [option.name for option in component.Options().load_fields.values() if not option.metadata.get("description")] == []


def commands(path: tuple[str, ...], command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield " ".join(path), command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from commands((*path, name), below)


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_command_is_told_with_all_its_options(name: str) -> None:
    page = text_of("commands.md")
    for path, command in commands((name,), getattr(import_module(f"kartoteka.cli.{name}"), name)):
        found = re.search(rf"^##+ `kartoteka {path}(?: [^`]*)?`$", page, flags=re.MULTILINE)
        assert found, f"kartoteka {path} has no heading"
        part = page[found.end() :].partition("\n##")[0]
        options = [spelling for one in command.params if isinstance(one, click.Option) for spelling in one.opts]
        assert [spelling for spelling in options if f"`{spelling}" not in part] == []


def test_every_field_is_told() -> None:
    page = text_of("fields.md")
    for table in dict.fromkeys(field.table for field in FIELDS):
        part = page.partition(f"\n## {table.capitalize()}\n")[2].partition("\n## ")[0]
        rows = {row.split(" | ")[0].strip("| `"): row for row in part.splitlines() if row.startswith("| `")}
        for field in FIELDS:
            if field.table == table:
                assert field.name in rows
                row = next(line for line in part.splitlines() if line.startswith(f"| `{field.name}` | {field.type} |"))
                assert f"| {field.fits} | {field.meaning}" in row
                assert ("**Sensitive.**" in row) == field.sensitive
                assert ("**Required.**" in row) == field.required
                assert row.endswith(f" | {' | '.join(field.synonyms[language][0] for language in ('pl', 'fr', 'ru'))} |")
                headers = part.partition(f"\n| `{field.name}` | en | ")[2]
                assert headers
                for line, (language, words) in zip(headers.splitlines(), field.synonyms.items(), strict=False):
                    cell = line.removeprefix(f"|  | {language} | ").removesuffix(" |").replace(" †", "")
                    assert cell.replace("\\|", "|") == ", ".join(words)


HOOKS = [name for name, value in vars(hookspecs).items() if name.startswith("kartoteka_") and inspect.isfunction(value)]


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_is_told_with_its_exact_signature(name: str) -> None:
    source = inspect.getsource(getattr(hookspecs, name))
    written = re.search(r"def (kartoteka_\w+\(.*?\) -> [^:]+):", source, flags=re.DOTALL)
    assert written
    assert f"`{written[1]}`" in text_of("hooks.md")


def test_every_exit_code_is_told() -> None:
    def tree(error: type[KartotekaError]) -> Iterator[type[KartotekaError]]:
        yield error
        for below in error.__subclasses__():
            if below.__module__ == "kartoteka.errors":
                yield from tree(below)

    page = text_of("exit-codes.md")
    assert [error.__name__ for error in tree(KartotekaError) if f"| {error.exit_code} | `{error.__name__}` |" not in page] == []


def test_every_function_of_conditions_is_told() -> None:
    page = text_of("conditions.md")
    assert [function.name for function in FUNCTIONS if f"`{function.name}(" not in page] == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(line for lines in project["optional-dependencies"].values() for line in lines)]
    names = {re.match(r"[\w.-]+", line).group() for line in asked}  # type: ignore[union-attr]  # a requirement begins with a name
    page = (DOCS / "explanation" / "dependencies.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([\w.-]+)` \| \S", page, flags=re.MULTILINE))
    assert names == told


def test_no_generated_page_is_edited_by_hand_unnoticed(generated: dict[str, str]) -> None:
    marked = {page.name for page in REFERENCE.glob("*.md") if "docs/generate.py" in text_of(page.name)[:120]}
    assert marked == set(generated)
