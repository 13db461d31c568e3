"""The catalogs of messages are compiled when the package is built, also for an editable install."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGS = Path(__file__).parent / "src" / "kartoteka" / "language" / "catalogs"


def compile_catalogs() -> None:
    """Each `.po` into a `.mo` beside it."""
    for po in sorted(CATALOGS.glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as read, po.with_suffix(".mo").open("wb") as written:
            write_mo(written, read_po(read, locale=po.parts[-3]))


class CatalogsHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling is not typed there
    """Compiles the catalogs before files are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogs()
