"""What else there is to say of drafts."""

from __future__ import annotations

from collections.abc import Iterator

from kartoteka.config.project import Pipeline
from kartoteka.language import gettext as _
from kartoteka.language import list_in_words
from kartoteka.personas.draft.draft import Drafts


def remarks(drafts: Drafts, pipeline: Pipeline) -> Iterator[str]:
    """What was not drafted, and why; and where a draft is to be named."""
    for step, segment in drafts.empty:
        yield _("{step}.{segment} has no members, so there is nothing to draft from", step=step, segment=segment)
    for step, segment in drafts.without:
        yield _(
            "{step}.{segment}: nothing was found that lands in it, neither medians nor what single members are like; write its "
            "persona by hand",
            step=step,
            segment=segment,
        )
    if drafts.there:
        names = list_in_words([".".join(key) for key in drafts.there])
        yield _("there is a persona already: {names}; name a segment to have it drafted again", names=names)
    if not (drafts.drafts or drafts.there or drafts.empty or drafts.without):
        yield _("no segment is worth a persona: none passes its judgement; name the one that you want")
    if drafts.drafts and pipeline.personas is None:
        yield _("no persona is used yet: add personas: personas.yaml to the pipeline {pipeline}", pipeline=pipeline.name)
