"""Run a campaign and stage its deliveries: written, fsynced, waiting for the commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kartoteka.catalog.records import CampaignRecord, DeliveryRecord
from kartoteka.components.exporter_file import FileExporter
from kartoteka.engine.base import Engine
from kartoteka.language import gettext as _
from kartoteka.model.frame import Frame
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.campaign import Selection, select_campaign
from kartoteka.pipeline.plan import Plan, PlannedCampaign
from kartoteka.pipeline.result import CampaignResult, DeliveryResult
from kartoteka.pipeline.workspace import Workspace, delivery_records
from kartoteka.plugin.blame import blame

if TYPE_CHECKING:
    from kartoteka.pipeline.watch import Watch


@dataclass(frozen=True, slots=True)
class Audience:
    """From whom campaigns select: the snapshot, the contacts where there are any, and whom one campaign leaves out."""

    snapshot: Frame
    contacts: Frame | None
    contact_columns: Mapping[str, ColumnType]
    suppress: Frame | None = None


@dataclass(frozen=True, slots=True)
class StagedCampaign:
    """A campaign whose lists are written and wait to be delivered."""

    result: CampaignResult
    record: CampaignRecord
    deliveries: list[DeliveryRecord]


def stage_campaign(
    campaign: PlannedCampaign, audience: Audience, plan: Plan, workspace: Workspace, engine: Engine, watch: Watch
) -> StagedCampaign:
    """Select, remove, and let each exporter prepare what it will deliver."""
    config = campaign.config
    selection = select_campaign(
        config,
        frame=audience.snapshot,
        columns=plan.columns,
        contacts=audience.contacts,
        contact_columns=audience.contact_columns,
        suppress=audience.suppress,
        segmenters=plan.segmenters,
        engine=engine,
        as_of=plan.as_of,
    )
    deliveries: list[DeliveryRecord] = []
    staged_lists: list[DeliveryResult] = []
    for index, export in enumerate(campaign.exports):
        watch.say(_("Preparing {campaign} for {exporter}", campaign=config.name, exporter=export.config.use))
        staging = workspace.staging_for(config.name, index)
        with blame("exporter", export.config.use, export.provenance):
            staged = export.component.prepare(selection.rows(export.config), staging)
        deliveries += delivery_records(
            config.name, export.config.use, export.provenance.owner, export.config.options, staging, staged
        )
        folder = plan.project.folder if isinstance(export.component, FileExporter) else None
        staged_lists += [
            DeliveryResult(
                one.destination, one.rows, None if folder is None else folder / one.destination, one.remarks, one.left_out
            )
            for one in staged
        ]
    return StagedCampaign(_result(config.name, selection, staged_lists), _record(campaign, selection, staged_lists), deliveries)


def _result(name: str, selection: Selection, deliveries: list[DeliveryResult]) -> CampaignResult:
    return CampaignResult(
        name=name,
        selected=selection.selected,
        removed=selection.removed,
        rows=selection.delivered,
        deliveries=deliveries,
    )


def _record(campaign: PlannedCampaign, selection: Selection, deliveries: list[DeliveryResult]) -> CampaignRecord:
    config = campaign.config
    return CampaignRecord(
        name=config.name,
        selection=config.where,
        channel=config.channel,
        consent=config.consent,
        selected=selection.selected,
        removed=selection.removed,
        rows=selection.delivered,
        withheld=sorted({name for export in config.export for name in selection.left_out(export)}),
        left_out={one.destination: dict(one.left_out) for one in deliveries if one.left_out},
    )
