"""Everything that a plugin imports from `kartoteka`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import is_dataclass
from types import ModuleType

import kartoteka
import kartoteka.crm
from _pages.markdown import code, docstring, signature, table

_HEAD = """# What a plugin imports

All of this comes from `kartoteka` itself, and what plugins for CRMs share from `kartoteka.crm`. Anything else in the package
may change without notice.
"""
_GROUPS = {
    "Registration": ("hookimpl", "SourceSpec", "SegmenterSpec", "ScorerSpec", "ExporterSpec", "CommandSpec"),
    "What every component has": ("Component", "Context", "Connections", "DataRange"),
    "Sources": (
        "Source",
        "FileSource",
        "BatchSource",
        "IncrementalSource",
        "Changes",
        "CsvFile",
        "ParquetFile",
        "BatchFile",
        "ROW_LINE",
        "ROW_RAW",
        "ROW_PROBLEM",
        "Finding",
        "BLANKS",
    ),
    "Segmenters": ("Segmenter", "RowSegmenter", "TableSegmenter", "BatchSegmenter", "Label", "Check", "BLACKLIST"),
    "Scorers": ("Scorer", "RowScorer", "TableScorer", "BatchScorer", "SegmentScorer"),
    "Dossiers of segments": ("Dossier", "DossierCriterion", "DossierAnswer", "DossierMeasure", "is_dossier"),
    "Exporters": ("Exporter", "FileExporter", "Rows", "Staging", "Staged", "Written", "CampaignContext", "Announce"),
    "Options": (
        "OptionsSchema",
        "PeriodOption",
        "MoneyOption",
        "DayOption",
        "ConditionOption",
        "ExpressionOption",
        "LabelOption",
        "HeaderOption",
        "TermsOption",
    ),
    "Tables, types and periods": ("Tables", "Frame", "ColumnType", "Period", "HeadcountBounds", "NOBODY"),
    "Files and commands": ("find_files", "read_yaml", "write_whole", "open_steps", "OpenedStep", "Console"),
    "Expressions that are the same on every engine": (
        "add_period",
        "days_between",
        "divide",
        "is_longer_than_days",
        "headcount_bounds",
    ),
    "Events": ("RunStarted", "StepFinished", "RunFinished"),
    "Errors": ("KartotekaError", "ConfigError", "InputError", "PluginError", "DeliveryError", "Problem"),
}
_CRM = {
    "CRMs: reading": ("CrmSource", "CrmColumn", "record_batch", "Watermark", "by_key", "by_offset", "by_link"),
    "CRMs: requests": ("CrmClient", "Patience", "Refused", "Unreachable"),
    "CRMs: writing back": ("CrmExporter", "WriteBackOptions", "Crm", "Held", "Write", "Member"),
}
_TYPES = ("Text", "Integer", "Number", "Money", "Boolean", "Day", "Moment")


def page() -> str:
    """The page."""
    left = sorted(set(kartoteka.__all__) - {name for names in _GROUPS.values() for name in names} - set(_TYPES))
    groups = {**_GROUPS, "More": tuple(left)} if left else _GROUPS
    shared = [_group(title, names, kartoteka.crm) for title, names in _CRM.items()]
    return "\n".join([_HEAD, *(_group(title, names) for title, names in groups.items()), *shared, _types()])


def _group(title: str, names: tuple[str, ...], module: ModuleType = kartoteka) -> str:
    return "\n".join([f"## {title}\n", *(_entry(name, module) for name in names)])


def _entry(name: str, module: ModuleType) -> str:
    value = getattr(module, name)
    if name == "hookimpl":
        return "### `hookimpl`\n\nMarks a function of a registration module as an implementation of a [hook](hooks.md).\n"
    if name == "Frame":
        return "### `Frame`\n\nA lazy frame of `narwhals.stable.v2`, on whichever engine runs.\n"
    if name == "BLANKS":
        spelled = ", ".join(f"U+{ord(blank):04X}" for blank in value)
        return f"### `BLANKS`\n\nThe characters that are cut off both ends of every cell, as one text: {spelled}.\n"
    if name == "NOBODY":
        words = ", ".join(code(word) for word in value)
        return f"### `NOBODY`\n\nThe lower-case words that people write into `competitor` where there is none: {words}.\n"
    if isinstance(value, str):
        return (
            f"### `{name}`\n\nThe label {code(value)}, which the core gives to blacklisted customers in every segmentation.\n"
        )
    if inspect.isfunction(value):
        return f"### `{name}`\n\n`{signature(value, name)}`\n\n{docstring(value)}"
    made = [f"`{signature(value, name).partition(' -> ')[0]}`\n"] if is_dataclass(value) else []
    return "\n".join([f"### `{name}`\n", *made, docstring(value), *_methods(value)])


def _methods(owner: type) -> Iterator[str]:
    """The public methods that a class itself defines."""
    for name, value in vars(owner).items():
        function = value.fget if isinstance(value, property) else value.__func__ if isinstance(value, classmethod) else value
        if name.startswith("_") or not inspect.isfunction(function):
            continue
        shown = signature(function, f"{owner.__name__}.{name}").replace("(cls, ", "(")
        if isinstance(value, property):
            shown = shown.replace("() -> ", ": ")
        told = docstring(function).strip().replace("\n", "\n  ") if function.__doc__ else ""
        yield f"- `{shown}`" + (f"\n\n  {told}" if told else "") + "\n"


def _types() -> str:
    told = {
        "Text": "text",
        "Integer": "a whole number of 64 bits",
        "Number": "a double; never for money",
        "Money": "a decimal of 18 digits, 4 of them decimals, in the pipeline's currency",
        "Boolean": "true or false",
        "Day": "a calendar day in the project's time zone",
        "Moment": "a moment in UTC, to the microsecond",
    }
    rows = [(code(name), code(getattr(kartoteka, name)), told[name]) for name in _TYPES]
    told_in = table(("name", "is told as", "holds"), rows)
    return f"## Types of columns\n\nThe members of `ColumnType`, also under their own names.\n\n{told_in}"
