"""What a figure means in words, and who set the limits."""

from __future__ import annotations

from math import sqrt
from typing import Literal

Strength = Literal["none", "weak", "moderate", "strong"]

EXPLAINED_LIMITS = (0.01, 0.06, 0.14)
"""Small, medium and large shares of explained variance: Cohen, Statistical Power Analysis for the Behavioral Sciences, second
edition 1988, section 8.2 (his f of 0.10, 0.25 and 0.40)."""

ASSOCIATION_LIMITS = (0.1, 0.3, 0.5)
"""Small, medium and large effects w of a table: the same book, section 7.2. w is Cramér's V times the root of the smaller
number of rows or columns, less one."""

SILHOUETTE_LIMITS = (0.25, 0.5, 0.7)
"""Above these a structure is weak, reasonable, strong: Kaufman and Rousseeuw, Finding Groups in Data, 1990,
table 4 of chapter 2."""


def explained_strength(share: float) -> Strength:
    """How strong a share of explained variance is, from 0 to 1."""
    return _strength(share, EXPLAINED_LIMITS)


def association_strength(v: float, rows: int, columns: int) -> Strength:
    """How strong a Cramér's V is in a table of so many rows and columns."""
    return _strength(v * sqrt(min(rows, columns) - 1), ASSOCIATION_LIMITS)


def silhouette_strength(silhouette: float) -> Strength:
    """How strong the structure is that a mean silhouette width speaks of."""
    weak, moderate, strong = SILHOUETTE_LIMITS
    return "strong" if silhouette > strong else "moderate" if silhouette > moderate else "weak" if silhouette > weak else "none"


def _strength(value: float, limits: tuple[float, float, float]) -> Strength:
    weak, moderate, strong = limits
    return "strong" if value >= strong else "moderate" if value >= moderate else "weak" if value >= weak else "none"
