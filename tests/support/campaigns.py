"""Campaigns over small tables on a real engine, without a project file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pyarrow as pa

from kartoteka import Boolean, ColumnType, Context, Frame, Integer, RowSegmenter, Text
from kartoteka.components.labels import Label
from kartoteka.config.places import Places
from kartoteka.config.project import CampaignConfig, ExportConfig, StepConfig
from kartoteka.engine.duckdb.engine import DuckDBEngine
from kartoteka.pipeline.campaign import Selection, check_campaign, select_campaign
from kartoteka.pipeline.hidden import Hidden
from kartoteka.pipeline.plan import PlannedStep
from kartoteka.plugin.provenance import Provenance

AS_OF = date(2026, 11, 30)
PLACES = Places("kartoteka.yaml", {}, {("pipelines", "shop", "campaigns", "spring"): (7, 5)})
KEY = ("pipelines", "shop", "campaigns", "spring")

CUSTOMERS: dict[str, ColumnType] = {
    "customer_id": Text, "name": Text, "email": Text, "phone": Text, "street": Text, "city": Text,
    "consent_email": Boolean, "religion": Text, "blacklisted": Boolean,
    "loyalty": Text, "loyalty_orders": Integer, "loyalty_note": Text,
}  # fmt: skip
CONTACTS: dict[str, ColumnType] = {
    "contact_id": Text, "customer_id": Text, "name": Text, "email": Text, "phone": Text, "consent_email": Boolean,
}  # fmt: skip


class Loyalty(RowSegmenter):
    """A segmenter whose columns are already in the table."""

    on_request: ClassVar[Mapping[str, ColumnType]] = {"message": Text}

    def labels(self) -> Sequence[Label]:
        return [Label("vip"), Label("rest")]

    def columns(self) -> Mapping[str, Any]:
        raise NotImplementedError("campaigns find its columns in the table, and ask for none")

    def message(self, column: str, evidence: Mapping[str, Any]) -> str | None:
        if evidence["orders"] == 13:
            raise ValueError("thirteen")
        return None if evidence["orders"] is None else f"{evidence['segment']} after {evidence['orders']} orders"


def loyalty() -> PlannedStep:
    """The planned step `loyalty`."""
    context = Context("shop", "loyalty", AS_OF, "PLN", "en", "Europe/Warsaw", Path())
    labels = [*(Loyalty({}, context).labels()), Label("blacklist")]
    config = StepConfig("segmenter", "loyalty", "loyal", {}, ())
    own = {"segment": Text, "orders": Integer}
    return PlannedStep(config, Loyalty({}, context), Provenance("acme", "1.2", "acme"), own, labels, {"note": Text})


def campaign(**changes: Any) -> CampaignConfig:
    """A campaign that exports all columns once, changed as told."""
    columns = changes.pop("columns", None)
    options = {"path": changes.pop("path", "out/list.csv")}
    export = ExportConfig("csv", columns, options, (*KEY, "export", 0))
    given = {
        "name": "spring", "where": None, "channel": "none", "consent": None, "suppress": None, "export": [export],
        "allow_sensitive": False, "key": KEY,
    }  # fmt: skip
    return CampaignConfig(**{**given, **changes})


def problems(config: CampaignConfig, columns: Mapping[str, ColumnType] = CUSTOMERS, contacts: Any = ()) -> list[str]:
    """What the check finds, as people read it."""
    return [str(one) for one in check_campaign(config, columns, dict(contacts), loyalty().on_request, PLACES, Hidden())]


def table(columns: Mapping[str, ColumnType], rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows of some of the columns; the rest is empty."""
    return pa.table({name: pa.array([row.get(name) for row in rows], kind.to_arrow()) for name, kind in columns.items()})


@dataclass
class Shop:
    """Customers, contacts and an engine."""

    engine: DuckDBEngine
    customers: Sequence[Mapping[str, Any]]
    contacts: Sequence[Mapping[str, Any]] | None = None
    suppress: pa.Table | None = None
    columns: Mapping[str, ColumnType] = field(default_factory=lambda: CUSTOMERS)
    contact_columns: Mapping[str, ColumnType] = field(default_factory=lambda: CONTACTS)

    def select(self, config: CampaignConfig) -> Selection:
        """Run a campaign."""
        known = [{"blacklisted": False, "loyalty": "rest", **customer} for customer in self.customers]
        contacts: Frame | None = None
        if self.contacts is not None:
            contacts = self.engine.from_arrow(table(self.contact_columns, self.contacts))
        return select_campaign(
            config,
            frame=self.engine.from_arrow(table(self.columns, sorted(known, key=lambda row: str(row["customer_id"])))),
            columns=self.columns,
            contacts=contacts,
            contact_columns=self.contact_columns if contacts is not None else {},
            suppress=None if self.suppress is None else self.engine.from_arrow(self.suppress),
            segmenters=[loyalty()],
            engine=self.engine,
            as_of=AS_OF,
        )


def delivered(selection: Selection, config: CampaignConfig | None = None) -> list[dict[str, Any]]:
    """The rows of the first export."""
    rows = selection.rows((config or selection.config).export[0])
    found = [row for batch in rows.batches() for row in batch.to_pylist()]
    assert len(found) == rows.count
    return found


def removed(selection: Selection) -> dict[str, int]:
    """The reasons that removed anybody. Everybody selected is told of exactly once."""
    assert selection.selected == selection.delivered + sum(selection.removed.values())
    return {reason: count for reason, count in selection.removed.items() if count}
