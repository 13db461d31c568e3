"""Campaign lists as Excel workbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kartoteka import ConfigError, FileExporter, Rows, number_in_words
from kartoteka import gettext as _
from kartoteka_xlsx.cells import cells, widest
from kartoteka_xlsx.options import XlsxExporterOptions
from kartoteka_xlsx.sheet_names import made_to_fit
from kartoteka_xlsx.workbook import SHEET_COLUMNS, SheetWriter


class XlsxExporter(FileExporter):
    """An Excel workbook: `pip install 'kartoteka[xlsx]'`.

    Days are dates and amounts are numbers, shown as is usual where the reader is. Text stays text, whatever it looks like: no
    formula is run, no address becomes a link, no leading zero is lost. A number of more than 15 digits is text, as Excel would
    change its last digits, and so is a day before March 1900. Moments are in UTC. Characters that XML does not have are
    written as `_x0001_`, which Excel reads as the character.

    The header is bold and stays in sight, and each column has a filter. Rows that do not fit into a sheet (1,048,575) go to
    further sheets under the same header: `spring`, `spring (2)`.
    """

    Options = XlsxExporterOptions

    def destinations(self, labels: Mapping[str, Sequence[str]]) -> Sequence[str]:
        _require_library()
        return super().destinations(labels)

    def write(self, rows: Rows, file: Path) -> None:
        _require_library()
        if len(rows.columns) > SHEET_COLUMNS:
            raise ConfigError(
                _(
                    "{number} columns are to be written; a sheet of Excel has {most}",
                    number=number_in_words(len(rows.columns)),
                    most=number_in_words(SHEET_COLUMNS),
                ),
                hint=_("Name fewer of them in `columns`."),
            )
        sheet = self.options.get("sheet") or made_to_fit(self.context.step)
        written = 0
        with (
            TemporaryDirectory(prefix="kartoteka-xlsx-") as temp_folder,
            file.open("wb") as stream,
            SheetWriter(stream, rows.columns, sheet, self.context.locale, temp_folder) as writer,
        ):
            for chunk in self.chunks(rows):
                kinds = list(zip(rows.columns.items(), chunk.columns, strict=True))
                columns = [cells(name, values, kind, self.plain_text, written + 1) for (name, kind), values in kinds]
                writer.write(columns, [widest(values, kind) for (_, kind), values in kinds])
                written += chunk.num_rows


def _require_library() -> None:
    try:
        import xlsxwriter  # noqa: F401  # whether it is there
    except ImportError:
        raise ConfigError(
            _("the exporter xlsx needs the library XlsxWriter, which is not installed"), hint="pip install 'kartoteka[xlsx]'"
        ) from None
