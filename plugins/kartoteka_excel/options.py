"""What the source `excel` may be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError, fields, validate

from kartoteka import HeaderOption, OptionsSchema
from kartoteka import gettext as _

_RANGE = re.compile(r"(?P<left>[A-Z]{1,3})?(?P<top>[1-9]\d*)?:(?P<right>[A-Z]{1,3})?(?P<bottom>[1-9]\d*)?")


@dataclass(frozen=True, slots=True)
class CellRange:
    """A part of a sheet, from 0, ends included; None where it has no bound: it then begins and ends with the first and last
    column that has anything in it."""

    top: int = 0
    left: int | None = None
    bottom: int | None = None
    right: int | None = None


class RangeOption(fields.Field[CellRange]):
    """`B3:F200`, `B:F`, `3:` as spreadsheets write it."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> CellRange:
        found = _RANGE.fullmatch(str(value).strip().upper().replace("$", ""))
        if found is None or not any(found.groups()):
            raise ValidationError(
                _(
                    "{value!r} is not a range; write B3:F200, or B:F for whole columns, or A5: for all from a row on",
                    value=value,
                )
            )
        left, top, right, bottom = found.group("left", "top", "right", "bottom")
        part = CellRange(
            top=int(top or 1) - 1,
            left=_column(left) if left else None,
            bottom=int(bottom) - 1 if bottom else None,
            right=_column(right) if right else None,
        )
        if (part.bottom is not None and part.bottom < part.top) or (part.right is not None and part.right < (part.left or 0)):
            raise ValidationError(_("{value!r} ends before it begins", value=value))
        return part


class SheetOption(fields.Field[str | int]):
    """The name of a sheet, or its number from 1."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str | int:
        if isinstance(value, bool) or not isinstance(value, str | int) or value in ("", 0):
            raise ValidationError(_("{value!r} is no sheet; write its name, or its number from 1", value=value))
        return value


def _column(letters: str) -> int:
    """The number of a column, from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class ExcelOptions(OptionsSchema):
    path = fields.String(
        required=True,
        validate=validate.Length(min=1),
        metadata={
            "description": "The workbook, relative to the project; a pattern such as `orders-*.xlsx` takes all that fit, "
            "by name."
        },
    )
    sheet = SheetOption(
        load_default=None,
        metadata={"description": "The name of the sheet, or its number from 1; the first one that is shown and not empty."},
    )
    range = RangeOption(
        load_default=CellRange(),
        metadata={"description": "The part of the sheet to read, as spreadsheets write it: `B3:F200`, `B:F`; all of it."},
    )
    header = HeaderOption(
        load_default=True,
        metadata={"description": "Whether a row holds the columns' names; a list of names for a sheet without."},
    )
    skip_lines = fields.Integer(
        load_default=None,
        validate=validate.Range(min=0),
        metadata={
            "description": "How many rows stand above the header, or above the first row where there is none; the header is "
            "looked for where not given."
        },
    )
