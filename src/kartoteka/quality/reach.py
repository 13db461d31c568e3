"""How many members of each segment may be addressed, by each channel: as a campaign would find them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from kartoteka.config.project import CampaignConfig
from kartoteka.model.dictionary.consent import CONSENT
from kartoteka.pipeline.campaign.check import NOT_CHECKED
from kartoteka.pipeline.campaign.recipients import addressees
from kartoteka.pipeline.campaign.remove import REASON, with_reason
from kartoteka.profile.run_data import RunData

Reaching = Literal["email", "phone", "post"]


@dataclass(frozen=True, slots=True)
class Reach:
    """One channel with one consent.

    Attributes:
        consent: The field that was asked, or `not-checked`.
        campaigns: Those that address customers so; empty where none does.
        customers: How many customers of each segment have a possible address, agreed as far as that was asked, and are not
            blacklisted. Suppression lists belong to one campaign each, and are not asked.
    """

    channel: Reaching
    consent: str
    campaigns: Sequence[str]
    customers: Mapping[str, int]

    @property
    def all(self) -> int:
        """Of all segments together."""
        return sum(self.customers.values())


def reach_of(data: RunData, step: str) -> list[Reach]:
    """Each channel for which there are addresses.

    The consent is what the campaigns of the pipeline ask for that channel; where none uses it, the field of the dictionary
    that speaks of it; where that is not there either, it is not checked, and said so.
    """
    return [_reach(data, step, *asked) for channel in get_args(Reaching) for asked in _asked(data, channel)]


def _asked(data: RunData, channel: Reaching) -> Iterator[tuple[Reaching, str, Sequence[str]]]:
    there = {*data.columns, *data.contact_columns}
    needed = "street" if channel == "post" else channel
    if needed not in there:
        return
    consents: dict[str, list[str]] = {}
    for campaign in data.pipeline.campaigns.values():
        if campaign.channel == channel and campaign.consent is not None:
            consents.setdefault(campaign.consent, []).append(campaign.name)
    if not consents:
        field = next((one.name for one in CONSENT if one.name == f"consent_{channel}" and one.name in there), NOT_CHECKED)
        consents[field] = []
    for consent, campaigns in sorted(consents.items()):
        yield channel, consent, tuple(campaigns)


def _reach(data: RunData, step: str, channel: Reaching, consent: str, campaigns: Sequence[str]) -> Reach:
    import narwhals.stable.v2 as nw

    config = CampaignConfig("", None, channel, consent, None, (), allow_sensitive=False, key=())
    rows = with_reason(addressees(data.customers, data.contacts, data.contact_columns, config), config, None)
    reached = rows.filter(nw.col(REASON).is_null()).select("customer_id", step)
    if data.contacts is not None:  # a customer may have several that can be reached
        reached = reached.unique(["customer_id"])
    counted = data.engine.rows(reached.group_by(step).agg(nw.len().alias("customers")))
    found = {str(row[step]): int(row["customers"]) for row in counted}
    return Reach(channel, consent, campaigns, {segment: found.get(segment, 0) for segment in data.run.segments[step]})
