"""What a campaign has to have before its people may be handed to an advertising platform."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kartoteka import CampaignContext, Exporter, Problem
from kartoteka import gettext as _
from kartoteka_audiences.person import columns_for

_NOT_CHECKED = "not-checked"
_FLAGS = ("consent_email", "consent_phone", "consent_post")


def check_consent(exporter: Exporter, campaign: CampaignContext, platform: str) -> Iterator[Problem]:
    """The campaign has to have a channel, and the field that says who agreed."""
    name = exporter.context.step
    known = next((flag for flag in _FLAGS if flag in campaign.columns), "consent_email")
    if campaign.channel == "none":
        message = _(
            "the campaign {name!r} asks nobody for consent, and its people may not be handed to {platform}",
            name=name,
            platform=platform,
        )
        hint = _(
            "Write the channel for which people agreed, and the field that says who did: `channel: email`, `consent: {known}`.",
            known=known,
        )
        yield exporter.campaign_problem("channel", message, hint)
    elif campaign.consent == _NOT_CHECKED:
        message = _(
            "the campaign {name!r} does not check consent, and its people may not be handed to {platform}",
            name=name,
            platform=platform,
        )
        yield exporter.campaign_problem(
            "consent", message, _("Write the field that says who agreed, such as `consent: {known}`.", known=known)
        )


def check_sensitive(exporter: Exporter, campaign: CampaignContext, platform: str) -> Iterator[Problem]:
    """No sensitive field is written, and none decides who is on the list: to be on it would tell."""
    name = exporter.context.step
    for column in sorted(set(campaign.asked) & set(campaign.sensitive)):
        message = _(
            "the campaign {name!r} selects by {column!r}, which is sensitive (article 9 of the GDPR): "
            "whoever is on its list would be told to {platform}",
            name=name,
            column=column,
            platform=platform,
        )
        yield exporter.campaign_problem("where", message, _("Select by something else, or deliver this campaign elsewhere."))
    for index, column in enumerate(campaign.chosen or ()):
        if column in campaign.sensitive:
            yield exporter.option_problem(("columns", index), *_sensitive(name, column, platform))
    external = exporter.options.get("external_id")
    if external in campaign.sensitive:
        yield exporter.option_problem(("external_id",), *_sensitive(name, str(external), platform))


def check_columns(
    exporter: Exporter, campaign: CampaignContext, platform: str, identifiers: Collection[str]
) -> Iterator[Problem]:
    """`columns` may name what the platform compares, and has to tell contacts from customers."""
    external = exporter.options.get("external_id")
    if external is not None and external not in campaign.columns:
        message = _("there is no column {name!r}", name=external)
        yield exporter.option_problem(("external_id",), message, _("Name one such as customer_id."))
    if campaign.chosen is None:
        return
    if external is not None and external in campaign.columns and external not in campaign.chosen:
        message = _("{name!r} is not among the columns of the export", name=external)
        yield exporter.option_problem(("external_id",), message, _("Add {name} to `columns`.", name=external))
    usable = columns_for(identifiers, campaign)
    for index, column in enumerate(campaign.chosen):
        if column in campaign.columns and column not in (*usable, external) and column not in campaign.sensitive:
            there = ", ".join(name for name in usable if name in campaign.columns)
            message = _("{platform} matches nobody by {column!r}", platform=platform, column=column)
            yield exporter.option_problem(("columns", index), message, _("Take it out. It can use: {there}.", there=there))
    speaks_of_customers = set(campaign.chosen) & set(identifiers) - {campaign.channel, "country"}
    if campaign.of_contacts and speaks_of_customers and not set(campaign.chosen) & set(campaign.of_contacts):
        column = min(speaks_of_customers)
        message = _("{column!r} is the customer's, and this campaign addresses contacts", column=column)
        hint = _(
            "Name contact_{channel} too: by it the rows of contacts are told from those of customers.", channel=campaign.channel
        )
        yield exporter.option_problem(("columns", list(campaign.chosen).index(column)), message, hint)


def _sensitive(campaign: str, column: str, platform: str) -> tuple[str, str]:
    return (
        _(
            "{column!r} is sensitive (article 9 of the GDPR), and the campaign {campaign!r} would hand it to {platform}",
            column=column,
            campaign=campaign,
            platform=platform,
        ),
        _("Take it out: no audience holds it, whatever `allow_sensitive` says."),
    )
