"""Delimited text files: found, and understood far enough for landing to read them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from kartoteka import BLANKS, CsvFile, FileSource, InputError, find_files, known_headers
from kartoteka import gettext as _
from kartoteka_csv.encoding import Guess, guess_encoding
from kartoteka_csv.findings import of_encoding
from kartoteka_csv.options import GUESS, CsvOptions
from kartoteka_csv.understand import understand
from kartoteka_csv.unpack import compression_of, is_archive, is_workbook, open_unpacked


class CsvSource(FileSource):
    """Delimited text files in any encoding, plain or packed with gzip or Zstandard."""

    Options = CsvOptions

    def paths(self) -> Sequence[Path]:
        return find_files(str(self.options["path"]), self.context.project, "*.csv")

    def describe(self, path: Path) -> CsvFile:
        try:
            return self._described(path)
        except (OSError, EOFError, zlib.error) as error:
            if compression_of(path):
                message = _("{file} cannot be unpacked: {error}", file=path.name, error=error)
            else:
                message = _("{file} cannot be read: {error}", file=path.name, error=error)
            raise InputError(message, hint=_("Export it again, or copy it again.")) from error

    def _described(self, path: Path) -> CsvFile:
        if is_archive(path):
            raise InputError(_("{file} is an archive", file=path.name), hint=_("Unpack it, and name one of the files in it."))
        if is_workbook(path):
            raise InputError(_("{file} is a workbook, not a CSV file", file=path.name), hint=_("Read it with use: excel."))
        written_encoding = self.options["encoding"]
        guess = Guess(written_encoding) if written_encoding else self._guess(path)
        encoding = guess.encoding
        if encoding is None:
            raise InputError(
                _("the encoding of {file} cannot be told", file=path.name),
                hint=_("Say which it is: encoding: cp1250 (cp1251, cp1252, …)."),
            )
        found = understand(path, encoding, self.options, partial(known_headers, self.context.step))
        quote = found.dialect.quote
        return CsvFile(
            path,
            found.columns,
            encoding,
            found.dialect.delimiter,
            quote,
            found.skip_lines,
            compression_of(path),
            _blanks(guess.found, quote) if found.skip_lines else None,
            (*([] if written_encoding else [of_encoding(guess)]), *found.findings),
            found.header_lines,
            found.footer_lines,
            found.dialect.escape,
            found.first_cell,
            found.width,
        )

    def _guess(self, path: Path) -> Guess:
        with open_unpacked(path) as stream:
            return guess_encoding(stream, self.context.locale, BLANKS + "\"'" + _quote_said(self.options["quote"]))


def _quote_said(quote: str | None) -> str:
    return "" if quote is None or quote == GUESS else quote


def _blanks(found: frozenset[str] | None, quote: str | None) -> str | None:
    """The blanks that cells may hold; a line feed is among them only where there are quotes that may go over it."""
    if found is None:
        return None
    quoted = quote is not None and quote in found
    return "".join(blank for blank in BLANKS if blank in found and (blank != "\n" or quoted))
