"""Run a campaign's selection and count it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kartoteka.config.project import CampaignConfig, ExportConfig
from kartoteka.engine.base import Engine
from kartoteka.model.conditions import parse_condition
from kartoteka.model.frame import Frame
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.campaign.columns import (
    address_column,
    available_columns,
    contact_column,
    exported_columns,
    is_sensitive,
)
from kartoteka.pipeline.campaign.recipients import addressees
from kartoteka.pipeline.campaign.remove import REASON, REASONS, with_reason
from kartoteka.pipeline.campaign.rows import CampaignRows

if TYPE_CHECKING:
    from kartoteka.pipeline.plan import PlannedStep


@dataclass(frozen=True)
class Selection:
    """Who is addressed, and how many are not.

    Attributes:
        selected: Rows that the condition selects: contacts where the channel reaches contacts, else customers. It is
            `delivered` and all of `removed` together, exactly.
        removed: How many rows are left out, for each reason of `REASONS`.
        delivered: Rows that the exports get.
        customers: How many customers those rows belong to.
        available: Every column that can be exported, but those made on request.
    """

    config: CampaignConfig
    selected: int
    removed: Mapping[str, int]
    delivered: int
    customers: int
    available: Mapping[str, ColumnType]
    _frame: Frame = field(repr=False)
    _sort_by: Sequence[str] = field(repr=False)
    _segmenters: Sequence[PlannedStep] = field(repr=False)
    _engine: Engine = field(repr=False)

    def rows(self, export: ExportConfig) -> CampaignRows:
        """What one export gets."""
        on_request = {name: kind for step in self._segmenters for name, kind in step.on_request.items()}
        kinds = {**on_request, **self.available}
        columns = {name: kinds[name] for name in exported_columns(export.columns, self.available)}
        return CampaignRows(
            columns, self.delivered, self._frame, self._sort_by, self._segmenters, self._engine, self.config.keep_blacklist
        )

    def left_out(self, export: ExportConfig) -> tuple[str, ...]:
        """The sensitive columns that an export without `columns` does not get."""
        return tuple(name for name in self.available if is_sensitive(name)) if export.columns is None else ()


def select_campaign(
    config: CampaignConfig,
    *,
    frame: Frame,
    columns: Mapping[str, ColumnType],
    contacts: Frame | None,
    contact_columns: Mapping[str, ColumnType],
    suppress: Frame | None,
    segmenters: Sequence[PlannedStep],
    engine: Engine,
    as_of: date,
) -> Selection:
    """Select, leave out, and count. Nothing is written.

    Args:
        config: A campaign that `check_campaign` found sound.
        frame: The snapshot: one row for each customer, sorted by `customer_id`, with all fields and step columns, and
            `blacklisted`.
        columns: The columns of `frame`, with their types.
        contacts: The landed contacts.
        contact_columns: Their columns.
        suppress: Whom this campaign leaves out: text columns `customer_id`, `email`, `phone`, any of them.
        segmenters: The pipeline's segmentations.
        engine: Where all of it runs.
        as_of: The day of the run.
    """
    import narwhals.stable.v2 as nw

    chosen = frame if config.where is None else frame.filter(parse_condition(config.where, columns).expression(as_of))
    told = with_reason(addressees(chosen, contacts, contact_columns, config), config, suppress)
    reaches_contacts = contacts is not None and address_column(config, contact_columns) is not None
    split = any("{" in str(export.options.get("path", "")) for export in config.export)
    if reaches_contacts or suppress is not None or split or len(config.export) > 1:
        # It is read more than once, and not as cheap as a filter over one file.
        told = engine.materialise(told, "campaign")
    removed, delivered = _count(told, engine)
    kept = told.filter(nw.col(REASON).is_null())
    customers = delivered
    of_contacts = [contact_column(name) for name in contact_columns if name != "customer_id"]
    if reaches_contacts:
        customers = engine.count(kept.select("customer_id").unique())
    return Selection(
        config,
        selected=delivered + sum(removed.values()),
        removed=removed,
        delivered=delivered,
        customers=customers,
        available=available_columns(config, columns, contact_columns if contacts is not None else {}),
        _frame=kept,
        _sort_by=_order(of_contacts) if reaches_contacts else ("customer_id",) if suppress is not None else (),
        _segmenters=segmenters,
        _engine=engine,
    )


def _order(of_contacts: Sequence[str]) -> tuple[str, ...]:
    """After a join the rows have to be sorted again; a filter leaves them in the snapshot's order."""
    return ("customer_id", *sorted(of_contacts, key=lambda name: (name != "contact_id", name)))


def _count(told: Frame, engine: Engine) -> tuple[dict[str, int], int]:
    import narwhals.stable.v2 as nw

    counted = engine.rows(told.group_by(REASON).agg(nw.len().alias("rows")))
    found = {row[REASON]: int(row["rows"]) for row in counted}
    unknown = found.keys() - {None, *REASONS}
    assert not unknown, unknown
    return {reason: found.get(reason, 0) for reason in REASONS}, found.get(None, 0)
