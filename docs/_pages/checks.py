"""What sources and exporters are held to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from _pages.markdown import code, codes, docstring, signature, table
from kartoteka.testing import Checks, ExporterChecks, FileExporterChecks, GivenRows, Outcome, ReadBack, SourceChecks
from kartoteka.testing.component_checks import COMPONENT_CHECKS
from kartoteka.testing.exporters.delivery import DELIVERY_CHECKS
from kartoteka.testing.exporters.rows import ROW_CHECKS as ARRIVING_ROWS
from kartoteka.testing.exporters.safety import SAFETY_CHECKS
from kartoteka.testing.exporters.split import SPLIT_CHECKS
from kartoteka.testing.exporters.staging import STAGING_CHECKS
from kartoteka.testing.hostile import EMPTY_TEXT, HOSTILE_NAMES, HOSTILE_TEXTS
from kartoteka.testing.sources.incremental import INCREMENTAL_CHECKS
from kartoteka.testing.sources.reading import ASKED_CHECKS, FILE_CHECKS, READING_CHECKS
from kartoteka.testing.sources.rows import ROW_CHECKS
from kartoteka.testing.sources.values import VALUE_CHECKS
from kartoteka.testing.typed import MOMENTS, TYPED

_HEAD = """# Checks

What every source and every exporter is held to, by their names in `kartoteka.testing`. How to hold a plugin of your own to them
is told [elsewhere](../how-to/conformance.md).
"""
_CLASSES: Sequence[type] = (Checks, SourceChecks, ExporterChecks, FileExporterChecks, ReadBack, GivenRows, Outcome)
_SHOWN: dict[type, Sequence[str]] = {
    Checks: ("outcomes",),
    SourceChecks: ("fill", "missing", "change", "repeat_page", "held"),
    ExporterChecks: (
        "options", "read_back", "unreachable", "expected", "split_options", "read_segment", "formulas", "held",
    ),
    FileExporterChecks: ("read_file",),
}  # fmt: skip


def page() -> str:
    """The page."""
    names = (
        ("hostile_names", HOSTILE_NAMES),
        ("hostile_values", (*HOSTILE_TEXTS, EMPTY_TEXT)),
        ("types", (*TYPED, *MOMENTS)),
        ("no_rows", ()),
    )
    cases = [(code(name), codes(case.name for case in of) or "`rows`, `columns`") for name, of in names]
    return "\n".join(
        [
            _HEAD,
            _checks("Of every component", COMPONENT_CHECKS),
            _checks("Of every source", (*ROW_CHECKS, *VALUE_CHECKS, *READING_CHECKS)),
            _checks("Of a `FileSource`", FILE_CHECKS),
            _checks("Of a `BatchSource` and an `IncrementalSource`", ASKED_CHECKS),
            _checks("Of an `IncrementalSource`", INCREMENTAL_CHECKS),
            _checks("Of every exporter", (*ARRIVING_ROWS, *STAGING_CHECKS, *DELIVERY_CHECKS, *SAFETY_CHECKS)),
            _checks("Of an exporter that splits lists", SPLIT_CHECKS),
            "## Cases\n\nFor which an exception can be declared apart. `empty text` and `no_rows` are for exporters.\n",
            table(("check", "cases"), cases),
            "## What a plugin's author writes\n",
            *(_class(one) for one in _CLASSES),
        ]
    )


def _checks(title: str, checks: Iterable[Callable[..., None]]) -> str:
    return f"## {title}\n\n{table(('check', 'asks that'), [(code(one.__name__), docstring(one)) for one in checks])}"


def _class(owner: type) -> str:
    told = [f"### `{owner.__name__}`\n", docstring(owner)]
    for name in _SHOWN.get(owner, ()):
        function = getattr(owner, name)
        about = docstring(function).strip().replace("\n", "\n  ")
        told.append(f"- `{signature(function, f'{owner.__name__}.{name}')}`\n\n  {about}\n")
    return "\n".join(told)
