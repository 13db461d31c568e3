"""A real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from support.postgres import required

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESK, TELEPHONE = (1280, 900), (390, 844)
ABSENT = "no Chromium on this machine: the report was opened by no browser (Debian has it as `chromium`)"
WHY = "set KARTOTEKA_SERVERS=chromium to open the report in a browser, as one interpreter in CI does"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser. Where it is not asked for, or absent, the test is skipped; it fails if `KARTOTEKA_REQUIRE` names it."""
    if "chromium" not in os.environ.get("KARTOTEKA_SERVERS", "").replace(",", " ").split():
        pytest.skip(WHY)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        if required("chromium"):
            pytest.fail(ABSENT)
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            warnings.warn(ABSENT, stacklevel=2)
        pytest.skip(ABSENT)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # The browser's own sandbox does not start for root; what it opens is a file that this program has written.
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=False)
        try:
            yield browser
        finally:
            browser.close()


class Opened:
    """A report in a tab, with all that the tab has to say of it.

    Attributes:
        asked: The addresses of all requests.
        said: Errors, warnings, and what is told on the console.
        dialogs: The texts of dialogs that came up.
    """

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        self.file = file
        self.asked: list[str] = []
        self.said: list[str] = []
        self.dialogs: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", self._dismiss)
        page.goto(file.as_uri())

    def _dismiss(self, dialog: object) -> None:
        self.dialogs.append(dialog.message)  # type: ignore[attr-defined]  # Playwright's
        dialog.dismiss()  # type: ignore[attr-defined]

    def faults(self) -> list[str]:
        """What axe-core finds that is serious or critical."""
        self.page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{one['id']}: {one['help']}: {[node['html'] for node in one['nodes'][:3]]}"
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]


@contextmanager
def opened(
    browser: Browser,
    file: Path,
    size: tuple[int, int] = DESK,
    scheme: Literal["light", "dark"] = "light",
    *,
    script: bool = True,
) -> Iterator[Opened]:
    """Open a report in a tab of its own."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=script)
    try:
        yield Opened(context.new_page(), file)
    finally:
        context.close()
