"""A suppression list: whom one campaign leaves out, told by customer, address or number."""

from __future__ import annotations

from dataclasses import replace

from kartoteka.model.dictionary.identity import IDENTITY

SUPPRESSION = tuple(
    replace(field, table="suppression", meaning="Whom the campaign leaves out.", required=False)
    for field in IDENTITY
    if field.name in {"customer_id", "email", "phone"}
)
