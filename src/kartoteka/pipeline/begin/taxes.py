"""Amounts that may have a tax in them."""

from __future__ import annotations

import shlex

from kartoteka.language import gettext as _
from kartoteka.model.spelling import header_key
from kartoteka.pipeline.begin.decide import Decided
from kartoteka.pipeline.begin.profile import Profile
from kartoteka.pipeline.land.mapping import quoted_header

_TAXES = ("tax", "vat", "gst", "podatek", "tva", "ндс")
_WITHOUT = ("net", "excl", "exvat", "extax", "beforetax", "sub", "нетто", "безндс")
_WITHOUT_AT_END = ("ht", "horstaxe", "horstaxes")
_MOST = 0.9


def tax_remark(orders: Decided) -> str | None:
    """What to think of where a column of taxes stands beside amounts whose header does not say that they are net."""
    at = orders.positions().get("amount") if orders.table == "orders" else None
    if at is None or "amount" in orders.said or _is_net(orders.looked.headers[at]):
        return None
    taken = set(orders.positions().values())
    taxes = [one for one in orders.profiles if one.position not in taken and _is_tax(one)]
    if len(taxes) != 1:
        return None
    amount, tax = orders.reference(at), orders.reference(taxes[0].position)
    if isinstance(amount, int) or isinstance(tax, int):
        return None
    net = shlex.quote(f"orders.amount={quoted_header(amount)} - {quoted_header(tax)}")
    return _(
        "{amount!r} may have the tax in {tax!r} in it. If so, --column {column} takes the orders without it.",
        amount=amount,
        tax=tax,
        column=net,
    )


def _is_net(header: str) -> bool:
    key = header_key(header)
    return any(word in key for word in _WITHOUT) or key.endswith(_WITHOUT_AT_END)


def _is_tax(profile: Profile) -> bool:
    """Amounts of a tax: numbers with decimals, and neither a rate nor the number under which a register knows somebody."""
    key = header_key(profile.header)
    return (
        any(word in key for word in _TAXES)
        and not any(word in key for word in ("rate", "stawka", "taux", "ставка", "code", "kod"))
        and profile.numbers >= _MOST
        and profile.fractions > 0
    )
