"""Check a campaign before anything is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from kartoteka.config.places import KeyPath, Places
from kartoteka.config.project import CampaignConfig, ExportConfig
from kartoteka.errors import Problem
from kartoteka.model.types import Boolean, ColumnType
from kartoteka.pipeline.campaign.columns import address_column, available_columns, contact_column, is_sensitive
from kartoteka.pipeline.conditions import check_condition

NOT_CHECKED = "not-checked"


def check_campaign(
    config: CampaignConfig,
    columns: Mapping[str, ColumnType],
    contact_columns: Mapping[str, ColumnType],
    on_request: Mapping[str, ColumnType],
    places: Places,
) -> list[Problem]:
    """Everything that is wrong with a campaign.

    Args:
        config: The campaign.
        columns: The columns of the snapshot.
        contact_columns: The columns of the landed contacts; empty where there are none.
        on_request: The columns that segmenters make where a campaign names them, prefixed.
        places: Where the keys stand.
    """
    problems = [] if config.where is None else check_condition(config.where, (*config.key, "where"), columns, places)
    problems += _channel(config, columns, contact_columns, places)
    problems += _consent(config, columns, contact_columns, places)
    problems += _clashes(config, columns, contact_columns, places)
    available = {**available_columns(config, columns, contact_columns), **on_request}
    for export in config.export:
        problems += _columns(config, export, available, places)
    return problems


def _channel(
    config: CampaignConfig, columns: Mapping[str, ColumnType], contacts: Mapping[str, ColumnType], places: Places
) -> Iterator[Problem]:
    key = (*config.key, "channel")
    match config.channel:
        case "email" | "phone" as field:
            if field not in columns and field not in contacts:
                message = f"nobody can be reached by {field}: neither customers nor contacts have a column {field!r}"
                yield places.problem(
                    key, message, f"Say which column it is: `columns: {{{field}: …}}` under sources.customers."
                )
        case "post":
            if "street" not in columns or not {"postal_code", "city"} & columns.keys():
                message = "nobody can be reached by post: customers need the columns 'street' and 'postal_code' or 'city'"
                yield places.problem(
                    key, message, "Say which columns they are: `columns: {street: …}` under sources.customers."
                )


def _consent(
    config: CampaignConfig, columns: Mapping[str, ColumnType], contacts: Mapping[str, ColumnType], places: Places
) -> Iterator[Problem]:
    key = (*config.key, "consent")
    if config.consent is None:
        if config.channel != "none":
            message = f"a campaign by {config.channel} has to say whose consent it has"
            yield places.problem(config.key, message, f"Add `consent: consent_{config.channel}`, or `consent: {NOT_CHECKED}`.")
        return
    if config.consent == NOT_CHECKED:
        return
    reached = contacts if address_column(config, contacts) else {}
    kinds = [table[config.consent] for table in (columns, reached) if config.consent in table]
    flags = sorted({name for table in (columns, reached) for name, kind in table.items() if kind is Boolean})
    if not kinds:
        yield places.problem(key, f"there is no column {config.consent!r}", _which_consent(config.consent, flags))
    elif any(kind is not Boolean for kind in kinds):
        message = f"{config.consent!r} is {kinds[0].value}, not yes or no"
        yield places.problem(key, message, f"Map it to a field such as consent_email, or write `{NOT_CHECKED}`.")


def _which_consent(name: str, flags: list[str]) -> str:
    if get_close_matches(name, [NOT_CHECKED], n=1):
        return f"Did you mean {NOT_CHECKED!r}?"
    known = _nearest(name, flags) if flags else "No column says yes or no."
    return f"{known} Or write `{NOT_CHECKED}`, if the consent is not in the data."


def _clashes(
    config: CampaignConfig, columns: Mapping[str, ColumnType], contacts: Mapping[str, ColumnType], places: Places
) -> Iterator[Problem]:
    if address_column(config, contacts) is None:
        return
    for name in contacts:
        beside = contact_column(name)
        if name != "customer_id" and beside in columns:
            message = (
                f"the contact's {name!r} would stand beside the customer as {beside!r}, and there is such a column already"
            )
            yield places.problem(config.key, message, "Map one of the two to another name.")


def _columns(
    config: CampaignConfig, export: ExportConfig, available: Mapping[str, ColumnType], places: Places
) -> Iterator[Problem]:
    if export.columns is None:
        return
    key: KeyPath = (*export.key, "columns")
    if not export.columns:
        yield places.problem(key, "no columns are named", "Name at least one, or leave `columns` out to deliver all.")
    repeated = {name for name, times in Counter(export.columns).items() if times > 1}
    seen = set()
    for index, name in enumerate(export.columns):
        if name not in available:
            yield places.problem((*key, index), f"there is no column {name!r}", _nearest(name, available))
        elif is_sensitive(name) and not config.allow_sensitive:
            message = f"{name!r} is sensitive (article 9 of the GDPR) and is not exported just so"
            yield places.problem((*key, index), message, "Take it out, or set `allow_sensitive: true` for this campaign.")
        elif name in repeated and name in seen:
            yield places.problem((*key, index), f"{name!r} is named twice", "Name each column once.")
        seen.add(name)


def _nearest(name: str, known: Mapping[str, ColumnType] | list[str]) -> str:
    close = get_close_matches(name, list(known), n=1)
    return f"Did you mean {close[0]!r}?" if close else f"There are: {', '.join(known)}."
