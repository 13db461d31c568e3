"""What the project file may say of a delimited text file; everything but its path is found out where it does not."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from kartoteka import N_, HeaderOption, OptionsSchema
from kartoteka import gettext as _

GUESS = "guess"
"""The quote or escape is looked for."""

DELIMITERS = {"tab": "\t", "space": " ", "whitespace": None}
"""Delimiters that have a name."""


class _Range(fields.Field[tuple[int, int]]):
    """`2-5`: the positions of the first and the last column, from 1."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> tuple[int, int]:
        found = re.fullmatch(r"\s*([1-9][0-9]{0,4})\s*-\s*([1-9][0-9]{0,4})\s*", str(value))
        if found is None or int(found[1]) > int(found[2]):
            raise ValidationError(_("{value!r} is no range of columns; write 1-5 for the first five", value=value))
        return int(found[1]), int(found[2])


def _known_codec(name: str) -> None:
    try:
        codecs.lookup(name)
    except LookupError:
        raise ValidationError(
            _("{name!r} is not an encoding that Python knows; write utf-8, cp1250, cp1251, cp1252, …", name=name)
        ) from None


def _delimiter(text: str) -> None:
    if text not in DELIMITERS and (len(text) != 1 or text in "\r\n\"'"):
        raise ValidationError(
            _("{text!r} is no delimiter; write ';', ',', '|', tab, space, whitespace or another character", text=text)
        )


def _one_character(text: str | None) -> None:
    if text is not None and text != GUESS and (len(text) != 1 or text in "\r\n"):
        raise ValidationError(_("{text!r} is not one character; write it in quotes, or null where there is none", text=text))


class CsvOptions(OptionsSchema):
    path = fields.String(
        required=True,
        validate=validate.Length(min=1),
        metadata={
            "description": N_(
                "The file, relative to the project; a pattern such as `orders-*.csv` takes all that fit, by name."
            )
        },
    )
    encoding = fields.String(
        load_default=None,
        validate=_known_codec,
        metadata={
            "description": "An encoding that Python knows, such as `cp1250`; guessed from the whole file where not given."
        },
    )
    delimiter = fields.String(
        load_default=None,
        validate=_delimiter,
        metadata={
            "description": "`;`, `,`, `|`, `tab`, `space`, another character, or `whitespace` for runs of blanks; guessed "
            "where not given."
        },
    )
    quote = fields.String(
        load_default=GUESS,
        allow_none=True,
        validate=_one_character,
        metadata={
            "description": "The character around cells that hold a delimiter, doubled inside them; null where there is none. "
            "`\"`, or `'` where cells stand between such."
        },
    )
    escape = fields.String(
        load_default=GUESS,
        allow_none=True,
        validate=_one_character,
        metadata={
            "description": "The character that makes the next one plain, such as `\\` before a quote inside a cell; null where "
            "there is none. A backslash where the file's quotes are only right with it."
        },
    )
    header = HeaderOption(
        load_default=None,
        metadata={
            "description": "Whether a row holds the columns' names; a list of names for a file without. Guessed where not "
            "given: a header has words where all rows have figures."
        },
    )
    header_rows = fields.Integer(
        load_default=None,
        validate=validate.Range(min=1, max=20),
        metadata={"description": "On how many rows the header stands, where it is more than one."},
    )
    skip_lines = fields.Integer(
        load_default=None,
        validate=validate.Range(min=0),
        metadata={
            "description": "How many lines stand before the header, or before the first row where there is none; guessed where "
            "not given."
        },
    )
    footer_lines = fields.Integer(
        load_default=None,
        validate=validate.Range(min=0),
        metadata={
            "description": "How many lines at the end are totals or notes and no rows: they are listed among the rejects. "
            "Guessed where not given."
        },
    )
    column_range = _Range(
        load_default=None,
        metadata={"description": "Which columns are the table, where others stand beside it: `1-5`. Guessed where not given."},
    )
