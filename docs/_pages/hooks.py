"""The hooks, each with its exact signature and an example."""

from __future__ import annotations

import inspect
import re
from textwrap import dedent

import kartoteka
from _pages.markdown import docstring, signature
from kartoteka import hookspecs

_HEAD = """# Hooks

A plugin is a distribution with an entry point in the group `kartoteka`. The entry point names its *registration module*, and
the functions of that module which are marked with `@hookimpl` are its hooks. A registration module imports nothing but
`kartoteka`, so that `kartoteka --help` stays quick.

Five hooks *register* something and do no work. Three *observe* a run: each gets one event that cannot be changed, and a failure
in one is reported but never stops the run. [How to write a scorer](../how-to/own-scorer.md) shows all files of a plugin.
"""


def page() -> str:
    """The page."""
    return "\n".join([_HEAD, *(_hook(name) for name in hook_names()), _events()])


def hook_names() -> list[str]:
    """Every hook of the contract, in its order."""
    return [name for name, value in vars(hookspecs).items() if name.startswith("kartoteka_") and inspect.isfunction(value)]


def _hook(name: str) -> str:
    hook = getattr(hookspecs, name)
    prose, _, example = inspect.cleandoc(hook.__doc__ or "").partition("::\n")
    block = dedent(example).strip("\n")
    used = sorted({word for word in re.findall(r"\w+", block) if word in kartoteka.__all__}, key=str.lower)
    imports = f"from kartoteka import {', '.join(used)}\n\n" if used else ""
    heading = f"## `{name}`\n\n`{signature(hook, name)}`\n\n{prose.strip()}\n"
    return f"{heading}\n<!-- hook -->\n```python\n{imports}{block}\n```\n"


def _events() -> str:
    parts = ["## Events\n\nWhat the observers are given.\n"]
    for name in ("RunStarted", "StepFinished", "RunFinished"):
        event = getattr(kartoteka, name)
        rows = "\n".join(f"- `{field}`: `{annotation}`" for field, annotation in event.__annotations__.items())
        parts.append(f"### `{name}`\n\n{docstring(event)}\n{rows}\n")
    return "\n".join(parts)
