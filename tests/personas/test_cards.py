"""The cards of personas: what is on them, and that hostile texts stay texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kartoteka.personas.markdown import markdown_text
from personas.project import AS_OF, personas, write_shop
from support.pipelines import Shop

HOSTILE = "<script>alert(1)</script> | `rm` **x** [a](javascript:b) ![c](d) &lt; # 1. $x$ ~~y~~ \\* =HYPERLINK(1)"
TEXT = f"""\
loyalty:
  vip:
    name: "{HOSTILE.replace(chr(92), chr(92) * 2)}"
    traits: {{industry: "{HOSTILE.replace(chr(92), chr(92) * 2)}", employees: 1200}}
    buys: {{every: 2 weeks, for: 6 weeks, average_order: 1299.99, with: {{product: "a\\u001b[31mb"}}}}
    goals: ["- [ ] to do", "1) first", "# big", "two\\nlines", "==="]
    obstacles: {{time: "<b>never</b>", knowledge: Does not know paper.}}
  below-minimum: {{name: Ewa, orders: [{{ago: 2 weeks, amount: 20}}, {{on: 2026-01-02, amount: 5}}, {{amount: 1}}]}}
"""


@pytest.fixture
def shown(shop: Shop) -> Shop:
    write_shop(shop, TEXT)
    shop.run(AS_OF).done()
    return shop


def test_a_card_holds_the_persona_the_figures_of_its_segment_and_its_terms(shown: Shop) -> None:
    vip, ewa = personas(shown, "show", "--json").done().told
    assert (vip["segmentation"], vip["segment"], vip["size"], vip["customers"]) == ("loyalty", "vip", 3, 6)
    assert vip["name"] == HOSTILE
    assert vip["figures"] == [["customers", "3 of 6 (50 %)"], ["turnover", "13,500 PLN (90 %)"]]
    assert vip["terms"] == [["discount", "20 %"], ["payment", "within 1 day"]]
    assert vip["declared"][1:5] == [
        ["employees", "1,200"],
        ["average order", "1,299.99 PLN"],
        ["orders come", "every 2 weeks"],
        ["has bought for", "6 weeks"],
    ]
    assert [one[:2] for one in vip["obstacles"]] == [["knowledge", "does not know how"], ["time", "has no time"]]
    assert ewa["declared"] == [
        ["order before 2 weeks", "20 PLN"],
        ["order of 2 January 2026", "5 PLN"],
        ["order of the day", "1 PLN"],
    ]
    assert ewa["terms"] == []


def test_the_terminal_is_not_steered_and_what_is_unknown_is_told_once(shown: Shop) -> None:
    out = personas(shown, "show", "vip").done().out
    assert "\x1b" not in out
    assert "  product: a\\x1b[31mb\n" in out
    assert "  - two lines\n" in out
    assert out.endswith("Not known yet: Tasks, Where they meet us, What to say, What not to say.\n")


def test_markdown_shows_hostile_texts_as_they_are(shown: Shop, tmp_path: Path) -> None:
    file = tmp_path / "personas.md"
    personas(shown, "show", "-o", str(file)).done()
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(file.read_text("utf-8"))
    inside = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in tokens} <= {
        *("heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close"),
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    }
    assert {child.type for child in inside} <= {"text", "strong_open", "strong_close"}
    texts = ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]
    for text in (HOSTILE, f"industry: {HOSTILE}", "- [ ] to do", "1) first", "# big", "two lines", "==="):
        assert text in texts
    again = personas(shown, "show", "-o", str(file))
    assert again.code == 1
    assert "is there already" in again.err


@given(st.text(max_size=40))
def test_any_text_in_a_list_stays_what_it_is(text: str) -> None:
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if not line:
        return
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"- {markdown_text(line)}\n")
    assert [token.type for token in tokens][:4] == ["bullet_list_open", "list_item_open", "paragraph_open", "inline"]
    assert "".join(child.content for child in tokens[3].children or ()) == line
    assert {child.type for child in tokens[3].children or ()} == {"text"}


def test_one_that_is_not_there_is_told_with_those_that_are(shown: Shop) -> None:
    said = personas(shown, "show", "regular")
    assert said.code == 1
    assert "personas.yaml has no persona of regular\n  There is: loyalty.vip, loyalty.below-minimum." in said.err


def test_a_report_has_a_page_for_each_persona_and_none_with_a_wrong_one(shown: Shop, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    shown.kartoteka("report", "-o", str(file)).done()
    text = file.read_text("utf-8")
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert text.count('class="level-3 own-page"') >= 2
    file.unlink()
    shown.text("personas.yaml", "loyalty:\n  vip: {name: Marta}\n")
    said = shown.kartoteka("report", "-o", str(file))
    assert said.code == 3
    assert "'Marta' lands in 'no-orders', not in 'vip'" in said.err
    assert not file.exists()
