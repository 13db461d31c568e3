"""The tests behind what is claimed: examples that others have worked, and what chance alone does."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from kartoteka.profile.significance import compare_numbers, corrected, share_chance


def test_fishers_lady_tasting_tea() -> None:
    """The design of experiments, 1935: three of four cups told right come by chance in 34 of 70 cases, both ways."""
    assert share_chance(3, 4, 1, 4) == pytest.approx(34 / 70)
    assert share_chance(4, 4, 0, 4) == pytest.approx(2 / 70)


def by_hand(first: list[float], second: list[float]) -> tuple[float, float]:
    """All ways to cut the numbers into two such groups: how often the first wins so far from a half."""

    def wins(ours: list[float], others: list[float]) -> float:
        return sum((one > other) + (one == other) / 2 for one in ours for other in others)

    every = first + second
    half = len(first) * len(second) / 2
    found = wins(first, second)
    far = total = 0
    for chosen in combinations(range(len(every)), len(first)):
        ours = [every[at] for at in chosen]
        others = [value for at, value in enumerate(every) if at not in chosen]
        total += 1
        far += abs(wins(ours, others) - half) >= abs(found - half) - 1e-9
    return found / (len(first) * len(second)), far / total


@pytest.mark.parametrize("seed", range(6))
def test_ranks_come_near_to_all_ways_of_cutting_the_numbers(seed: int) -> None:
    chance = random.Random(seed)
    first = [float(chance.randrange(0, 8 + seed)) for _ in range(7)]
    second = [float(chance.randrange(0, 8)) for _ in range(8)]
    values = sorted({*first, *second})
    told = compare_numbers([(first.count(value), second.count(value)) for value in values])
    higher, likely = by_hand(first, second)
    assert told.higher == pytest.approx(higher)
    assert told.chance == pytest.approx(likely, abs=0.05)


def test_equal_numbers_are_no_difference() -> None:
    assert compare_numbers([(20, 30)]).chance == 1.0


def test_holms_correction() -> None:
    assert corrected([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert corrected([]) == []
    assert corrected([0.9, 0.8]) == [1.0, 1.0]


def test_groups_drawn_by_chance_are_hardly_ever_told_apart() -> None:
    """Of 200 draws of 20 from 220 customers with ten traits, at most one in twenty may claim anything."""
    chance = random.Random(11)
    claimed = 0
    for _ in range(200):
        traits = []
        for _ in range(10):
            everybody = [chance.random() < 0.3 for _ in range(220)]
            ours = sum(everybody[:20])
            traits.append(share_chance(ours, 20, sum(everybody) - ours, 200))
        claimed += min(corrected(traits)) < 0.05
    assert claimed <= 14  # ten are expected at most; more than fourteen would be chance once in ten times


def test_a_group_of_twenty_with_a_trait_of_its_own_is_told_apart() -> None:
    assert share_chance(14, 20, 60, 200) < 0.001
