"""What groups are called."""

from __future__ import annotations

from kartoteka_clusters.features import Compared
from kartoteka_clusters.model import Axis
from kartoteka_clusters.naming import names_of
from kartoteka_clusters.options import Chosen

TURNOVER = Axis(Compared("loyalty_turnover", "number", Chosen(), average=False, word="turnover"), None, 0.0, 1.0)
BORN = Axis(Compared("birth_date", "day", Chosen(), average=False, word="birth_date"), None, 0.0, 1.0)
FOUNDED = Axis(Compared("founded_on", "day", Chosen(), average=False, word="founded_on"), None, 0.0, 1.0)
OWNS = Axis(Compared("HomeOwner", "truth", Chosen(), average=False, word="HomeOwner"), "no", 0.3, 2**0.5)
TRADE = Axis(Compared("industry", "text", Chosen(), average=False, word="industry"), "Szkoły i żłobki", 0.2, 2**0.5)


def at(share: float, axis: Axis) -> float:
    return (share - axis.middle) / axis.unit


def test_what_sets_a_group_apart_most_comes_first() -> None:
    axes = [TURNOVER, BORN, FOUNDED]
    assert names_of(axes, [[1.5, -0.7, 0.4], [-0.6, 0.9, 0.0], [0.1, 0.0, 0.8], [0.2, -0.1, 0.3]]) == [
        "high-turnover-young",
        "old-low-turnover",
        "early-founded-on",
        "average",
    ]


def test_values_that_most_of_a_group_have() -> None:
    axes = [OWNS, TRADE]
    centres = [[at(0.9, OWNS), at(0.2, TRADE)], [at(0.0, OWNS), at(0.8, TRADE)], [at(0.3, OWNS), at(0.4, TRADE)]]
    assert names_of(axes, centres) == ["no-homeowner", "szkoły-i-żłobki", "average"]


def test_no_two_groups_have_one_name() -> None:
    names = names_of([TURNOVER, BORN, FOUNDED], [[2.0, 1.5, 1.0], [2.0, 1.5, 0.0], [0.1, 0.0, 0.0], [0.0, 0.1, 0.0]])
    assert names == ["high-turnover-old-early-founded-on", "high-turnover-old", "average-3", "average"]
    assert len(set(names)) == 4


def test_a_weight_changes_what_counts_and_not_what_is_said() -> None:
    """A standard deviation is one, whatever it counts: with weight 4 the axis has half the unit."""
    heavy = Axis(Compared("income", "number", Chosen(weight=4), average=False, word="income"), None, 0.0, 0.5)
    assert names_of([heavy, BORN], [[0.9, 0.6], [1.1, 0.4]]) == ["old", "high-income"]
