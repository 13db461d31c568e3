"""Whom a row speaks of: the contact where it is a contact's, else the customer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kartoteka import CampaignContext

if TYPE_CHECKING:
    import pyarrow as pa

Person = Mapping[str, Any]
"""The fields of one person by their names in the dictionary of customers; empty ones are None."""

IDENTIFIERS = (
    "email", "phone", "first_name", "last_name", "country", "postal_code", "city", "region", "birth_date", "gender",
)  # fmt: skip
_OF_A_CONTACT = ("email", "phone", "first_name", "last_name")
"""What contacts have themselves. Of the customer, only the country holds for them: the rest is the company's."""


def columns_for(fields: Collection[str], campaign: CampaignContext | None) -> list[str]:
    """The columns of a campaign that say something of those fields, of the customer or of the contact."""
    of_contacts = [] if campaign is None else sorted(campaign.of_contacts)
    return [*fields, *(name for name in of_contacts if name == "contact_id" or name.removeprefix("contact_") in fields)]


def people(chunk: pa.RecordBatch, campaign: CampaignContext | None, further: Collection[str] = ()) -> Iterator[Person]:
    """The people of some rows, in their order.

    Args:
        chunk: The rows.
        campaign: The campaign; where it is not known, rows are customers.
        further: Columns that are wanted as they are.
    """
    of_contacts = [] if campaign is None else [name for name in chunk.schema.names if name in campaign.of_contacts]
    wanted = dict.fromkeys([*IDENTIFIERS, *further, *of_contacts])
    address = None if campaign is None or not campaign.of_contacts else campaign.channel
    for row in chunk.select([name for name in wanted if name in chunk.schema.names]).to_pylist():
        if not any(row[name] is not None for name in of_contacts):
            yield row
            continue
        own = {name: row.get(f"contact_{name}") for name in _OF_A_CONTACT}
        if address in own:
            # The column of the channel holds the address to use, the contact's in a contact's row.
            own[address] = row.get(address)
        yield {**{name: row.get(name) for name in further}, **own, "country": row.get("country")}
