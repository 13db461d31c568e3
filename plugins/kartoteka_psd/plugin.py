"""Registration of the scorer `psd` and of the command `rate`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import CommandSpec, ScorerSpec, hookimpl


@hookimpl
def kartoteka_scorers() -> Iterable[ScorerSpec]:
    yield ScorerSpec(
        "psd", "kartoteka_psd.scorer:Psd", "Whether a segment is worth targeting: passion, specialisation, profitability."
    )


@hookimpl
def kartoteka_commands() -> Iterable[CommandSpec]:
    yield CommandSpec("rate", "kartoteka_psd.rate:rate", "Answer the open questions of PSD, and write the answers file.")
