"""Registration of the scorer `points`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ScorerSpec, hookimpl


@hookimpl
def kartoteka_scorers() -> Iterable[ScorerSpec]:
    yield ScorerSpec("points", "kartoteka_points.scorer:Points", "Must-haves decide who fits, nice-to-haves add points.")
