"""The campaign lists: whom each selected, who was removed and why, and where it went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kartoteka.catalog.records import CampaignRecord, Delivery
from kartoteka.language import gettext as _
from kartoteka.language import list_in_words, number_in_words
from kartoteka.report.cells import NOTHING, counted, number, text
from kartoteka.report.opened import OpenedRun
from kartoteka.report.page import Block, Cell, Column, Facts, Part, Sentence, Table


def campaigns(opened: OpenedRun) -> Part:
    """All campaigns in one table, then a part for each."""
    title, told = _("Campaign lists"), opened.run.campaigns
    if not told:
        return Part("campaigns", title, (Sentence(_("The pipeline has no campaigns.")),))
    parts = [
        Part(f"campaign-{at}", campaign.name, tuple(_blocks(opened, campaign, at))) for at, campaign in enumerate(told, start=1)
    ]
    return Part("campaigns", title, (_summary(opened),), parts)


def reason_in_words(reason: str) -> str:
    """Why somebody is not on a list."""
    known = {
        "blacklist": _("blacklist"),
        "suppression list": _("suppression list"),
        "no consent": _("no consent"),
        "no address": _("no address"),
    }
    return known.get(reason, reason)


def _summary(opened: OpenedRun) -> Table:
    reasons = list(dict.fromkeys(reason for one in opened.run.campaigns for reason in one.removed))
    reasons = [reason for reason in reasons if any(one.removed.get(reason) for one in opened.run.campaigns)]
    columns: list[Column] = [text(_("campaign")), number(_("selected"))]
    columns += [number(_("removed: {reason}", reason=reason_in_words(reason))) for reason in reasons]
    columns += [number(_("on the list"))]
    rows = [
        [
            Cell(one.name, link=f"campaign-{at}"),
            counted(one.selected),
            *(counted(one.removed.get(reason, 0)) for reason in reasons),
            counted(one.rows),
        ]
        for at, one in enumerate(opened.run.campaigns, start=1)
    ]
    return Table("campaigns-table", _("Selected less removed is what is on the list"), columns, rows)


def _blocks(opened: OpenedRun, campaign: CampaignRecord, at: int) -> Iterator[Block]:
    channels = {"email": _("e-mail"), "phone": _("phone"), "post": _("post"), "none": _("none")}
    consent = {"not-checked": _("not checked"), None: _("not needed")}.get(campaign.consent, campaign.consent or "")
    yield Facts(
        (
            (_("Whom it selects"), _("everybody") if campaign.selection is None else campaign.selection),
            (_("Channel"), channels.get(campaign.channel, campaign.channel)),
            (_("Consent"), consent),
            (_("Removed"), _removed(campaign.removed)),
            (_("On the list"), number_in_words(campaign.rows)),
        )
    )
    if campaign.withheld:
        names = list_in_words(campaign.withheld)
        yield Sentence(_("Sensitive columns that the list does not have: {names}.", names=names), "note")
    delivered = [one for one in opened.deliveries if one.campaign == campaign.name]
    if delivered:
        yield _deliveries(campaign, delivered, at)


def _removed(removed: Mapping[str, int]) -> str:
    told = [
        _("{reason}: {number}", reason=reason_in_words(reason), number=number_in_words(count))
        for reason, count in removed.items()
        if count
    ]
    return ", ".join(told) or _("nobody")


def _deliveries(campaign: CampaignRecord, delivered: list[Delivery], at: int) -> Table:
    states = {"delivered": _("delivered"), "pending": _("pending"), "overtaken": _("overtaken by a newer run")}
    rows = []
    for one in delivered:
        left_out = campaign.left_out.get(one.staged.destination, {})
        told = _removed(left_out)
        rows.append(
            (
                Cell(one.staged.destination),
                counted(one.staged.rows),
                Cell(one.use),
                Cell(states.get(one.status, one.status)),
                NOTHING if not any(left_out.values()) else Cell(told),
            )
        )
    columns = (text(_("where it goes")), number(_("rows")), text(_("exporter")), text(_("state")), text(_("left out")))
    return Table(f"deliveries-{at}", _("Lists of {campaign}", campaign=campaign.name), columns, rows)
