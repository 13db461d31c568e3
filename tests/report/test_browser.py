"""The report in a real browser: at a desk and on a telephone, in light and in dark, by keyboard, and printed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from kartoteka.language import LANGUAGES
from support.browser import DESK, TELEPHONE, chromium, opened
from support.report import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAPER = 688
"""How many pixels fit between the margins of a sheet of A4: 182 mm."""

SEGMENTS = "#segments-table-1"
INSPECTED = {("pl", DESK, "dark"), ("fr", TELEPHONE, "light"), ("ru", TELEPHONE, "dark")}
"""Where axe-core looks beside English, in which it looks everywhere: it takes seconds, and languages differ in texts alone."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests here."""
    with chromium() as started:
        yield started


def column(page: Page, table: str, at: int = 0) -> list[str]:
    """The texts of a column's rows, those that are shown."""
    cells = page.locator(f"{table} tbody tr:visible > :nth-child({at + 1})")
    return [" ".join(text.split()) for text in cells.all_inner_texts()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, TELEPHONE], ids=["desk", "telephone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_read_everywhere(
    browser: Browser, reports: dict[str, Path], language: str, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    with opened(browser, reports[language], size, scheme) as tab:
        assert tab.page.evaluate("document.documentElement.scrollWidth") == size[0]
        if language == "en" or (language, size, scheme) in INSPECTED:
            assert tab.faults() == []
        for name in HOSTILE:
            assert tab.page.get_by_role("rowheader", name=name).first.is_visible()
        if folder := os.environ.get("KARTOTEKA_SCREENSHOTS"):
            tab.page.screenshot(path=f"{folder}/{language}-{size[0]}-{scheme}.png", full_page=True)
        assert tab.asked == [reports[language].as_uri()]
        assert (tab.said, tab.dialogs) == ([], [])


def test_numbers_are_sorted_as_numbers(browser: Browser, reports: dict[str, Path]) -> None:
    with opened(browser, reports["pl"]) as tab:
        head = tab.page.locator(f"{SEGMENTS} thead th")
        turnover = head.nth(3)
        before = column(tab.page, SEGMENTS, 3)
        turnover.get_by_role("button").click()
        assert turnover.get_attribute("aria-sort") == "descending"
        found = column(tab.page, SEGMENTS, 3)
        amounts = [int("".join(filter(str.isdigit, text))) for text in found]
        assert amounts == sorted(amounts, reverse=True) != [int("".join(filter(str.isdigit, text))) for text in before]
        turnover.get_by_role("button").click()
        assert turnover.get_attribute("aria-sort") == "ascending"
        assert column(tab.page, SEGMENTS, 3) == list(reversed(found)) or sorted(amounts) == sorted(amounts, reverse=True)
        head.nth(1).get_by_role("button").click()
        assert turnover.get_attribute("aria-sort") is None


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("pl", ["lis", "łania", "nobody", "Öre", "small", "zebra", "żuraw", "ёж"]),
        ("en", ["łania", "lis", "nobody", "Öre", "small", "zebra", "żuraw", "ёж"]),
        ("ru", ["ёж", "łania", "lis", "nobody", "Öre", "small", "zebra", "żuraw"]),
    ],
)
def test_names_are_sorted_as_the_language_does(
    browser: Browser, reports: dict[str, Path], language: str, order: list[str]
) -> None:
    with opened(browser, reports[language]) as tab:
        tab.page.locator(f"{SEGMENTS} thead th").first.get_by_role("button").click()
        assert [name for name in column(tab.page, SEGMENTS) if name in order] == order


def test_rows_are_filtered_and_counted(browser: Browser, reports: dict[str, Path]) -> None:
    with opened(browser, reports["en"]) as tab:
        box = tab.page.get_by_label("Show rows with").first
        status = tab.page.locator(f".table:has({SEGMENTS}) [role=status]")
        box.fill("ZURAW")  # without its signs, in any case
        assert column(tab.page, SEGMENTS) == ["żuraw"]
        assert status.inner_text() == "Rows shown: 1 of 12"
        box.fill("discount note")
        assert column(tab.page, SEGMENTS) == [HOSTILE[0]]
        box.fill("")
        assert len(column(tab.page, SEGMENTS)) == 12
        assert status.inner_text() == ""


def test_it_can_be_used_by_keyboard_alone(browser: Browser, reports: dict[str, Path]) -> None:
    with opened(browser, reports["en"], TELEPHONE) as tab:
        page = tab.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
        for _press in range(60):
            page.keyboard.press("Tab")
            if page.evaluate(f"document.activeElement.closest('{SEGMENTS} thead th:nth-child(2)') !== null"):
                break
        page.keyboard.press("Enter")
        assert page.locator(f"{SEGMENTS} thead th").nth(1).get_attribute("aria-sort") == "descending"
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        region = page.get_by_role("region").filter(has=page.locator(SEGMENTS)).last
        region.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("element => element.scrollLeft > 0", arg=region.element_handle())


def test_without_its_script_the_tables_are_plain(browser: Browser, reports: dict[str, Path]) -> None:
    with opened(browser, reports["en"], script=False) as tab:
        assert tab.page.locator("button:visible, input:visible").count() == 0
        assert tab.page.locator(f"{SEGMENTS} tbody tr:visible").count() == 12


def test_it_is_printed_on_pages(browser: Browser, reports: dict[str, Path], tmp_path: Path) -> None:
    with opened(browser, reports["en"], scheme="dark") as tab:
        tab.page.emulate_media(media="print")
        for name in ("ink", "paper"):
            value = f"getComputedStyle(document.documentElement).getPropertyValue('--{name}')"
            assert tab.page.evaluate(value) == {"ink": "#000000", "paper": "#ffffff"}[name]
        assert tab.page.locator("input:visible").count() == 0
        tab.page.set_viewport_size({"width": PAPER, "height": 1000})
        wide = f"Array.from(document.querySelectorAll('table, svg')).filter(one => one.getBoundingClientRect().right > {PAPER})"
        assert tab.page.evaluate(f"{wide}.map(one => one.id)") == []
        file = tmp_path / "report.pdf"
        tab.page.pdf(path=file, prefer_css_page_size=True)
    content = file.read_bytes()
    assert content.startswith(b"%PDF-")
    parts = 5
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") >= parts
