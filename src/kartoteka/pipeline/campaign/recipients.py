"""Whom a campaign would address: one row for each contact where the channel reaches contacts, else for each customer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kartoteka.config.project import CampaignConfig
from kartoteka.model.frame import Frame
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.campaign.check import NOT_CHECKED
from kartoteka.pipeline.campaign.columns import address_column, contact_column
from kartoteka.pipeline.campaign.remove import possible_email, possible_phone

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw


def addressees(
    customers: Frame, contacts: Frame | None, contact_columns: Mapping[str, ColumnType], config: CampaignConfig
) -> Frame:
    """The customers' rows, or in place of a customer's row one for each of its contacts.

    A customer is addressed through its contacts where at least one of them has a possible address for the channel; all its
    contacts are then rows. Otherwise the customer itself is the row, at its own address.

    The columns of a contact stand beside the customer's (`contact_name`), and the column of the channel (`email`) is the
    address to use. Helpers: `_consent` (boolean, never empty: they agreed, as far as the campaign asks), `_own_email` and
    `_own_phone` (text: all the addresses of whoever is addressed, for the suppression list).

    Consent is the contact's own where contacts have that field, and a customer who said no speaks for all its contacts;
    where only customers have the field, theirs counts. Not known is no.
    """
    import narwhals.stable.v2 as nw

    own = set(customers.collect_schema().names())
    column = address_column(config, contact_columns)
    if contacts is None or column is None:
        beside = [nw.col(name).alias(f"_own_{name}") for name in ("email", "phone") if name in own]
        beside += _customer_consent(config, own)
        return customers.with_columns(*beside) if beside else customers
    joined = _with_contacts(customers, contacts, contact_columns, column)
    is_contact = nw.col("_is_contact").fill_null(False)
    helpers = []
    for name in ("email", "phone"):
        of_customer = nw.col(name) if name in own else nw.lit(None, nw.String)
        of_contact = nw.col(contact_column(name)) if name in contact_columns else nw.lit(None, nw.String)
        helpers.append(nw.when(is_contact).then(of_contact).otherwise(of_customer).alias(f"_own_{name}"))
    if config.consent not in (None, NOT_CHECKED):
        helpers.append(_consent(str(config.consent), own, contact_columns, is_contact))
    return joined.with_columns(*helpers).with_columns(nw.col(f"_own_{column}").alias(column)).drop("_is_contact")


def _with_contacts(customers: Frame, contacts: Frame, contact_columns: Mapping[str, ColumnType], column: str) -> Frame:
    import narwhals.stable.v2 as nw

    possible = possible_email(nw.col(column)) if column == "email" else possible_phone(nw.col(column))
    reached = contacts.filter(possible).select("customer_id").unique()
    beside = contacts.join(reached, on="customer_id", how="inner").select(
        nw.col("customer_id"),
        *(nw.col(name).alias(contact_column(name)) for name in contact_columns if name != "customer_id"),
        nw.lit(True).alias("_is_contact"),
    )
    return customers.join(beside, on="customer_id", how="left")


def _customer_consent(config: CampaignConfig, own: set[str]) -> list[nw.Expr]:
    import narwhals.stable.v2 as nw

    if config.consent in (None, NOT_CHECKED):
        return []
    known = nw.col(str(config.consent)).fill_null(False) if config.consent in own else nw.lit(False)
    return [known.alias("_consent")]


def _consent(field: str, own: set[str], contact_columns: Mapping[str, ColumnType], is_contact: nw.Expr) -> nw.Expr:
    import narwhals.stable.v2 as nw

    of_customer = nw.col(field) if field in own else nw.lit(None, nw.Boolean)
    if field not in contact_columns:
        return of_customer.fill_null(False).alias("_consent")
    of_contact = nw.col(contact_column(field)).fill_null(False) & of_customer.fill_null(True)
    return nw.when(is_contact).then(of_contact).otherwise(of_customer.fill_null(False)).alias("_consent")
