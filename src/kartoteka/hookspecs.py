"""The hooks of kartoteka: everything that a plugin can tell the core, on one page.

A plugin is a *registration module*: it imports nothing but `kartoteka`, and names what it brings.
Its distribution points at it with an entry point in the group `kartoteka`::

    [project.entry-points.kartoteka]
    acme = "kartoteka_acme.plugin"

Registering hooks do no work, so their order, cost and blame are clear. Observer hooks watch a run: each gets one frozen
event, and a failure in one is reported but never stops the run.
"""

# mypy: disable-error-code="empty-body"
# A hook is declared by its signature; nobody calls it, so it has no body.
from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from kartoteka.events import RunFinished, RunStarted, StepFinished
    from kartoteka.specs import CommandSpec, ExporterSpec, ScorerSpec, SegmenterSpec, SourceSpec

hookspec = pluggy.HookspecMarker("kartoteka")
hookimpl = pluggy.HookimplMarker("kartoteka")
"""Marks a function of a registration module as an implementation of one of these hooks."""


@hookspec
def kartoteka_sources() -> Iterable[SourceSpec]:
    """Register readers of customers, contacts and orders.

    ::

        @hookimpl
        def kartoteka_sources():
            yield SourceSpec("acme-erp", "kartoteka_acme.source:AcmeSource", "Orders from the Acme ERP.")
    """


@hookspec
def kartoteka_segmenters() -> Iterable[SegmenterSpec]:
    """Register ways of sorting all customers into exclusive segments.

    ::

        @hookimpl
        def kartoteka_segmenters():
            yield SegmenterSpec("by-country", "kartoteka_acme.country:ByCountry", "One segment for each country.")
    """


@hookspec
def kartoteka_scorers() -> Iterable[ScorerSpec]:
    """Register scores of customers or of segments.

    ::

        @hookimpl
        def kartoteka_scorers():
            yield ScorerSpec("size", "kartoteka_acme.size:Size", "Headcount in hundreds, capped.")
    """


@hookspec
def kartoteka_exporters() -> Iterable[ExporterSpec]:
    """Register writers of campaign lists.

    ::

        @hookimpl
        def kartoteka_exporters():
            yield ExporterSpec("acme-mail", "kartoteka_acme.mail:MailExporter", "A mailing in Acme Mail.")
    """


@hookspec
def kartoteka_commands() -> Iterable[CommandSpec]:
    """Register commands of the program `kartoteka`.

    ::

        @hookimpl
        def kartoteka_commands():
            yield CommandSpec("acme-login", "kartoteka_acme.login:login", "Sign in to Acme.")
    """


@hookspec
def kartoteka_run_started(event: RunStarted) -> None:
    """Watch a run begin: the plan is sound and the lock is held, nothing has been read.

    ::

        @hookimpl
        def kartoteka_run_started(event):
            print("as of", event.as_of)
    """


@hookspec
def kartoteka_step_finished(event: StepFinished) -> None:
    """Watch a step end: a table landed, a segmenter, a scorer, a campaign, a delivery.

    ::

        @hookimpl
        def kartoteka_step_finished(event):
            print(event.name, event.rows, "rows in", event.seconds, "s")
    """


@hookspec
def kartoteka_run_finished(event: RunFinished) -> None:
    """Watch a run end, whichever way.

    ::

        @hookimpl
        def kartoteka_run_finished(event):
            print(event.status)
    """
