"""A segment that a condition names and that does not exist is told, by a check and by a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.pipelines import LOYALTY, SOURCES, Shop

CAMPAIGN = "campaigns:\n  spring:\n    where: {}\n    channel: none\n    export: [{{use: csv, path: out/spring.csv}}]\n"
KNOWN = "vip, segment-1, segment-2, segment-3, inactive, below-minimum, no-orders, blacklist"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    monkeypatch.setenv("KARTOTEKA_CONFIG_DIR", str(tmp_path / "settings"))
    shop = Shop(tmp_path)
    shop.customers("A")
    shop.orders(("A", "2026-11-20", 400), ("A", "2026-11-10", 400))
    return shop


def warnings(shop: Shop, *parts: str) -> list[str]:
    """What a check warns of, and a run as well."""
    shop.project(SOURCES, *parts)
    (checked,) = shop.kartoteka("check", "--json", "--as-of", "2026-11-30").done().told["pipelines"]
    ran = shop.results("2026-11-30", "--dry-run")["warnings"]
    told = [one for one in checked["warnings"] if " is never " in one]
    assert told == [one for one in ran if " is never " in one]
    return told


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("loyalty = 'VIP'", [f"campaign spring: loyalty is never 'VIP'; it can be {KNOWN}; did you mean 'vip'?"]),
        ("('gold' <> loyalty)", [f"campaign spring: loyalty is never 'gold'; it can be {KNOWN}"]),
        (
            "name = 'x' or not (loyalty in ('vip', 'segment-9', null))",
            [f"campaign spring: loyalty is never 'segment-9'; it can be {KNOWN}; did you mean 'segment-3'?"],
        ),
        ("loyalty = 'vip' or loyalty in ('inactive', 'blacklist')", []),
        ("name = 'VIP' and loyalty like 'V%' and upper(loyalty) = 'VIP'", []),
    ],
)
def test_a_segment_that_is_never_given_is_told(shop: Shop, where: str, told: list[str]) -> None:
    assert warnings(shop, LOYALTY, CAMPAIGN.format(where)) == told


def test_the_conditions_of_steps_are_looked_at(shop: Shop) -> None:
    rules = (
        "  size:\n    use: rules\n    rules:\n      - {when: name = 'x', segment: x}\n"
        "      - {when: LOYALTY = 'Vip' and Loyalty <> 'Vip', segment: y}\n      - {else: z}\n"
    )
    (told,) = warnings(shop, LOYALTY + rules)
    assert told == f"size: rules[1].when: loyalty is never 'Vip'; it can be {KNOWN}; did you mean 'vip'?"
