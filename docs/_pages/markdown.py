"""Pieces of Markdown."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are Markdown of one line."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def code(text: object) -> str:
    """Text in the letters of a program."""
    written = str(text)
    return f"`` {written} ``" if "`" in written else f"`{written}`"


def codes(names: Iterable[object]) -> str:
    """Several of them."""
    return ", ".join(code(name) for name in names)


def docstring(target: object) -> str:
    """A docstring as Markdown: its first paragraphs, and its sections as lists."""
    text = inspect.cleandoc(getattr(target, "__doc__", None) or "")
    section = re.compile(r"^(Args|Attributes|Returns|Raises):$", re.MULTILINE)
    parts = section.split(text)
    told = [parts[0].strip()]
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        told.append(_section(name, body))
    return "\n\n".join(part for part in told if part) + "\n"


def _section(name: str, body: str) -> str:
    entries = [" ".join(entry.split()) for entry in re.split(r"\n(?=\S)", inspect.cleandoc("\n" + body)) if entry.strip()]
    if name == "Returns":
        return f"Gives: {' '.join(entries)}"
    marked = [re.sub(r"^([\w`]+): ", lambda found: f"{code(found[1].strip('`'))}: ", entry) for entry in entries]
    heading = {"Args": "It is given:", "Attributes": "It has:", "Raises": "It may raise:"}[name]
    return f"{heading}\n\n" + "\n".join(f"- {entry}" for entry in marked)


def signature(function: object, name: str) -> str:
    """`name(tables: Tables) -> Frame`, as it is written in the code."""
    assert callable(function)
    told = inspect.signature(function)
    parameters = [one.replace(annotation=_plain(one.annotation)) for one in told.parameters.values() if one.name != "self"]
    return f"{name}{told.replace(parameters=parameters, return_annotation=_plain(told.return_annotation))}".replace("'", "")


def _plain(annotation: object) -> object:
    """Annotations stay as they are written; classes are told by their name alone."""
    if annotation is inspect.Signature.empty or isinstance(annotation, str):
        return annotation
    return getattr(annotation, "__name__", str(annotation))
