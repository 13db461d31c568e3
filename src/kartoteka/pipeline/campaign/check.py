"""Check a campaign before anything is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from kartoteka.config.places import KeyPath, Places
from kartoteka.config.project import CampaignConfig, ExportConfig
from kartoteka.errors import Problem
from kartoteka.language import gettext as _
from kartoteka.model.types import Boolean, ColumnType
from kartoteka.pipeline.campaign.columns import address_column, available_columns, contact_column, is_sensitive
from kartoteka.pipeline.conditions import check_condition
from kartoteka.pipeline.hidden import Hidden

NOT_CHECKED = "not-checked"


def check_campaign(
    config: CampaignConfig,
    columns: Mapping[str, ColumnType],
    contact_columns: Mapping[str, ColumnType],
    on_request: Mapping[str, ColumnType],
    places: Places,
    hidden: Hidden,
) -> list[Problem]:
    """Everything that is wrong with a campaign.

    Args:
        config: The campaign.
        columns: The columns of the snapshot.
        contact_columns: The columns of the landed contacts; empty where there are none.
        on_request: The columns that segmenters make where a campaign names them, prefixed.
        places: Where the keys stand.
        hidden: What there may be besides.
    """
    problems = [] if config.where is None else check_condition(config.where, (*config.key, "where"), columns, places, hidden)
    if "channel" not in config.lost:
        if not hidden.customers and "contacts" not in hidden.tables:
            problems += _channel(config, columns, contact_columns, places)
        if "consent" not in config.lost:
            problems += _consent(config, columns, contact_columns, places, hidden)
    problems += _clashes(config, columns, contact_columns, places)
    available = {**available_columns(config, columns, contact_columns), **on_request}
    for export in config.export:
        problems += _columns(config, export, available, places, hidden)
    return problems


def _channel(
    config: CampaignConfig, columns: Mapping[str, ColumnType], contacts: Mapping[str, ColumnType], places: Places
) -> Iterator[Problem]:
    key = (*config.key, "channel")
    match config.channel:
        case "email" | "phone" as field:
            if field not in columns and field not in contacts:
                message = _(
                    "nobody can be reached by {channel}: neither customers nor contacts have a column {field!r}",
                    channel=field,
                    field=field,
                )
                yield places.problem(
                    key, message, _("Say which column it is: `columns: {{{field}: …}}` under sources.customers.", field=field)
                )
        case "post":
            if "street" not in columns or not {"postal_code", "city"} & columns.keys():
                message = _("nobody can be reached by post: customers need the columns 'street' and 'postal_code' or 'city'")
                yield places.problem(
                    key, message, _("Say which columns they are: `columns: {street: …}` under sources.customers.")
                )


def _consent(
    config: CampaignConfig,
    columns: Mapping[str, ColumnType],
    contacts: Mapping[str, ColumnType],
    places: Places,
    hidden: Hidden,
) -> Iterator[Problem]:
    key = (*config.key, "consent")
    if config.consent is None:
        if config.channel != "none":
            message = _("a campaign by {channel} has to say whose consent it has", channel=config.channel)
            yield places.problem(
                config.key,
                message,
                _(
                    "Add `consent: consent_{channel}`, or `consent: {not_checked}`.",
                    channel=config.channel,
                    not_checked=NOT_CHECKED,
                ),
            )
        return
    if config.consent == NOT_CHECKED or hidden.may_give(config.consent) or "contacts" in hidden.tables:
        return
    reached = contacts if address_column(config, contacts) else {}
    kinds = [table[config.consent] for table in (columns, reached) if config.consent in table]
    flags = sorted({name for table in (columns, reached) for name, kind in table.items() if kind is Boolean})
    if not kinds:
        yield places.problem(key, _("there is no column {name!r}", name=config.consent), _which_consent(config.consent, flags))
    elif any(kind is not Boolean for kind in kinds):
        message = _("{name!r} is {type}, not yes or no", name=config.consent, type=kinds[0].value)
        yield places.problem(key, message, _("Map it to a field such as consent_email, or write `{value}`.", value=NOT_CHECKED))


def _which_consent(name: str, flags: list[str]) -> str:
    if get_close_matches(name, [NOT_CHECKED], n=1):
        return _("Did you mean {value!r}?", value=NOT_CHECKED)
    known = _nearest(name, flags) if flags else _("No column says yes or no.")
    return _("{known} Or write `{value}`, if the consent is not in the data.", known=known, value=NOT_CHECKED)


def _clashes(
    config: CampaignConfig, columns: Mapping[str, ColumnType], contacts: Mapping[str, ColumnType], places: Places
) -> Iterator[Problem]:
    if address_column(config, contacts) is None:
        return
    for name in contacts:
        beside = contact_column(name)
        if name != "customer_id" and beside in columns:
            message = _(
                "the contact's {name!r} would stand beside the customer as {beside!r}, and there is such a column already",
                name=name,
                beside=beside,
            )
            yield places.problem(config.key, message, _("Map one of the two to another name."))


def _columns(
    config: CampaignConfig, export: ExportConfig, available: Mapping[str, ColumnType], places: Places, hidden: Hidden
) -> Iterator[Problem]:
    if export.columns is None:
        return
    key: KeyPath = (*export.key, "columns")
    if not export.columns:
        yield places.problem(key, _("no columns are named"), _("Name at least one, or leave `columns` out to deliver all."))
    repeated = {name for name, times in Counter(export.columns).items() if times > 1}
    seen = set()
    for index, name in enumerate(export.columns):
        if name not in available:
            if not hidden.may_deliver(name, channel="channel" not in config.lost):
                yield places.problem((*key, index), _("there is no column {name!r}", name=name), _nearest(name, available))
        elif is_sensitive(name) and not config.allow_sensitive:
            message = _("{name!r} is sensitive (article 9 of the GDPR) and is not exported just so", name=name)
            yield places.problem((*key, index), message, _("Take it out, or set `allow_sensitive: true` for this campaign."))
        elif name in repeated and name in seen:
            yield places.problem((*key, index), _("{name!r} is named twice", name=name), _("Name each column once."))
        seen.add(name)


def _nearest(name: str, known: Mapping[str, ColumnType] | list[str]) -> str:
    close = get_close_matches(name, list(known), n=1)
    return _("Did you mean {name!r}?", name=close[0]) if close else _("There are: {names}.", names=", ".join(known))
