"""What is compared: each field as one number, or as one for each value of a category."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kartoteka import Boolean, ColumnType, Day, Integer, Money, Number, Text, days_between
from kartoteka_clusters.options import Chosen

if TYPE_CHECKING:
    from datetime import date

    import narwhals.stable.v2 as nw

Kind = Literal["number", "day", "truth", "text"]
KINDS: Mapping[ColumnType, Kind] = {
    Integer: "number",
    Number: "number",
    Money: "number",
    Day: "day",
    Boolean: "truth",
    Text: "text",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A field that customers are compared by.

    Attributes:
        average: What is not known counts as the average; else the customer is in no group.
        word: What names of groups call it: without the name of the step that gave it.
    """

    name: str
    kind: Kind
    chosen: Chosen
    average: bool
    word: str = ""

    @property
    def is_category(self) -> bool:
        return self.kind in ("truth", "text")


def compared_fields(
    chosen: Mapping[str, Chosen | None], missing: str, columns: Mapping[str, ColumnType], steps: Iterable[str]
) -> Sequence[Compared]:
    """The fields of the options, as far as they are there and can be compared; `steps` are the segmentations before."""
    found = []
    for name, how in chosen.items():
        kind = KINDS.get(columns[name]) if name in columns else None
        if kind is not None:
            one = how or Chosen()
            step = max((step for step in steps if name.startswith(f"{step}_")), key=len, default=None)
            word = name if step is None else name.removeprefix(f"{step}_")
            found.append(Compared(name, kind, one, (one.missing or missing) == "average", word))
    return found


def raw(field: Compared, as_of: date) -> nw.Expr:
    """A number as a double, a day as days before the run's, a category as text; empty where it is not known."""
    import narwhals.stable.v2 as nw

    column = nw.col(field.name)
    match field.kind:
        case "number":
            number = column.cast(nw.Float64)
            return nw.when(number.is_finite()).then(number)
        case "day":
            return days_between(column, nw.lit(as_of)).cast(nw.Float64)
        case "truth":
            return nw.when(column).then(nw.lit("yes")).otherwise(nw.when(~column).then(nw.lit("no")))
        case "text":
            return column


def compared(field: Compared, value: nw.Expr) -> nw.Expr:
    """The number that is compared: the raw one, or its logarithm, where nothing and less than nothing are 0."""
    import narwhals.stable.v2 as nw

    if not field.chosen.log:
        return value
    above = nw.when(value > 0).then(value).otherwise(nw.when(~value.is_null()).then(nw.lit(0.0)))
    return (above + 1.0).log()
