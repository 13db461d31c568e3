"""The fields by which customers may be compared: neither names, addresses and consents, nor what is sensitive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kartoteka.model.expressions import days_between, divide
from kartoteka.model.fields import field, sensitive_fields
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.customers import BLACKLISTED
from kartoteka.profile.run_data import RunData

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

_PLACES = frozenset({"city", "region", "country"})
_AGES = {"birth_date": "age", "founded_on": "years_active"}
_DAYS_OF_A_YEAR = 365.2425
_LEFT_OUT = frozenset({"identity", "consent"})


def comparable_fields(data: RunData) -> Iterator[tuple[str, nw.Expr]]:
    """The name and the value of each; what steps gave is not among them.

    A day of birth or foundation is told as years. Values are texts, booleans, whole numbers or doubles.
    """
    import narwhals.stable.v2 as nw

    given = {column for step in data.steps for column in data.own_columns(step)}
    for name, type_ in data.columns.items():
        entry = field("customers", name)
        if name in given or name in sensitive_fields() or name == BLACKLISTED:
            continue
        if entry is not None and entry.group in _LEFT_OUT and name not in _PLACES:
            continue
        column = nw.col(name)
        if name in _AGES and _AGES[name] not in data.columns:
            days = days_between(column, nw.lit(data.as_of))
            yield _AGES[name], divide(days, nw.lit(_DAYS_OF_A_YEAR))
        elif type_ in (ColumnType.TEXT, ColumnType.BOOLEAN, ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY):
            yield name, column.cast(nw.Float64) if type_ is ColumnType.MONEY else column
