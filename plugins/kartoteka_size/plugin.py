"""Registration of the scorer `size`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ScorerSpec, hookimpl


@hookimpl
def kartoteka_scorers() -> Iterable[ScorerSpec]:
    yield ScorerSpec("size", "kartoteka_size.scorer:Size", "Headcount in hundreds, capped.")
