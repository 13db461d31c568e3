"""The catalogs of messages are compiled when the package is built, also for an editable install."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGS = Path(__file__).parent / "src" / "kartoteka" / "language" / "catalogs"


def compile_catalogs() -> None:
    """Each `.po` into a `.mo` beside it, whole or not at all: two builds of one checkout may run at the same time."""
    for po in sorted(CATALOGS.glob("*/LC_MESSAGES/*.po")):
        compiled = BytesIO()
        with po.open("rb") as read:
            write_mo(compiled, read_po(read, locale=po.parts[-3]))
        _write_whole(po.with_suffix(".mo"), compiled.getvalue())


def _write_whole(file: Path, content: bytes) -> None:
    if file.exists() and file.read_bytes() == content:
        return
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.chmod(0o644)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


class CatalogsHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling is not typed there
    """Compiles the catalogs before files are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogs()
