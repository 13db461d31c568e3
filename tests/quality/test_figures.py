"""The figures of quality: examples that can be worked by hand, and what chance alone makes of them."""

from __future__ import annotations

import random

import pytest

from kartoteka.quality.explained import cramers_v
from kartoteka.quality.strength import association_strength, explained_strength, silhouette_strength


def test_a_table_that_tells_everything_has_a_v_of_one() -> None:
    assert cramers_v([[50, 0, 0], [0, 50, 0], [0, 0, 50]]) == pytest.approx(1.0)
    assert cramers_v([[500, 0], [0, 300], [0, 200]]) == pytest.approx(1.0, abs=0.01)


def test_a_table_that_tells_nothing_has_a_v_of_nought() -> None:
    assert cramers_v([[30, 60], [10, 20]]) == 0.0


def test_chance_is_not_taken_for_a_connection() -> None:
    """The plain V of 100 customers in 5 segments with 8 values by chance is some 0.26 on average."""
    chance = random.Random(3)
    found = []
    for _ in range(200):
        table = [[0] * 8 for _ in range(5)]
        for _ in range(100):
            table[chance.randrange(5)][chance.randrange(8)] += 1
        found.append(cramers_v(table))
    assert sum(found) / len(found) < 0.08


def test_v_of_a_customer_alone_and_of_a_table_of_one_customer_each() -> None:
    assert cramers_v([[1, 0], [0, 1]]) == 0.0  # two customers prove nothing


@pytest.mark.parametrize(
    ("share", "word"), [(0.0, "none"), (0.0099, "none"), (0.01, "weak"), (0.06, "moderate"), (0.14, "strong")]
)
def test_words_for_explained_variance(share: float, word: str) -> None:
    assert explained_strength(share) == word


def test_words_for_cramers_v_take_the_size_of_the_table_into_account() -> None:
    """In a table of 2 rows 0.3 is moderate; in one of 5 by 5 the same V is a w of 0.6, which is strong."""
    assert association_strength(0.3, 2, 9) == "moderate"
    assert association_strength(0.3, 5, 5) == "strong"
    assert association_strength(0.09, 2, 2) == "none"


@pytest.mark.parametrize(
    ("value", "word"), [(-0.2, "none"), (0.25, "none"), (0.26, "weak"), (0.51, "moderate"), (0.71, "strong")]
)
def test_words_for_silhouettes(value: float, word: str) -> None:
    assert silhouette_strength(value) == word
