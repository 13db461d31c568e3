"""Campaigns: select customers, leave out who must not be addressed, count them by reason, hand the rest to exporters."""

from kartoteka.pipeline.campaign.about import campaign_context
from kartoteka.pipeline.campaign.check import check_campaign
from kartoteka.pipeline.campaign.destinations import check_destinations
from kartoteka.pipeline.campaign.remove import REASONS
from kartoteka.pipeline.campaign.select import Selection, select_campaign

__all__ = ["REASONS", "Selection", "campaign_context", "check_campaign", "check_destinations", "select_campaign"]
