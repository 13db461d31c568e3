"""What stands in a report, and what must not."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from base64 import b64encode
from itertools import pairwise
from pathlib import Path

import pytest

from kartoteka.language import LANGUAGES
from support.pipelines import Shop
from support.report import HOSTILE, IMAGE, LINK, SCRIPT, Element, read_html

SOURCES = "sources: {customers: data/customers.csv}\n"
EVERYBODY = "segments: {all: {use: rules, rules: [{else: everybody}]}}\n"


@pytest.fixture(scope="package")
def page(reports: dict[str, Path]) -> Element:
    """The report in English."""
    return read_html(reports["en"].read_text("utf-8"))


def test_the_same_run_gives_the_same_bytes(hostile: Shop, reports: dict[str, Path], tmp_path: Path) -> None:
    again = tmp_path / "again.html"
    command = [sys.executable, "-m", "kartoteka.cli.main", "report", "-o", str(again), "--project", str(hostile.folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    assert again.read_bytes() == reports["en"].read_bytes()


def test_segments_with_their_shares_turnover_and_terms(page: Element) -> None:
    head, first, second, *others = page.by_id("segments-table-1").cells()
    assert head == ["size", "customers", "share", "turnover", "share of turnover", "margin", "terms"]
    # 90 to 119 employees, and those of 80, 84 and 88 who have grown by ten; each ordered once for a hundred and their number.
    turnover = sum(100 + at for at in [80, 84, 88, *range(90, 120)])
    every = sum(100 + at for at in range(120))
    share = f"{turnover / every * 100:.0f} %"
    terms = "10 % discount, 1 day to pay, note: <b>b</b>"
    assert first == [SCRIPT, "33", "28 %", f"{turnover:,} PLN", share, f"{turnover - 33 * 50:,} PLN", terms]
    assert second[0] == IMAGE
    assert ["nobody", "0", "0 %", "0 PLN", "0 %", "0 PLN", "50 % discount"] in others
    assert others[-1][:2] == ["all", "120"]


def test_moves_are_those_between_the_two_days(page: Element) -> None:
    head, *rows = page.by_id("moves-table-1").cells()
    cells = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    # 80, 84 and 88 went from 60 and more to 90 and more; 52 and 56 to 60 and more.
    assert cells[IMAGE][SCRIPT] == "3▲"
    assert cells[LINK][IMAGE] == "2▲"
    assert cells[SCRIPT][SCRIPT] == "30="
    assert cells[SCRIPT][IMAGE] == "·"
    told = page.by_id("moves-1").text
    moved = sum(1 for at in range(0, 120, 4) if _segment(at) != _segment(at + 10))
    assert f"Since 31 October 2026: {moved} moved up." in told
    picture = page.by_id("flow-1").find("svg")[0]
    assert picture.attributes["role"] == "img"
    for id_ in picture.attributes["aria-labelledby"].split():
        assert page.by_id(id_).text


def _segment(employees: int) -> int:
    return next((bound for bound in (90, 60, 50, 45, 40, 35, 30, 25, 20) if employees >= bound), 0)


def test_campaigns_tell_whom_they_removed_and_why(page: Element) -> None:
    head, (name, *numbers) = page.by_id("campaigns-table").cells()
    assert head == ["campaign", "selected", "removed: no consent", "removed: no address", "on the list"]
    selected = [at for at in range(120) if at + (10 if at % 4 == 0 else 0) >= 10]
    consent = [at for at in selected if at % 7]
    address = [at for at in consent if at % 10]
    assert name == "post"
    assert list(map(int, numbers)) == [
        len(selected),
        len(selected) - len(consent),
        len(consent) - len(address),
        len(address),
    ]


def test_rejects_are_grouped_by_reason_and_the_first_of_them_are_named(page: Element) -> None:
    _head, amounts, days = page.by_id("rejects-orders-table").cells()
    assert amounts[:2] == ["amount: … is not an amount", "5"]
    assert amounts[2].split("; ") == [
        f"data/orders.csv, line {line}: amount: '<svg onload=alert({at})>' is not an amount"
        for at, line in enumerate(("122", "123", "124"))
    ]
    assert days[1:] == ["1", "data/orders.csv, line 127: ordered_on: '2026-02-31' is not a day of the calendar"]
    _head, _customers, orders = page.by_id("rows").cells()
    assert orders[:4] == ["orders", "126", "120", "6"]


def test_a_page_of_a_segment_has_its_profile(page: Element) -> None:
    (link,) = [one for one in page.by_id("segments-table-1").find("a") if one.text == SCRIPT]
    assert link.attributes["href"] == "#profile-1"
    told = page.by_id("profile-1")
    assert told.find("h3")[0].text == SCRIPT
    assert "33 of 120 (28 %)" in told.text
    assert "30 customers stayed since 31 October 2026. Came: 3" in told.text
    _head, *rows = page.by_id("profile-1-apart-table").cells()
    industry = next(row for row in rows if row[:2] == ["industry", SCRIPT])
    # 33 of 33 here, and of the 87 others those of 60 to 89 employees but the three who have grown.
    assert industry[2:] == ["100 %", "31 %", "3.2 times"]
    _head, competitor = page.by_id("profile-1-competitors-table").cells()
    assert competitor[:2] == [IMAGE, str(sum(1 for at in [80, 84, 88, *range(90, 120)] if at % 5 == 0))]
    assert "is strong in: <b>cheap</b>" in told.text


def test_a_page_of_a_segment_tells_how_it_was_judged(page: Element) -> None:
    head, passion, specialisation, profitability = page.by_id("profile-1-judged-1-criteria").cells()
    assert head == ["criterion", "mark", "threshold", "short by", "verdict"]
    assert passion == ["passion", "4", "3", "–", "passes✓"]
    assert specialisation == ["specialisation", "–", "3", "–", "unanswered?"]
    # The mean of 33 orders lies between 100 PLN, which gives 1, and 500 PLN, which gives 5.
    mean = sum(100 + at for at in [80, 84, 88, *range(90, 120)]) / 33
    mark = round(1 + (mean - 100) / 100, 2)
    assert profitability == ["profitability", f"{mark:g}", "3", f"{round(3 - mark, 2):g}", "fails✗"]
    told = page.by_id("profile-1-judged-1").text
    assert "Profitability passes if the average order rises to 300 PLN." in told
    assert "<i>nice</i> (<u>Anna</u>, 2 November 2026)" in told
    assert "Specialisation is unanswered." in told


def test_quality_has_a_row_for_each_segment(page: Element) -> None:
    head, first, *others = page.by_id("quality-table-1").cells()
    assert head[:3] == ["segment", "customers", "share"]
    assert first[:3] == [SCRIPT, "33", "28 %"]
    assert len(others) == 11
    assert ["employees", "variance explained"] in [row[:2] for row in page.by_id("explained-1").cells()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_stay_text(reports: dict[str, Path], language: str) -> None:
    text = reports[language].read_text("utf-8")
    page = read_html(text)
    assert [one.tag for one in page.find("script", "img", "b", "i", "u", "iframe", "object", "link", "base", "form")] == [
        "script"
    ]
    assert not [name for one in page.walk() for name in one.attributes if name.startswith("on") or name == "style"]
    for name in HOSTILE:
        assert name in page.find("main")[0].text
    assert {one.attributes["href"][0] for one in page.find("a")} == {"#"}
    assert not [one for one in page.walk() if "src" in one.attributes]


def test_nothing_is_told_of_one_customer(reports: dict[str, Path]) -> None:
    text = reports["en"].read_text("utf-8")
    for secret in ("Secret name", "@example.com", "secret belief", "K001", "seldom value"):
        assert secret not in text


def test_only_its_own_script_and_style_may_do_anything(page: Element) -> None:
    (policy,) = [one for one in page.find("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy"]
    allowed = dict(part.strip().split(" ", 1) for part in policy.attributes["content"].split(";"))
    assert allowed["default-src"] == "'none'"
    for tag in ("script", "style"):
        (element,) = page.find(tag)
        (text,) = element.children
        assert isinstance(text, str)
        assert allowed[f"{tag}-src"] == f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_built_as_it_should_be(reports: dict[str, Path], language: str) -> None:
    page = read_html(reports[language].read_text("utf-8"))
    (html,) = page.find("html")
    assert html.attributes["lang"] == language
    ids = [one.attributes["id"] for one in page.walk() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    for one in page.walk():
        for id_ in one.attributes.get("aria-labelledby", "").split():
            assert id_ in ids
        if one.tag == "a":
            assert one.attributes["href"][1:] in ids
    levels = [int(one.tag[1]) for one in page.find("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in page.find("table"):
        head, *rows = table.cells()
        assert table.find("caption")[0].find("span")[0].children
        assert all(len(row) == len(head) for row in rows)
        assert all(cell.attributes["scope"] for cell in table.find("th"))
    assert [one.tag for one in page.find("header", "nav", "main")] == ["header", "nav", "main"]


def test_a_first_run_says_so(shop: Shop) -> None:
    shop.customers("a", "b")
    shop.project(SOURCES, EVERYBODY)
    shop.run().done()
    shop.kartoteka("report", "-o", str(shop.folder / "r.html")).done()
    page = read_html((shop.folder / "r.html").read_text("utf-8"))
    assert "This is the first run of its kind." in page.by_id("moves").text
    assert "The pipeline has no campaigns." in page.by_id("campaigns").text
    assert "Every row and every cell could be used." in page.by_id("rejects").text


def test_many_segments_stay_small(shop: Shop) -> None:
    shop.table("data/customers.csv", ("customer_id", "employees"), [(f"c{at}", at) for at in range(300)])
    rules = "".join(f"      - {{segment: segment {at}, when: employees = {at}}}\n" for at in range(150))
    shop.project(
        SOURCES,
        f"segments:\n  size:\n    use: rules\n    rules:\n{rules}      - {{else: others}}\n",
    )
    shop.run("2026-10-31").done()
    shop.table("data/customers.csv", ("customer_id", "employees"), [(f"c{at}", at + 1) for at in range(300)])
    shop.run("2026-11-30").done()
    file = shop.folder / "r.html"
    shop.kartoteka("report", "-o", str(file)).done()
    assert file.stat().st_size < 2_000_000
    assert len(read_html(file.read_text("utf-8")).by_id("moves-table-1").cells()) == 101


def test_rules_that_have_changed_since_are_told(shop: Shop) -> None:
    shop.customers("a", "b")
    rules = (
        "segments: {{all: {{use: rules, rules: [{{segment: x, when: name = 'y', terms: {{discount: {}%}}}}, {{else: z}}]}}}}\n"
    )
    shop.project(SOURCES, rules.format(9))
    shop.run().done()
    file = shop.folder / "r.html"
    shop.kartoteka("report", "-o", str(file)).done()
    before = read_html(file.read_text("utf-8"))
    assert before.by_id("segments-table-1").cells()[1][-1] == "9 % discount"
    shop.project(SOURCES, rules.format(8))
    shop.kartoteka("report", "-o", str(file)).done()
    after = read_html(file.read_text("utf-8"))
    assert "have changed since this run" in after.by_id("overview").text
    assert after.by_id("segments-table-1").cells()[1][-1] == "–"


def test_what_is_not_there_is_told(shop: Shop) -> None:
    shop.customers("a")
    shop.project(SOURCES, EVERYBODY)
    said = shop.kartoteka("report", "-o", str(shop.folder / "r.html"))
    assert said.code == 8
    assert "shop has not been run yet" in said.err
    shop.run().done()
    said = shop.kartoteka("report", "-o", str(shop.folder / "none" / "r.html"))
    assert said.code == 2
    assert "there is no folder" in said.err
    assert "--output" in shop.kartoteka("report").err


def test_a_library_that_is_missing_is_named(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.customers("a")
    shop.project(SOURCES, EVERYBODY)
    shop.run().done()
    monkeypatch.setitem(sys.modules, "altair", None)
    said = shop.kartoteka("report", "-o", str(shop.folder / "r.html"))
    assert said.code == 3
    assert "reports need the library altair, which is not installed" in said.err
    assert "pip install 'kartoteka[report]'" in said.err


def test_colours_stand_out_from_the_paper() -> None:
    style = (Path(__file__).parents[2] / "src/kartoteka/report/templates/style.css").read_text("utf-8")
    schemes = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", part)) for part in re.split(r"\n@media[^{]*\{", style)]
    schemes = [scheme for scheme in schemes if scheme]
    assert len(schemes) == 3  # light, dark, print
    for scheme in schemes:
        for paper in ("paper", "card"):
            for ink in ("ink", "faint", "link"):
                assert contrast(scheme[ink], scheme[paper]) >= 4.5, (ink, paper)
        for sign in set(scheme) - {"paper", "card", "ink", "faint", "link", "line"}:
            assert contrast(scheme[sign], scheme["paper"]) >= 3, sign


def contrast(one: str, other: str) -> float:
    """As the Web Content Accessibility Guidelines compute it."""

    def light(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
