"""Which contacts of a run belong to a customer: those of unknown ones are landed and wait until the customer is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kartoteka.engine.base import Engine
from kartoteka.model.frame import Frame

if TYPE_CHECKING:
    from kartoteka.pipeline.land.landed import LandedTable


@dataclass(frozen=True, slots=True)
class ContactCounts:
    """What became of the landed contacts.

    Attributes:
        contacts: How many were landed.
        unknown_customer: Of a customer that neither a customers source nor, without one, an order has named yet.
    """

    contacts: int = 0
    unknown_customer: int = 0

    @property
    def existing(self) -> int:
        return self.contacts - self.unknown_customer


def count_contacts(landed: LandedTable, customers: Frame, engine: Engine) -> ContactCounts:
    """Count them, and those whose customer is none of these."""
    contacts = engine.scan(landed.paths).select("customer_id")
    unknown = engine.count(contacts.join(customers.select("customer_id"), on="customer_id", how="anti"))
    return ContactCounts(landed.rows_landed, unknown)
