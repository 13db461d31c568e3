"""Conditions and computed columns: SQL where-clauses, checked against the columns and compiled to narwhals expressions.

`syntax` reads the text with sqlglot, `check` types its tree against a whitelist (`whitelist`), `build` makes narwhals
expressions out of the typed tree (`tree`). No text ever reaches an engine as SQL. The logic is SQL's: true, false, unknown.
"""

from kartoteka.model.conditions.condition import (
    Computed,
    Condition,
    Conjunct,
    mistakes,
    parse_condition,
    parse_expression,
    understood_conjuncts,
)
from kartoteka.model.conditions.errors import ConditionError

__all__ = [
    "Computed",
    "Condition",
    "ConditionError",
    "Conjunct",
    "mistakes",
    "parse_condition",
    "parse_expression",
    "understood_conjuncts",
]
