"""Prices of products in a file of their own, for orders that have quantities and no amounts."""

from __future__ import annotations

from dataclasses import dataclass

from kartoteka.language import gettext as _
from kartoteka.language import ngettext
from kartoteka.model.fields import field
from kartoteka.model.spelling import header_key
from kartoteka.pipeline.begin.decide import Decided
from kartoteka.pipeline.begin.look import Looked
from kartoteka.pipeline.begin.profile import Profile
from kartoteka.pipeline.begin.question import Choice, Question, about_column
from kartoteka.pipeline.begin.values import Values
from kartoteka.pipeline.land.guess import rank_of
from kartoteka.pipeline.land.mapped import TakenColumn

_ENOUGH = 0.5
_FIGURES = 0.9


@dataclass(frozen=True, slots=True)
class Prices:
    """How unit prices are looked up.

    Attributes:
        here: The header of the orders that is looked up.
        there: The header of the prices that it is looked up in.
        price: The header of the prices that gives the price of a unit.
        note: What speaks for the key.
        use: The source that reads them.
    """

    here: str
    there: str
    price: str
    note: str
    use: str = "csv"

    def taken(self, name: str) -> TakenColumn:
        """The column that the orders get."""
        return TakenColumn(
            "unit_price", _("{column} in {file}", column=self.price, file=name), ("lookup", "take", "unit_price")
        )


def find_prices(
    orders: Decided, prices: Looked, profiles: list[Profile], values: Values, said: dict[str, str]
) -> tuple[Prices | None, list[Question]]:
    """Find by which columns products are looked up, and which one is the price; else what has to be asked.

    Args:
        orders: The columns of the orders.
        prices: The file of prices.
        profiles: Of its columns.
        values: Of all columns.
        said: What was said of its columns, by `product` and `unit_price`.
    """
    questions: list[Question] = []
    pair = _key(orders, prices, profiles, values, said.get("product"))
    if pair is None:
        text = _("No column of the prices holds the products that the orders name, each once. Which one does?")
        questions.append(about_column("prices", "product", text, _choices([one for one in profiles if one.unique])))
    price = said.get("unit_price") or _price(profiles)
    if price is None:
        text = _("No column of the prices was recognised as the price of one unit. Which one is it?")
        numbers = [one for one in profiles if one.numbers >= _FIGURES]
        questions.append(about_column("prices", "unit_price", text, _choices(numbers)))
    if pair is None or price is None:
        return None, questions
    here, there, found, count = pair
    return Prices(here, there, price, _told(found, count), prices.use), []


def _told(found: int, count: int) -> str:
    if found == count:
        return ngettext(
            "all {number} products of the orders have a price",
            "all {number} products of the orders have a price",
            count,
            number=count,
        )
    return ngettext(
        "{found} of {number} products of the orders have a price",
        "{found} of {number} products of the orders have a price",
        found,
        found=found,
        number=count,
    )


def _key(
    orders: Decided, prices: Looked, profiles: list[Profile], values: Values, said: str | None
) -> tuple[str, str, int, int] | None:
    """The two columns, by how many of the products are found; headers that are the same, or say product, come first."""
    product = field("orders", "product")
    assert product is not None
    ranked: list[tuple[tuple[bool, bool, float], str, str, int, int]] = []
    for there in profiles:
        if not (there.header == said if said else there.unique):
            continue
        keys = values.of(prices, there.position)
        for here in orders.profiles:
            same = bool(here.header) and header_key(here.header) == header_key(there.header)
            named = rank_of(product, here.header) is not None
            wanted = values.of(orders.looked, here.position) if same or named else frozenset()
            if wanted and len(wanted & keys) >= _ENOUGH * len(wanted):
                found = len(wanted & keys)
                ranked.append(((not same, not named, -found / len(wanted)), here.header, there.header, found, len(wanted)))
    return min(ranked)[1:] if ranked else None


def _price(profiles: list[Profile]) -> str | None:
    price = field("orders", "unit_price")
    assert price is not None
    found = [one.header for one in profiles if one.numbers >= _FIGURES and rank_of(price, one.header) is not None]
    return found[0] if len(found) == 1 else None


def _choices(profiles: list[Profile]) -> list[Choice]:
    return [Choice(one.header, one.shown()) for one in profiles]
