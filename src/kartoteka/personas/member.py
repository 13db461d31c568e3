"""What the rules can see of a persona: its fields by the types of their columns, and its orders with their days."""

from __future__ import annotations

from dataclasses import replace

from kartoteka.config.places import Places
from kartoteka.errors import Problem
from kartoteka.language import gettext as _
from kartoteka.model.types import ColumnType
from kartoteka.personas.history import orders_of
from kartoteka.personas.persona import Declared, Persona
from kartoteka.personas.sample import Columns, Member
from kartoteka.personas.trial import Rules
from kartoteka.personas.values import typed_fields
from kartoteka.pipeline.customers import BLACKLISTED, customer_columns

_OWN_OF_ORDERS = ("order_id", "customer_id", "ordered_on", "amount")


def trait_columns(columns: Columns) -> dict[str, ColumnType]:
    """The fields of a customer of which a persona may tell."""
    found = customer_columns(columns.get("customers"), columns.get("orders"))
    return {name: type_ for name, type_ in found.items() if name not in ("customer_id", BLACKLISTED)}


def order_columns(columns: Columns) -> dict[str, ColumnType]:
    """The fields of an order that a persona may tell beside its day and its amount."""
    return {name: type_ for name, type_ in columns.get("orders", {}).items() if name not in _OWN_OF_ORDERS}


def member_of(persona: Persona, customer_id: str, rules: Rules, places: Places) -> tuple[Member | None, list[Problem]]:
    """A persona as a customer, or None and what is wrong with what it declares."""
    declared, columns = persona.declared, rules.columns
    traits, problems = typed_fields(declared.traits, trait_columns(columns), "customers", (*persona.key, "traits"), places)
    buys_at_all = bool(declared.buys or declared.orders)
    if buys_at_all and "orders" not in columns:
        key = (*persona.key, "buys" if declared.buys else "orders")
        problems.append(places.problem(key, _("the pipeline has no source of orders"), _("take the orders out"), at_key=True))
    elif not buys_at_all and "customers" not in columns:
        message = _("there is no order, and the customers of this pipeline come from their orders")
        hint = _("add buys: {every: 2 weeks, for: 6 months, average_order: 500}")
        problems.append(places.problem(persona.key, message, hint, at_key=True))
    else:
        declared, more = _with_typed_orders(declared, persona, columns, places)
        problems += more
    if problems:
        return None, problems
    return Member(customer_id, traits, orders_of(declared, rules.plan.as_of)), []


def _with_typed_orders(
    declared: Declared, persona: Persona, columns: Columns, places: Places
) -> tuple[Declared, list[Problem]]:
    known = order_columns(columns)
    problems: list[Problem] = []
    buys = declared.buys
    if buys is not None:
        fields, problems = typed_fields(buys.fields, known, "orders", (*persona.key, "buys", "with"), places)
        buys = replace(buys, fields=fields)
    orders = []
    for at, order in enumerate(declared.orders):
        fields, more = typed_fields(order.fields, known, "orders", (*persona.key, "orders", at, "with"), places)
        orders.append(replace(order, fields=fields))
        problems += more
    return replace(declared, buys=buys, orders=orders), problems
