"""The options of the exporter `csv`, and what follows from them and from the country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from kartoteka import FileExporter
from kartoteka import gettext as _

DECIMAL_COMMA_LOCALES = frozenset({"pl", "fr", "ru"})
_LINE_ENDINGS = {"crlf": "\r\n", "lf": "\n"}


def _is_encoding(name: str) -> None:
    try:
        "a;\r\n".encode(name)
    except (LookupError, UnicodeError):
        raise ValidationError(
            _("{name!r} is no encoding of text; write one such as utf-8-sig, utf-8, cp1250 or cp1251", name=name)
        ) from None


def _is_day_format(text: str) -> None:
    if not ("%d" in text and "%m" in text and ("%Y" in text or "%y" in text)):
        raise ValidationError(_("{text!r} is no format of a day; write one with %d, %m and %Y: %d.%m.%Y", text=text))


class CsvExporterOptions(FileExporter.Options):
    delimiter = fields.String(
        validate=validate.OneOf([",", ";", "\t", "|"]),
        metadata={"description": "Between cells: a comma, `;`, a tab or `|`. By default `;` in pl, fr and ru, else a comma."},
    )
    decimal = fields.String(
        validate=validate.OneOf([".", ","]),
        metadata={"description": "The decimal mark. By default a comma in the locales pl, fr and ru, else a dot."},
    )
    encoding = fields.String(
        load_default="utf-8-sig",
        validate=_is_encoding,
        metadata={"description": "How text becomes bytes; `utf-8-sig` is UTF-8 with the mark by which Excel knows it."},
    )
    errors = fields.String(
        load_default="strict",
        validate=validate.OneOf(["strict", "replace"]),
        metadata={
            "description": "A character that the encoding does not have: `strict` stops, `replace` writes a question mark."
        },
    )
    date_format = fields.String(
        validate=_is_day_format,
        metadata={
            "description": "How days are written, such as %d.%m.%Y; by default 2026-11-30, which Excel understands everywhere."
        },
    )
    header = fields.Boolean(load_default=True, metadata={"description": "Whether the first line holds the columns' names."})
    formula_safe = fields.Boolean(
        load_default=True,
        metadata={"description": "Whether text that a spreadsheet would run as a formula gets an apostrophe in front."},
    )
    line_ending = fields.String(
        load_default="crlf",
        validate=validate.OneOf(list(_LINE_ENDINGS)),
        metadata={"description": "What ends a line: `crlf`, as the CSV standard has it, or `lf`."},
    )

    @validates_schema
    def _tell_cells_from_decimals(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if data.get("delimiter") == data.get("decimal") == ",":
            raise ValidationError(
                _("A comma cannot stand between cells and in numbers too; take `;` for one of them"), "delimiter"
            )


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written. `encoding` is told apart from the bytes that go before everything."""

    delimiter: str
    decimal: str
    encoding: str
    mark: bytes
    errors: str
    date_format: str | None
    header: bool
    formula_safe: bool
    line_ending: str

    @classmethod
    def of(cls, options: Mapping[str, Any], locale: str) -> Dialect:
        """Fill in what the options leave to the locale. Where one of the two commas is chosen, the other mark gives way."""
        comma = locale in DECIMAL_COMMA_LOCALES
        delimiter = options.get("delimiter") or (";" if comma or options.get("decimal") == "," else ",")
        encoding, mark = _without_mark(options["encoding"])
        return cls(
            delimiter=delimiter,
            decimal=options.get("decimal") or ("," if comma and delimiter != "," else "."),
            encoding=encoding,
            mark=mark,
            errors=options["errors"],
            date_format=options.get("date_format"),
            header=options["header"],
            formula_safe=options["formula_safe"],
            line_ending=_LINE_ENDINGS[options["line_ending"]],
        )


def _without_mark(encoding: str) -> tuple[str, bytes]:
    """The encoding for a piece of the text, and the byte-order mark for its beginning; little-endian on every machine."""
    import codecs

    match codecs.lookup(encoding).name:
        case "utf-8-sig":
            return "utf-8", codecs.BOM_UTF8
        case "utf-16":
            return "utf-16-le", codecs.BOM_UTF16_LE
        case "utf-32":
            return "utf-32-le", codecs.BOM_UTF32_LE
        case name:
            return name, b""
