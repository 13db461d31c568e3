"""What commands print: rich on a terminal, plain where a file or another program reads it.

Everything that a command says goes through a `Console`. Texts are never markup, and characters that would steer a terminal
are written out: customers' names come from anywhere.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import IO, TYPE_CHECKING

from kartoteka.cli.json_text import json_text
from kartoteka.cli.printable import cell_text, folded, printable, width
from kartoteka.config.secrets import scrub
from kartoteka.language import gettext as _

if TYPE_CHECKING:
    import rich.console
    import rich.progress


class Console:
    """The two streams of a command: results on standard output, warnings and progress on standard error.

    Standard output is rich (colours, boxes, folded cells) only where it is a terminal. Elsewhere a table is aligned text of
    whatever width it needs: no name is ever cut.
    """

    def table(
        self, title: str | None, columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Collection[int] = ()
    ) -> None:
        """Print rows under their headings.

        Columns that hold only numbers are aligned to the right, and those whose places (from 0) are in `right`.
        """
        values = [tuple(row) for row in rows]
        cells = [[cell_text(value) for value in row] for row in values]
        headings = [cell_text(column) for column in columns]
        at_right = [index in right or _numeric([row[index] for row in values]) for index in range(len(headings))]
        if title:
            self.heading(title)
        if sys.stdout.isatty():
            self._rich_table(headings, cells, at_right)
            return
        widths = [max(map(width, column)) for column in zip(headings, *cells, strict=True)]
        for row in [headings, ["-" * size for size in widths], *cells]:
            padded = (_pad(text, size, side) for text, size, side in zip(row, widths, at_right, strict=True))
            self._write("  ".join(padded).rstrip())

    def line(self, text: str = "") -> None:
        """Print a sentence, or several lines. On a terminal, long ones go on below, at a blank."""
        shown = printable(text)
        self._write(folded(shown, _rich(sys.stdout).width) if sys.stdout.isatty() else shown)

    def heading(self, text: str) -> None:
        """Print the heading of what follows, after an empty line. It is one line, whatever breaks are in it."""
        shown = printable(" ".join(text.splitlines()))
        self._write("")
        if sys.stdout.isatty():
            from rich.text import Text

            console = _rich(sys.stdout)
            console.print(Text(folded(shown, console.width), style="bold"), soft_wrap=True)
        else:
            self._write(shown)

    def warning(self, text: str) -> None:
        """Tell something on standard error that stops nothing."""
        self._on_stderr(_("Warning:"), "yellow", text)

    def error(self, text: str) -> None:
        """Tell on standard error what went wrong."""
        self._on_stderr(_("Error:"), "bold red", text)

    def json(self, value: object) -> None:
        """Print a value as one JSON document; nothing else may then be printed on standard output."""
        self._write(json_text(value))

    @contextmanager
    def progress(self, text: str, total: float | None = None) -> Iterator[Progress]:
        """Show how far long work has come, on standard error, only where that is a terminal; it leaves no trace.

        Args:
            text: What is being done.
            total: How much there is to do, in any unit; None where that is not known.
        """
        if not sys.stderr.isatty():
            yield Progress()
            return
        import rich.progress

        shown = rich.progress.Progress(
            rich.progress.TextColumn("{task.description}", markup=False),
            rich.progress.BarColumn(),
            rich.progress.TaskProgressColumn(),
            rich.progress.TimeElapsedColumn(),
            console=_rich(sys.stderr),
            transient=True,
        )
        with shown:
            yield Progress(shown, shown.add_task(cell_text(text), total=total))

    def _rich_table(self, headings: Sequence[str], cells: Sequence[Sequence[str]], right: Sequence[bool]) -> None:
        from rich.table import Table
        from rich.text import Text

        from kartoteka.cli.column_widths import column_widths

        console = _rich(sys.stdout)
        drawn = 3 * len(headings) + 1  # a line before each cell and after the last, blanks around each
        widths = column_widths(list(zip(headings, *cells, strict=True)), console.width - drawn)
        table = Table()
        for heading, at_right, wide in zip(headings, right, widths, strict=True):
            table.add_column(Text(heading), justify="right" if at_right else "left", overflow="fold", width=wide)
        for row in cells:
            table.add_row(*(Text(text) for text in row))
        console.print(table)

    def _on_stderr(self, word: str, style: str, text: str) -> None:
        text = scrub(text)
        if sys.stderr.isatty():
            from rich.text import Text

            console = _rich(sys.stderr)
            shown = folded(f"{word} {printable(text)}", console.width)
            head = len(word)
            console.print(Text.assemble((shown[:head], style), shown[head:]), soft_wrap=True)
        else:
            sys.stderr.write(f"{word} {printable(text)}\n")
            sys.stderr.flush()

    def _write(self, text: str) -> None:
        sys.stdout.write(f"{text}\n")


class Progress:
    """How far one piece of work has come. Without a terminal, nothing is shown and every call is free."""

    def __init__(self, shown: rich.progress.Progress | None = None, task: rich.progress.TaskID | None = None) -> None:
        self._shown = shown
        self._task = task

    def advance(self, amount: float = 1) -> None:
        """So much more is done."""
        if self._shown is not None and self._task is not None:
            self._shown.advance(self._task, amount)

    def update(self, *, done: float | None = None, total: float | None = None, text: str | None = None) -> None:
        """Set what has changed; None leaves a thing as it was."""
        if self._shown is not None and self._task is not None:
            description = None if text is None else cell_text(text)
            self._shown.update(self._task, completed=done, total=total, description=description)


def _rich(stream: IO[str]) -> rich.console.Console:
    from rich.console import Console as RichConsole

    return RichConsole(file=stream, markup=False, emoji=False, highlight=False)


def _numeric(values: Sequence[object]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and all(isinstance(value, int | float | Decimal) and not isinstance(value, bool) for value in known)


def _pad(text: str, size: int, at_right: bool) -> str:
    blanks = " " * (size - width(text))
    return blanks + text if at_right else text + blanks
