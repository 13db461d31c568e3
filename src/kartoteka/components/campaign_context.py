"""What an exporter may know of its campaign before anything is read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kartoteka.model.types import ColumnType


@dataclass(frozen=True, slots=True)
class CampaignContext:
    """The campaign whose rows an exporter delivers, and the columns that they may have.

    Attributes:
        channel: `email`, `phone`, `post` or `none`.
        consent: The field that says who agreed, or `not-checked`; None only where the channel is `none`.
        asked: The columns that its condition speaks of; none where it selects everybody.
        chosen: The columns that the export names; None where it gets all but the sensitive ones.
        columns: Every column that could be exported, with its type.
        of_contacts: Those of `columns` that speak of the contact (`contact_name`). They are empty in a row for the customer
            itself; there are none where the campaign addresses customers.
        sensitive: Those of `columns` that the GDPR's article 9 speaks of.
    """

    channel: str
    consent: str | None
    asked: Collection[str]
    chosen: Sequence[str] | None
    columns: Mapping[str, ColumnType]
    of_contacts: Collection[str] = ()
    sensitive: Collection[str] = ()
