"""Silhouettes and scales: a case worked by hand, and the same as scikit-learn for any customers."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.impute import SimpleImputer
from sklearn.metrics import silhouette_samples
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from kartoteka.quality.widths import indicators, silhouette_widths, standard_scores


def test_four_customers_on_a_line() -> None:
    """At 0 and 1 in one segment, at 4 and 6 in the other. That at 1 has a = 1 and b = (3 + 5) / 2 = 4: 3/4."""
    widths = silhouette_widths(np.array([[0.0], [1.0], [4.0], [6.0]]), ["a", "a", "b", "b"])
    assert widths == pytest.approx([1 - 1 / 5, 1 - 1 / 4, 1 - 2 / 3.5, 1 - 2 / 5.5])


def test_who_is_alone_in_a_segment_or_equal_to_all_others_has_none() -> None:
    assert silhouette_widths(np.array([[0.0], [1.0], [9.0]]), ["a", "a", "b"])[2] == 0
    assert silhouette_widths(np.zeros((4, 2)), ["a", "a", "b", "b"]).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("seed", range(20))
def test_widths_are_those_of_scikit_learn(seed: int) -> None:
    draw = np.random.default_rng(seed)
    points = draw.normal(size=(120, 1 + seed % 5)) * 10.0 ** (seed % 4)
    labels = [f"segment-{at}" for at in draw.integers(0, 2 + seed % 9, size=120)]
    assert silhouette_widths(points, labels) == pytest.approx(silhouette_samples(points, labels), abs=1e-9)


@pytest.mark.parametrize("seed", range(10))
def test_scales_are_those_of_scikit_learn(seed: int) -> None:
    draw = np.random.default_rng(seed)
    values = draw.lognormal(3, 2, size=80)
    values[draw.random(80) < 0.2] = np.nan
    expected = StandardScaler().fit_transform(SimpleImputer().fit_transform(values[:, None]))[:, 0]
    assert standard_scores(values) == pytest.approx(expected)
    texts = [f"value {at}" for at in draw.integers(0, 7, size=80)]
    encoded = OneHotEncoder(sparse_output=False).fit_transform(np.array(texts, dtype=object)[:, None])
    assert indicators(texts) == pytest.approx(encoded / np.sqrt(2))


def test_a_column_without_a_difference_has_no_scale() -> None:
    assert standard_scores(np.array([0.1] * 7 + [np.nan])).tolist() == [0] * 8
