"""The columns that a campaign can export: those of the customer, of the contact it addresses, and those made on request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kartoteka.config.project import CampaignConfig
from kartoteka.model.fields import sensitive_fields
from kartoteka.model.types import ColumnType, Text
from kartoteka.pipeline.customers import BLACKLISTED

CONTACT = "contact_"
ADDRESS_COLUMNS = {"email": "email", "phone": "phone"}
"""The channels that can reach a person at a customer, with the column of the address."""


def address_column(config: CampaignConfig, contact_columns: Iterable[str]) -> str | None:
    """The column in which contacts have an address for the channel; None where the campaign addresses customers."""
    column = ADDRESS_COLUMNS.get(config.channel)
    return column if column is not None and column in contact_columns else None


def contact_column(name: str) -> str:
    """The name that a contact's column has beside the customer's: `name` is `contact_name`, `contact_id` stays."""
    return name if name.startswith(CONTACT) else f"{CONTACT}{name}"


def available_columns(
    config: CampaignConfig, columns: Mapping[str, ColumnType], contact_columns: Mapping[str, ColumnType]
) -> dict[str, ColumnType]:
    """Every column of a row of the campaign, but those made on request.

    Where the channel addresses contacts, the column of its address (`email`) is the address to use: the contact's, or the
    customer's own in a row for the customer itself.
    """
    address = address_column(config, contact_columns)
    if address is None:
        return dict(columns)
    of_contacts = {contact_column(name): kind for name, kind in contact_columns.items() if name != "customer_id"}
    return {**columns, address: Text, **of_contacts}


def exported_columns(chosen: Sequence[str] | None, available: Mapping[str, ColumnType]) -> tuple[str, ...]:
    """The columns of one export: those it names, or all but the sensitive ones."""
    if chosen is not None:
        return tuple(chosen)
    return tuple(name for name in available if not is_sensitive(name) and name != BLACKLISTED)


def is_sensitive(name: str) -> bool:
    """Whether a column is one of a field that the GDPR's article 9 speaks of, of a customer or of a contact."""
    return name in sensitive_fields() or name.removeprefix(CONTACT) in sensitive_fields()
