"""Columns that follow from more than one field of a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

DERIVED = {
    "party.party": {},
    "party.contact_mechanism": {"email": ["type", "value"], "phone": ["type", "value"]},
    "sale.sale": {"order_id": ["number"], "ordered_on": ["sale_date"]},
    "sale.line": {"order_id": ["sale.number", "sale.id"], "ordered_on": ["sale.sale_date", "sale.create_date"]},
}
"""For each model the columns that are derived, and the fields that they follow from."""


def derived(model: str, record: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """A record with its derived values.

    A sale that has no number yet is named by its id, and one without a day took place on the day on which it was entered.
    """
    match model:
        case "party.contact_mechanism":
            kind = "email" if record["type"] == "email" else "phone"
            return {**record, kind: record["value"]}
        case "sale.sale" | "sale.line":
            sale = record["sale"] if model == "sale.line" else record
            entered: datetime = sale["create_date"]
            number = sale["number"] or f"id {sale['id']}"
            return {**record, "order_id": number, "ordered_on": sale["sale_date"] or entered.astimezone(zone).date()}
        case _:
            return dict(record)
