"""Compare what the program made of an export with what a person makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from init.exports import english, french, others, polish, russian
from init.exports.made_up import Export, pairs
from kartoteka.pipeline.begin import Beginning, Request, begin
from kartoteka.plugin.registry import load_registry

EXPORTS = {export.name: export for module in (polish, french, russian, english, others) for export in module.EXPORTS}


@dataclass
class Judged:
    """The result for one system: what is wrong, and what was asked, by file."""

    beginning: Beginning
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@cache
def expected() -> Mapping[str, Any]:
    """What a person makes of each file."""
    loaded: Mapping[str, Any] = YAML(typ="safe", pure=True).load((Path(__file__).parent / "expected.yaml").read_text("utf-8"))
    return loaded


def systems() -> Iterator[tuple[str, Sequence[Export]]]:
    """Each system with its files, as they are given together."""
    for files in pairs(tuple(EXPORTS.values())):
        given = [export for export in files if export is not None]
        yield given[0].name.rsplit("-", 1)[0], given


def judge(files: Sequence[Export], folder: Path) -> Judged:
    """Begin with the files of a system; every question is answered as a person would, and noted."""
    given: dict[str, str] = {}
    for export in files:
        path = folder / f"{export.name}.csv"
        path.write_bytes(export.bytes())
        given[export.table] = str(path)
    request = Request(folder, given)
    judged = Judged(begin(request, load_registry()))
    said: dict[str, str] = {}
    while judged.beginning.questions:
        for question in judged.beginning.questions:
            judged.asked.append(question.key)
            said[question.key] = _answer(question.key, files)
        judged.beginning = begin(Request(folder, given, said), load_registry())
    for export in files:
        judged.wrong += list(_wrong(export, judged.beginning))
    return judged


def _answer(key: str, files: Sequence[Export]) -> str:
    table, _, name = key.partition(".")
    if not name:
        return {"currency": {"pl": "PLN", "fr": "EUR", "ru": "RUB", "en": "USD"}[files[0].language]}[table]
    of_table = expected()[next(export.name for export in files if export.table == table)]
    if name.startswith("columns."):
        return str(of_table["columns"].get(name.removeprefix("columns."), "none"))
    return str(of_table["reading"].get(name, "unlimited"))


def _wrong(export: Export, beginning: Beginning) -> Iterator[str]:
    person = expected()[export.name]
    made = {
        row["column"]: row["from"]
        for row in beginning.landed[export.table].mapping
        if row["how"] != "custom" and row["column"] != "employees_band"
    }
    others = person.get("or", {})
    for name in sorted(made.keys() | person["columns"].keys()):
        would_do = {None if header is None else str(header) for header in (person["columns"].get(name), *others.get(name, ()))}
        if name in others and not others[name]:
            would_do.add(None)
        if name not in person["columns"]:
            would_do.add(None)
        if made.get(name) not in would_do:
            yield f"{export.name}: {name} is {made.get(name)!r}, and a person says {person['columns'].get(name)!r}"
    yield from _misread(export, person["reading"], beginning)


def _misread(export: Export, person: Mapping[str, Any], beginning: Beginning) -> Iterator[str]:
    project, landed = beginning.project, beginning.landed[export.table]
    assert project is not None
    settled = landed.settled
    (file,) = settled["files"].values()
    source = project.pipelines["first"].inputs[export.table]
    made = {
        **file,
        "decimal": settled["decimal"],
        "date_order": settled["date_order"],
        "skip_lines": source.options.get("skip_lines"),
        "currency": project.currency,
    }
    made["encoding"] = "utf-8" if made["encoding"] == "utf-8-sig" else made["encoding"]
    for name, value in person.items():
        if made[name] != value and not (
            name == "date_order" and made[name] is None and ".20" in export.bytes().decode(export.encoding)
        ):
            yield f"{export.name}: {name} is {made[name]!r}, and a person says {value!r}"
    expected_rows = len(export.rows())
    if landed.rows_landed != expected_rows:
        yield f"{export.name}: {landed.rows_landed} rows landed of {expected_rows}"
