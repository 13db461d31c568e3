"""kartoteka: customers into segments, with terms and reasons, and campaign lists out of them.

This is all that a plugin author imports. Each name is loaded when it is first used, so that a registration module costs
next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kartoteka.cli.opened import OpenedStep as OpenedStep
    from kartoteka.cli.opened import open_steps as open_steps
    from kartoteka.cli.output import Console as Console
    from kartoteka.components.base import Component as Component
    from kartoteka.components.base import Context as Context
    from kartoteka.components.base import DataRange as DataRange
    from kartoteka.components.campaign_context import CampaignContext as CampaignContext
    from kartoteka.components.changes import Changes as Changes
    from kartoteka.components.changes import IncrementalSource as IncrementalSource
    from kartoteka.components.connections import Connections as Connections
    from kartoteka.components.dossier import Dossier as Dossier
    from kartoteka.components.dossier import DossierAnswer as DossierAnswer
    from kartoteka.components.dossier import DossierCriterion as DossierCriterion
    from kartoteka.components.dossier import DossierMeasure as DossierMeasure
    from kartoteka.components.dossier import is_dossier as is_dossier
    from kartoteka.components.exporter import Announce as Announce
    from kartoteka.components.exporter import Exporter as Exporter
    from kartoteka.components.exporter import Staged as Staged
    from kartoteka.components.exporter import Staging as Staging
    from kartoteka.components.exporter_file import FileExporter as FileExporter
    from kartoteka.components.find_files import find_files as find_files
    from kartoteka.components.labels import BLACKLIST as BLACKLIST
    from kartoteka.components.labels import Label as Label
    from kartoteka.components.options import ConditionOption as ConditionOption
    from kartoteka.components.options import DayOption as DayOption
    from kartoteka.components.options import ExpressionOption as ExpressionOption
    from kartoteka.components.options import HeaderOption as HeaderOption
    from kartoteka.components.options import LabelOption as LabelOption
    from kartoteka.components.options import MoneyOption as MoneyOption
    from kartoteka.components.options import OptionsSchema as OptionsSchema
    from kartoteka.components.options import PeriodOption as PeriodOption
    from kartoteka.components.rows import Rows as Rows
    from kartoteka.components.scorer import BatchScorer as BatchScorer
    from kartoteka.components.scorer import RowScorer as RowScorer
    from kartoteka.components.scorer import Scorer as Scorer
    from kartoteka.components.scorer import SegmentScorer as SegmentScorer
    from kartoteka.components.scorer import TableScorer as TableScorer
    from kartoteka.components.segmenter import BatchSegmenter as BatchSegmenter
    from kartoteka.components.segmenter import Check as Check
    from kartoteka.components.segmenter import RowSegmenter as RowSegmenter
    from kartoteka.components.segmenter import Segmenter as Segmenter
    from kartoteka.components.segmenter import TableSegmenter as TableSegmenter
    from kartoteka.components.source import ROW_LINE as ROW_LINE
    from kartoteka.components.source import ROW_PROBLEM as ROW_PROBLEM
    from kartoteka.components.source import ROW_RAW as ROW_RAW
    from kartoteka.components.source import BatchFile as BatchFile
    from kartoteka.components.source import BatchSource as BatchSource
    from kartoteka.components.source import CsvFile as CsvFile
    from kartoteka.components.source import FileSource as FileSource
    from kartoteka.components.source import Finding as Finding
    from kartoteka.components.source import ParquetFile as ParquetFile
    from kartoteka.components.source import Source as Source
    from kartoteka.components.terms import TermsOption as TermsOption
    from kartoteka.components.written import Written as Written
    from kartoteka.config.secrets import scrub as scrub
    from kartoteka.config.side_file import read_yaml as read_yaml
    from kartoteka.durable import write_whole as write_whole
    from kartoteka.errors import ConfigError as ConfigError
    from kartoteka.errors import DeliveryError as DeliveryError
    from kartoteka.errors import InputError as InputError
    from kartoteka.errors import KartotekaError as KartotekaError
    from kartoteka.errors import PluginError as PluginError
    from kartoteka.errors import Problem as Problem
    from kartoteka.events import RunFinished as RunFinished
    from kartoteka.events import RunStarted as RunStarted
    from kartoteka.events import StepFinished as StepFinished
    from kartoteka.hookspecs import hookimpl as hookimpl
    from kartoteka.language import N_ as N_
    from kartoteka.language import amount_in_words as amount_in_words
    from kartoteka.language import current_language as current_language
    from kartoteka.language import day_in_words as day_in_words
    from kartoteka.language import decimal_in_words as decimal_in_words
    from kartoteka.language import gettext as gettext
    from kartoteka.language import list_in_words as list_in_words
    from kartoteka.language import ngettext as ngettext
    from kartoteka.language import number_in_words as number_in_words
    from kartoteka.language import percent_in_words as percent_in_words
    from kartoteka.language import pgettext as pgettext
    from kartoteka.language import speaking as speaking
    from kartoteka.model.cells import BLANKS as BLANKS
    from kartoteka.model.expressions import add_period as add_period
    from kartoteka.model.expressions import days_between as days_between
    from kartoteka.model.expressions import divide as divide
    from kartoteka.model.expressions import is_longer_than_days as is_longer_than_days
    from kartoteka.model.field_titles import field_title as field_title
    from kartoteka.model.fields import sensitive_fields as sensitive_fields
    from kartoteka.model.frame import Frame as Frame
    from kartoteka.model.headcounts import HeadcountBounds as HeadcountBounds
    from kartoteka.model.headcounts import headcount_bounds as headcount_bounds
    from kartoteka.model.header_words import known_headers as known_headers
    from kartoteka.model.nobody import NOBODY as NOBODY
    from kartoteka.model.periods import Period as Period
    from kartoteka.model.periods_in_words import every_in_words as every_in_words
    from kartoteka.model.periods_in_words import period_in_words as period_in_words
    from kartoteka.model.tables import Tables as Tables
    from kartoteka.model.types import Boolean as Boolean
    from kartoteka.model.types import ColumnType as ColumnType
    from kartoteka.model.types import Day as Day
    from kartoteka.model.types import Integer as Integer
    from kartoteka.model.types import Moment as Moment
    from kartoteka.model.types import Money as Money
    from kartoteka.model.types import Number as Number
    from kartoteka.model.types import Text as Text
    from kartoteka.specs import CommandSpec as CommandSpec
    from kartoteka.specs import ExporterSpec as ExporterSpec
    from kartoteka.specs import ScorerSpec as ScorerSpec
    from kartoteka.specs import SegmenterSpec as SegmenterSpec
    from kartoteka.specs import SourceSpec as SourceSpec

__version__ = "0.1.0"

_NAMES_BY_MODULE = {
    "cli.opened": "OpenedStep open_steps",
    "cli.output": "Console",
    "components.base": "Component Context DataRange",
    "components.campaign_context": "CampaignContext",
    "components.changes": "Changes IncrementalSource",
    "components.connections": "Connections",
    "components.dossier": "Dossier DossierAnswer DossierCriterion DossierMeasure is_dossier",
    "components.exporter": "Announce Exporter Staged Staging",
    "components.exporter_file": "FileExporter",
    "components.find_files": "find_files",
    "components.labels": "BLACKLIST Label",
    "components.options": "ConditionOption DayOption ExpressionOption HeaderOption LabelOption MoneyOption OptionsSchema "
    "PeriodOption",
    "components.rows": "Rows",
    "components.scorer": "BatchScorer RowScorer Scorer SegmentScorer TableScorer",
    "components.segmenter": "BatchSegmenter Check RowSegmenter Segmenter TableSegmenter",
    "components.source": "BatchFile BatchSource CsvFile FileSource Finding ParquetFile ROW_LINE ROW_PROBLEM ROW_RAW Source",
    "components.terms": "TermsOption",
    "components.written": "Written",
    "config.secrets": "scrub",
    "config.side_file": "read_yaml",
    "durable": "write_whole",
    "errors": "ConfigError DeliveryError InputError KartotekaError PluginError Problem",
    "events": "RunFinished RunStarted StepFinished",
    "hookspecs": "hookimpl",
    "language": "N_ amount_in_words current_language day_in_words decimal_in_words gettext list_in_words ngettext "
    "number_in_words percent_in_words pgettext speaking",
    "model.cells": "BLANKS",
    "model.expressions": "add_period days_between divide is_longer_than_days",
    "model.field_titles": "field_title",
    "model.fields": "sensitive_fields",
    "model.frame": "Frame",
    "model.header_words": "known_headers",
    "model.headcounts": "HeadcountBounds headcount_bounds",
    "model.nobody": "NOBODY",
    "model.periods": "Period",
    "model.periods_in_words": "every_in_words period_in_words",
    "model.tables": "Tables",
    "model.types": "Boolean ColumnType Day Integer Money Moment Number Text",
    "specs": "CommandSpec ExporterSpec ScorerSpec SegmenterSpec SourceSpec",
}
_HOMES = {name: module for module, names in _NAMES_BY_MODULE.items() for name in names.split()}

__all__ = sorted(_HOMES)  # noqa: PLE0605  # one list of names, not two


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'kartoteka' has no attribute {name!r}")
    value = getattr(import_module(f"kartoteka.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
