"""Who must not be addressed, and why: each row that is left out has exactly one reason, the first that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kartoteka.config.project import CampaignConfig
from kartoteka.model.frame import Frame
from kartoteka.pipeline.campaign.check import NOT_CHECKED
from kartoteka.pipeline.campaign.keys import KEY, keyed
from kartoteka.pipeline.customers import BLACKLISTED

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

REASONS = ("blacklist", "suppression list", "no consent", "no address")
"""In the order in which they are tried."""

REASON = "_reason"

_POSSIBLE_EMAIL = r'^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\.]+(\.[^\s@<>(),;:"\\.]+)+$'
"""Lenient: only what no mail server would take is left out."""


def with_reason(addressees: Frame, config: CampaignConfig, suppress: Frame | None) -> Frame:
    """Add `_reason`: why the row is left out, empty where it is not.

    Args:
        addressees: Rows as `recipients.addressees` makes them.
        config: The campaign.
        suppress: Whom this campaign leaves out: text columns `customer_id`, `email`, `phone`, any of them.
    """
    import narwhals.stable.v2 as nw

    names = addressees.collect_schema().names()
    listed: list[nw.Expr] = []
    if suppress is not None:
        addressees, listed = _marked(addressees, suppress)
    never = nw.lit(False)
    tests = {
        "blacklist": nw.col(BLACKLISTED) if BLACKLISTED in names and not config.keep_blacklist else never,
        "suppression list": nw.any_horizontal(*listed, ignore_nulls=True) if listed else never,
        "no consent": never if config.consent in (None, NOT_CHECKED) else ~nw.col("_consent"),
        "no address": ~_reachable(config, names),
    }
    reason: nw.Expr = nw.lit(None, nw.String)
    for name in reversed(REASONS):
        reason = nw.when(tests[name]).then(nw.lit(name)).otherwise(reason)
    return addressees.with_columns(reason.alias(REASON))


def _reachable(config: CampaignConfig, names: list[str]) -> nw.Expr:
    import narwhals.stable.v2 as nw

    match config.channel:
        case "email":
            return possible_email(nw.col("email")) if "email" in names else nw.lit(False)
        case "phone":
            return possible_phone(nw.col("phone")) if "phone" in names else nw.lit(False)
        case "post":
            written = {name: _written(nw.col(name)) for name in ("street", "postal_code", "city") if name in names}
            place = [written[name] for name in ("postal_code", "city") if name in written]
            return written["street"] & nw.any_horizontal(*place, ignore_nulls=True) if "street" in written else nw.lit(False)
        case _:
            return nw.lit(True)


def possible_email(address: nw.Expr) -> nw.Expr:
    """Whether a text could be an e-mail address at all; never empty."""
    return address.str.strip_chars().str.contains(_POSSIBLE_EMAIL).fill_null(False)


def possible_phone(number: nw.Expr) -> nw.Expr:
    """Whether a text has a digit in it; never empty."""
    return number.str.contains("[0-9]").fill_null(False)


def _written(text: nw.Expr) -> nw.Expr:
    return (text.str.strip_chars() != "").fill_null(False)


def _marked(addressees: Frame, suppress: Frame) -> tuple[Frame, list[nw.Expr]]:
    """Join each column of the list to what it names, compared without letter case, names beside and punctuation.

    A cell may hold several addresses (`a@x.pl; b@x.pl`): one that is listed is enough.
    """
    import narwhals.stable.v2 as nw

    present = addressees.collect_schema().names()
    marks = []
    for name in suppress.collect_schema().names():
        own = name if name == "customer_id" else f"_own_{name}"
        if name not in ("customer_id", "email", "phone") or own not in present:
            continue
        mark = f"_listed_{name}"
        listed = keyed(suppress, name, name).select(KEY).unique()
        cells = keyed(addressees, own, name).join(listed, on=KEY, how="inner").select(own).unique()
        addressees = addressees.join(cells.with_columns(nw.lit(True).alias(mark)), on=own, how="left")
        marks.append(nw.col(mark))
    return addressees, marks
