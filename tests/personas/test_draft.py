"""What is drafted lands in its own segment, and tells where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from personas.project import AS_OF, personas, write_shop
from support.adventureworks import SOURCES
from support.pipelines import Shop, say
from support.shared_data import shared_data

ADVENTUREWORKS = (
    """\
version: 1
timezone: UTC
currency: USD
pipelines:
  bikes:
    personas: personas.yaml
"""
    + SOURCES
    + """\
    segments:
      loyalty: {{use: frequency, tiers: [{{name: regular, every: 6 months}}]}}
      work: {{use: rules, rules: [{{segment: rich, when: income >= 100000 and education = 'Bachelors'}}, {{else: others}}]}}
      value: {{use: rfm}}
"""
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Shop]]:
    """The two examples and a shop of bicycles, run once."""
    root = tmp_path_factory.mktemp("drafts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KARTOTEKA_CONFIG_DIR", str(root / "settings"))
        patch.chdir(root)
        for example in ("print-shop", "staff-meals"):
            say("demo", example, example).done()
        bikes = root / "bikes"
        bikes.mkdir()
        (bikes / "kartoteka.yaml").write_text(ADVENTUREWORKS.format(folder=shared_data("adventureworks")), "utf-8")
        say("run", "--as-of", "2018-12-31", "--project", str(bikes)).done()
        for name in ("print-shop", "staff-meals"):
            file = root / name / "kartoteka.yaml"
            text = file.read_text("utf-8").replace("    personas: personas.yaml ", "    #")
            file.write_text(text.replace("    segments:\n", "    personas: drafts.yaml\n    segments:\n", 1), "utf-8")
        yield {name: Shop(root / name) for name in ("print-shop", "staff-meals", "bikes")}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "segments"),
    [
        ("print-shop", ["vip", "segment-1", "segment-2", "segment-3", "inactive", "below-minimum", "no-orders"]),
        ("staff-meals", ["strategic", "important", "everyday", "too-small", "competitor", "occasional", "unknown"]),
        ("bikes", ["regular", "rich", "others", "Champions", "Can't Lose Them", "Others"]),
    ],
)
def test_every_draft_lands_in_its_own_segment(folders: dict[str, Shop], name: str, segments: list[str]) -> None:
    shop = folders[name]
    file = shop.folder / ("personas.yaml" if name == "bikes" else "drafts.yaml")
    said = personas(shop, "draft", *segments, "-o", str(file)).done()
    assert "nothing was found" not in said.err
    drafted = YAML(typ="safe", pure=True).load(file)
    assert sorted(segment for of_step in drafted.values() for segment in of_step) == sorted(segments)
    told = personas(shop, "check", "--json").done().told
    assert sorted(one.partition(".")[2] for one in told["landed"]) == sorted(segments)
    if name == "bikes":
        assert drafted["work"]["rich"]["traits"]["education"] == "Bachelors"


@pytest.mark.slow
def test_without_a_name_those_are_drafted_that_pass_their_judgement(folders: dict[str, Shop]) -> None:
    shop = folders["staff-meals"]
    for file in shop.folder.glob("drafts.yaml"):
        file.unlink()
    drafted = YAML(typ="safe", pure=True).load(personas(shop, "draft").done().out)
    assert list(drafted["prospect"]) == ["strategic", "important"]
    # What was answered when the segment was judged.
    strategic = drafted["prospect"]["strategic"]
    assert strategic["obstacles"] == {"resources": "has no resources", "time": "has no time"}
    assert strategic["goals"] == ["A fixed price and one person to call."]
    assert strategic["say"] == ["Two of four have closed their canteens since."]
    assert strategic["tasks"] == []


@pytest.mark.slow
def test_the_same_run_gives_the_same_draft(folders: dict[str, Shop]) -> None:
    first, second = (personas(folders["print-shop"], "draft", "vip").done().out for _ in range(2))
    assert first == second
    assert "# 15 of 240 customers" in first


def test_a_file_that_is_there_is_left_alone(shop: Shop, tmp_path: Path) -> None:
    write_shop(shop)
    shop.run(AS_OF).done()
    file = tmp_path / "mine.yaml"
    file.write_text("mine", "utf-8")
    said = personas(shop, "draft", "-o", str(file))
    assert said.code == 1
    assert "is there already\n  Name another file, or replace it: --force" in said.err
    assert file.read_text("utf-8") == "mine"
    personas(shop, "draft", "-o", str(file), "--force").done()
    assert file.read_text("utf-8").startswith("# Personas, drafted from run ")


def test_segments_that_have_a_persona_are_not_drafted_again_unless_they_are_named(shop: Shop) -> None:
    write_shop(shop, "loyalty:\n  inactive: {name: Jan, orders: [{on: 2020-05-05, amount: 900}]}\n")
    shop.run(AS_OF).done()
    said = personas(shop, "draft", "--step", "loyalty").done()
    drafted = YAML(typ="safe", pure=True).load(said.out)["loyalty"]
    assert "inactive" not in drafted
    assert list(drafted) == ["vip", "below-minimum", "no-orders"]
    said = personas(shop, "draft", "inactive").done()
    assert "loyalty.inactive has no members, so there is nothing to draft from" in said.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["huge"], "has no segment 'huge' that could have a persona\n  There are: loyalty: vip, regular"),
        (["blacklist"], "has no segment 'blacklist' that could have a persona"),
        (["vip", "--step", "loyalti"], "has no segmentation 'loyalti'\n  There is: loyalty, size."),
        (["vip", "--as-of", "2020-01-01"], "has not been run as of 2020-01-01"),
    ],
)
def test_what_is_not_there_is_told(shop: Shop, arguments: list[str], message: str) -> None:
    write_shop(shop)
    shop.run(AS_OF).done()
    said = personas(shop, "draft", *arguments)
    assert said.code != 0
    assert message in said.err


def test_of_a_field_with_several_values_each_common_one_is_proposed(shop: Shop) -> None:
    told = [("fair|web", 12), ("web", 9), ("fair|web|radio", 6), ("", 3)]
    rows = [(f"{at}-{number}", touchpoints) for at, (touchpoints, count) in enumerate(told) for number in range(count)]
    shop.table("data/customers.csv", ("customer_id", "touchpoints"), rows)
    rules = "{use: rules, rules: [{when: customer_id <> '', segment: everybody}, {else: nobody}]}"
    shop.project("sources: {customers: data/customers.csv}\n", f"segments: {{all: {rules}}}\n")
    shop.run().done()
    said = shop.kartoteka("personas", "draft", "everybody").done().out
    part = said.partition("    touchpoints:\n")[2].partition("    obstacles:")[0]
    assert [" ".join(line.split()) for line in part.splitlines()] == [
        "- web # touchpoints: 27 of 27",
        "- fair # touchpoints: 18 of 27",
    ]
