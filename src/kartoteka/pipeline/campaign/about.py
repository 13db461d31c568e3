"""What a campaign tells its exporters before anything is read."""

from __future__ import annotations

from collections.abc import Mapping

from kartoteka.components.campaign_context import CampaignContext
from kartoteka.config.project import CampaignConfig, ExportConfig
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.campaign.columns import address_column, available_columns, contact_column, is_sensitive


def campaign_context(
    config: CampaignConfig,
    export: ExportConfig,
    columns: Mapping[str, ColumnType],
    contact_columns: Mapping[str, ColumnType],
    on_request: Mapping[str, ColumnType],
) -> CampaignContext:
    """A campaign as one of its exporters sees it.

    Args:
        config: The campaign, sound or not.
        export: The export.
        columns: The columns of the snapshot.
        contact_columns: The columns of the landed contacts; empty where there are none.
        on_request: The columns that segmenters make where a campaign names them, prefixed.
    """
    available = {**available_columns(config, columns, contact_columns), **on_request}
    reached = contact_columns if address_column(config, contact_columns) else {}
    return CampaignContext(
        channel=config.channel,
        consent=config.consent,
        asked=_asked(config, columns),
        chosen=export.columns,
        columns=available,
        of_contacts=frozenset(contact_column(name) for name in reached if name != "customer_id"),
        sensitive=frozenset(name for name in available if is_sensitive(name)),
    )


def _asked(config: CampaignConfig, columns: Mapping[str, ColumnType]) -> frozenset[str]:
    from kartoteka.model.conditions import ConditionError, parse_condition

    if config.where is None:
        return frozenset()
    try:
        return parse_condition(config.where, columns).names
    except ConditionError:
        # `check_campaign` tells of it.
        return frozenset()
