"""The segmenter and the scorer, from options as they are written in a project file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from kartoteka import Context, Tables
from kartoteka_rfm.scorer import RfmScorer
from kartoteka_rfm.segmenter import RfmSegmenter

AS_OF = date(2026, 11, 30)


def context(as_of: date = AS_OF) -> Context:
    return Context("shop", "rfm", as_of, "PLN", "en", "Europe/Warsaw", Path())


def segmenter(as_of: date = AS_OF, **options: Any) -> RfmSegmenter:
    return RfmSegmenter(RfmSegmenter.Options().load(options), context(as_of))


def scorer(as_of: date = AS_OF, **options: Any) -> RfmScorer:
    return RfmScorer(RfmScorer.Options().load(options), context(as_of))


def by_customer(component: RfmSegmenter | RfmScorer, given: Tables) -> dict[str, dict[str, Any]]:
    """What it gives, by customer, after a check that no customer comes twice."""
    rows = component.frame(given).collect("polars").rows(named=True)
    found = {row.pop("customer_id"): row for row in rows}
    assert len(found) == len(rows)
    return found
