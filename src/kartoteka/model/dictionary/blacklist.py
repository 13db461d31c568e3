"""The blacklist: customers whom the pipeline leaves alone."""

from __future__ import annotations

from dataclasses import replace

from kartoteka.model.dictionary.identity import IDENTITY

BLACKLIST = tuple(
    replace(field, table="blacklist", meaning="A customer who gets no terms and is never addressed.")
    for field in IDENTITY
    if field.name == "customer_id"
)
