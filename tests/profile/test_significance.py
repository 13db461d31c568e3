"""The tests behind what is claimed: examples that others have worked, and what chance alone does."""

from __future__ import annotations

import random
from itertools import chain, combinations
from math import ceil

import numpy as np
import pytest
import scipy.stats

from kartoteka.profile.significance import compare_numbers, corrected, share_chance
from kartoteka.profile.tabulate import Numbers


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
    told, other = compare_numbers(counted(first, second), 2)
    higher, likely = by_hand(first, second)
    assert other.higher == pytest.approx(1 - higher)
    assert other.chance == pytest.approx(told.chance)
    assert told.higher == pytest.approx(higher)
    assert told.chance == pytest.approx(likely, abs=0.05)


def counted(*groups: list[float]) -> Numbers:
    rows = [(value, place, group.count(value)) for value in sorted({*chain(*groups)}) for place, group in enumerate(groups)]
    value, segment, count = (np.array(column) for column in zip(*rows, strict=True))
    return Numbers(value, segment, count)


@pytest.mark.parametrize("seed", range(3))
def test_each_group_is_compared_with_all_others(seed: int) -> None:
    chance = random.Random(seed)
    groups = [[float(chance.randrange(30)) for _ in range(size)] for size in (5, 9, 12, 0)]
    for place, told in enumerate(compare_numbers(counted(*groups), 4)[:3]):
        others = [value for at, group in enumerate(groups) if at != place for value in group]
        wins = sum((one > other) + (one == other) / 2 for one in groups[place] for other in others)
        assert told.higher == pytest.approx(wins / len(groups[place]) / len(others))
        assert told.quarters == tuple(sorted(groups[place])[ceil(len(groups[place]) * q / 4) - 1] for q in (1, 2, 3))
        assert told.others_quarters == tuple(sorted(others)[ceil(len(others) * q / 4) - 1] for q in (1, 2, 3))
    assert compare_numbers(counted(*groups), 4)[3].quarters == ()


def test_equal_numbers_are_no_difference() -> None:
    assert compare_numbers(counted([7.0] * 20, [7.0] * 30), 2)[0].chance == 1.0


@pytest.mark.parametrize("of", [3, 20, 400, 5_000])
@pytest.mark.parametrize("of_others", [5, 1_000, 200_000])
def test_shares_are_compared_as_fisher_did(of: int, of_others: int) -> None:
    chance = random.Random(of)
    for _ in range(20):
        share = chance.random()
        having = round(of * share)
        others = round(of_others * min(1.0, max(0.0, share + chance.uniform(-0.1, 0.1))))
        exact = scipy.stats.fisher_exact([[having, of - having], [others, of_others - others]]).pvalue
        told = share_chance(having, of, others, of_others)
        assert told == pytest.approx(exact, rel=1e-4, abs=1e-15)


def test_what_is_far_away_is_no_chance() -> None:
    assert share_chance(90_000, 100_000, 100_000, 900_000) < 1e-100


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
