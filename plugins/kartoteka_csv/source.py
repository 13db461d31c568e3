"""Delimited text files: found, and understood far enough for landing to read them."""

from __future__ import annotations

import codecs
import glob
import io
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from marshmallow import ValidationError, fields, validate

from kartoteka import BLANKS, CsvFile, FileSource, InputError, OptionsSchema
from kartoteka_csv.dialect import guess_delimiter, header_cells, physical_lines
from kartoteka_csv.encoding import Guess, guess_encoding
from kartoteka_csv.unpack import compression_of, is_workbook, open_unpacked

_SAMPLE = 1 << 18
_DELIMITERS = {";": ";", ",": ",", "|": "|", "\t": "\t", "tab": "\t", "whitespace": None}


class _Header(fields.Field[bool | list[str]]):
    """`true`, `false`, or the names of the columns."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool | list[str]:
        if isinstance(value, bool):
            return value
        if isinstance(value, list) and value and all(isinstance(name, str) and name.strip() for name in value):
            return value
        raise ValidationError("write true, false, or the list of the columns' names")


def _known_codec(name: str) -> None:
    try:
        codecs.lookup(name)
    except LookupError:
        raise ValidationError(
            f"{name!r} is not an encoding that Python knows; write utf-8, cp1250, cp1251, cp1252, …"
        ) from None


class CsvOptions(OptionsSchema):
    path = fields.String(
        required=True,
        validate=validate.Length(min=1),
        metadata={
            "description": "The file, relative to the project; a pattern such as `orders-*.csv` takes all that fit, by name."
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
        validate=validate.OneOf([*_DELIMITERS], error="{input!r} is no delimiter; write ';', ',', '|', tab or whitespace"),
        metadata={"description": "`;`, `,`, `|`, `tab`, or `whitespace` for runs of blanks; guessed where not given."},
    )
    quote = fields.String(
        load_default='"',
        allow_none=True,
        validate=validate.Length(equal=1),
        metadata={
            "description": "The character around cells that hold a delimiter, doubled inside them; null where there is none."
        },
    )
    header = _Header(
        load_default=True,
        metadata={"description": "Whether the first row holds the columns' names; a list of names for a file without."},
    )
    skip_lines = fields.Integer(
        load_default=0,
        validate=validate.Range(min=0),
        metadata={"description": "How many lines stand before the header, or before the first row where there is none."},
    )


class CsvSource(FileSource):
    """Delimited text files in any encoding, plain or packed with gzip or Zstandard."""

    Options = CsvOptions

    def paths(self) -> Sequence[Path]:
        written = str(self.options["path"])
        pattern = str(self.context.project / Path(written).expanduser())
        exact = Path(pattern)
        found = [exact] if exact.is_file() else sorted(Path(path) for path in glob.glob(pattern, recursive=True))  # noqa: PTH207  # absolute patterns
        files = [path for path in found if path.is_file()]
        if not files:
            if exact.is_dir():
                inside = f"{written.rstrip('/')}/*.csv"
                raise InputError(f"{written!r} is a folder, not a file", hint=f"Take the files in it: path: {inside}")
            raise InputError(f"no file {written!r}; looked for {pattern}", hint=_what_is_there(exact.parent))
        return files

    def describe(self, path: Path) -> CsvFile:
        try:
            return self._described(path)
        except (OSError, EOFError, zlib.error) as error:
            what = "be unpacked" if compression_of(path) else "be read"
            raise InputError(f"{path.name} cannot {what}: {error}", hint="Export it again, or copy it again.") from error

    def _described(self, path: Path) -> CsvFile:
        if is_workbook(path):
            raise InputError(f"{path.name} is a workbook, not a CSV file", hint="Read it with use: excel.")
        written_encoding = self.options["encoding"]
        guess = Guess(written_encoding) if written_encoding else self._guess(path)
        encoding = guess.encoding
        if encoding is None:
            raise InputError(
                f"the encoding of {path.name} cannot be told", hint="Say which it is: encoding: cp1250 (cp1251, cp1252, …)."
            )
        lines = _first_lines(path, encoding)
        skipped = self.options["skip_lines"]
        said = self._delimiter_said(lines[skipped : skipped + 1])
        if said is not None:
            skipped += 1
        while skipped < len(lines) and not lines[skipped].strip("\ufeff \t\r\n"):
            skipped += 1
        rows = lines[skipped:]
        if not rows:
            raise InputError(f"{path.name} is empty", hint="It should at least have a header.")
        quote = self.options["quote"]
        written = self.options["delimiter"]
        delimiter = _DELIMITERS[written] if written is not None else said or guess_delimiter(rows, quote)
        columns, header_lines = self._columns(path, rows, delimiter, quote)
        skipped += header_lines
        blanks = _blanks(guess.found, quote) if skipped else None
        return CsvFile(path, columns, encoding, delimiter, quote, skipped, compression_of(path), blanks)

    def _guess(self, path: Path) -> Guess:
        with open_unpacked(path) as stream:
            return guess_encoding(stream, self.context.locale, BLANKS + (self.options["quote"] or ""))

    def _delimiter_said(self, lines: Sequence[str]) -> str | None:
        """Excel's own first line: `sep=;`."""
        line = lines[0].strip("\ufeff\r\n").strip('"') if lines else ""
        return line[4] if len(line) == 5 and line[:4].lower() == "sep=" else None

    def _columns(
        self, path: Path, rows: Sequence[str], delimiter: str | None, quote: str | None
    ) -> tuple[tuple[str, ...], int]:
        header = self.options["header"]
        first, height = header_cells(rows, delimiter, quote)
        if header is True:
            return tuple(cell.strip("\ufeff") for cell in first), height
        width = len(first)
        if header is False:
            return tuple(f"column_{number}" for number in range(1, width + 1)), 0
        if len(header) != width:
            names = ", ".join(header)
            raise InputError(
                f"{path.name}: header names {len(header)} columns ({names}), but the first row has {width} cells",
                hint=f"The first row is {first}; write a name for each cell, or say which delimiter it has.",
            )
        return tuple(header), 0


def _blanks(found: frozenset[str] | None, quote: str | None) -> str | None:
    """The blanks that cells may hold; a line feed is among them only where there are quotes that may go over it."""
    if found is None:
        return None
    quoted = quote is not None and quote in found
    return "".join(blank for blank in BLANKS if blank in found and (blank != "\n" or quoted))


def _first_lines(path: Path, encoding: str) -> list[str]:
    """Whole lines from the beginning of a file."""
    with open_unpacked(path) as packed, io.TextIOWrapper(packed, encoding, "replace", newline="") as stream:
        text = stream.read(_SAMPLE)
        rest = stream.readline() if len(text) == _SAMPLE else ""
    return physical_lines((text + rest).removeprefix("\ufeff"))


def _what_is_there(folder: Path) -> str:
    if not folder.is_dir():
        return f"There is no folder {folder}."
    names = sorted(path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    shown = ", ".join(names[:10]) + (", …" if len(names) > 10 else "")
    return f"In {folder} there are: {shown}." if names else f"{folder} is empty."
