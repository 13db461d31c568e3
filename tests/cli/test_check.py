"""With which code a check ends, and how much one pass of it tells."""

from __future__ import annotations

import pytest

from support.pipelines import EVERYBODY, LOYALTY, SOURCES, Shop, install_distribution

RAISES = """
from kartoteka import *

@hookimpl
def kartoteka_sources():
    yield SourceSpec("tills", f"{__name__}:Tills", "Fails.")

@hookimpl
def kartoteka_scorers():
    yield ScorerSpec("nowhere", f"{__name__}:Missing", "Is not there.")

class Tills(FileSource):
    def paths(self):
        raise ValueError("no tills")

    def describe(self, path):
        raise ValueError("no tills")
"""


@pytest.fixture(autouse=True)
def _sound(shop: Shop) -> None:
    shop.customers("A", "B")
    shop.orders(("A", "2026-11-20", 300))
    shop.project(SOURCES, LOYALTY, EVERYBODY)


def codes(shop: Shop) -> set[int]:
    """How each command ends over one and the same mistake."""
    return {shop.kartoteka("check").code, shop.kartoteka("check", "--json").code, shop.run().code}


def told(shop: Shop) -> list[tuple[str, int]]:
    """The key of each problem, and whose fault it is."""
    problems = shop.kartoteka("check", "--json").told["problems"]
    return [(problem["key"].removeprefix("pipelines.shop."), problem["exit_code"]) for problem in problems]


def test_an_input_that_cannot_be_read_is_the_fault_of_the_input(shop: Shop) -> None:
    (shop.folder / "data/orders.csv").unlink()
    assert codes(shop) == {4}
    assert told(shop) == [("sources.orders", 4)]
    assert "kartoteka.yaml:9:15: pipelines.shop.sources.orders: no file 'data/orders.csv'" in shop.kartoteka("check").err


def test_the_project_file_is_to_be_mended_first(shop: Shop) -> None:
    (shop.folder / "data/orders.csv").unlink()
    shop.project(SOURCES, LOYALTY, EVERYBODY.replace("channel: none", "channel: email"))
    assert shop.kartoteka("check").code == 3
    shop.project(SOURCES, "scores:\n  points: {use: size}\n", EVERYBODY)
    (shop.folder / "data/customers.csv").unlink()
    assert codes(shop) == {4}, "what the step misses may be in the file that is not there"


def test_a_plugin_that_fails_is_the_fault_of_the_plugin(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    install_distribution(shop.folder.parent, "acme-tills", "acme_tills_checked", RAISES, monkeypatch)
    (shop.folder / "data/customers.csv").unlink()
    shop.project(SOURCES.replace("use: csv, path: data/orders.csv", "use: tills"), EVERYBODY)
    assert codes(shop) == {5}, "before the input, which the same hands have to mend"
    assert told(shop) == [("sources.customers", 4), ("sources.orders", 5)]
    shop.customers("A")
    shop.project(SOURCES, "scores:\n  points: {use: nowhere}\n", EVERYBODY)
    assert codes(shop) == {5}
    assert told(shop) == [("scores.points.use", 5)]


def test_a_component_that_nobody_brings_is_a_mistake_in_the_project_file(shop: Shop) -> None:
    shop.project(SOURCES, "scores:\n  points: {use: sise}\n", EVERYBODY)
    assert codes(shop) == {3}
    assert told(shop) == [("scores.points.use", 3)]


def test_a_damaged_state_folder_is_the_fault_of_the_state(shop: Shop) -> None:
    shop.results()
    for facts in (shop.folder / ".kartoteka/landing").rglob("landing.json"):
        facts.write_text("{")
    assert codes(shop) == {8}
    assert told(shop) == [("sources.customers", 8), ("sources.orders", 8)]


WHERE = "campaigns:\n  spring:\n    where: {}\n    channel: none\n    export: [{{use: csv, path: out/spring.csv}}]\n"
NEVER = "loyalty is never 'vipp'; it can be vip, segment-1, segment-2, segment-3, inactive, below-minimum, no-orders, blacklist"


@pytest.mark.parametrize(
    ("score", "key"),
    [
        ("{use: no-such-scorer}", "scores.points.use"),
        ("{use: size, cap: many}", "scores.points.cap"),
        ("{use: size}", "scores.points"),
    ],
)
def test_a_segment_that_is_misspelt_is_told_beside_a_step_that_is_broken(shop: Shop, score: str, key: str) -> None:
    scores = f"scores:\n  points: {score}\n"
    shop.project(SOURCES, LOYALTY, scores, WHERE.format("loyalty = 'vipp' and points_score > 3 and name <> 'x'"))
    checked = shop.kartoteka("check", "--json").told
    assert [problem["key"] for problem in checked["problems"]] == [f"pipelines.shop.{key}"]
    assert checked["warnings"] == [f"shop: campaign spring: {NEVER}; did you mean 'vip'?"]
    assert checked["pipelines"] == []
    said = shop.kartoteka("check")
    assert said.err.startswith(f"Warning: shop: campaign spring: {NEVER}; did you mean 'vip'?\nError: ")


def test_what_nobody_can_know_is_not_told(shop: Shop) -> None:
    shop.project(SOURCES, LOYALTY.replace("2 weeks", "2 moons"), WHERE.format("loyalty = 'vipp'"))
    assert shop.kartoteka("check", "--json").told["warnings"] == []
    shop.project(SOURCES, LOYALTY, WHERE.format("loyalty = 'vipp' and ("))
    assert shop.kartoteka("check", "--json").told["warnings"] == []


def test_an_input_that_is_not_there_is_told_beside_a_step_that_is_broken(shop: Shop) -> None:
    (shop.folder / "data/orders.csv").unlink()
    shop.project(SOURCES, LOYALTY.replace("2 weeks", "2 moons"), EVERYBODY)
    assert told(shop) == [("sources.orders", 4), ("segments.loyalty.tiers[0].every", 3)]
