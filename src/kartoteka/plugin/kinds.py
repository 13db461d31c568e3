"""What can be registered, by which hook, and which hook hears of which event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from kartoteka.events import RunFinished, RunStarted, StepFinished
from kartoteka.specs import CommandSpec, ExporterSpec, ScorerSpec, SegmenterSpec, SourceSpec, Spec

Kind = Literal["source", "segmenter", "scorer", "exporter", "command"]
Event = RunStarted | StepFinished | RunFinished


@dataclass(frozen=True, slots=True)
class Registration:
    """The hook that registers a kind, and the class of the specs that it gives."""

    hook: str
    spec: type[Spec]


KINDS: Mapping[Kind, Registration] = MappingProxyType(
    {
        "source": Registration("kartoteka_sources", SourceSpec),
        "segmenter": Registration("kartoteka_segmenters", SegmenterSpec),
        "scorer": Registration("kartoteka_scorers", ScorerSpec),
        "exporter": Registration("kartoteka_exporters", ExporterSpec),
        "command": Registration("kartoteka_commands", CommandSpec),
    }
)

OBSERVERS: Mapping[type[Event], str] = MappingProxyType(
    {
        RunStarted: "kartoteka_run_started",
        StepFinished: "kartoteka_step_finished",
        RunFinished: "kartoteka_run_finished",
    }
)
