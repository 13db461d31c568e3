"""What the rows of a file of orders are: orders or lines of orders, with amounts of their own or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kartoteka.engine.duckdb.parse import decimal_number
from kartoteka.engine.duckdb.sql import identifier
from kartoteka.language import gettext as _
from kartoteka.language import ngettext
from kartoteka.model.cells import CellReading
from kartoteka.model.fields import recognised_in
from kartoteka.model.spelling import header_key
from kartoteka.pipeline.begin.decide import Decided, Refusal, vague_columns
from kartoteka.pipeline.begin.fits import misfit
from kartoteka.pipeline.begin.question import Choice, about_column
from kartoteka.pipeline.land.guess import rank_of
from kartoteka.pipeline.land.mapping import quoted_header

if TYPE_CHECKING:
    import duckdb

_DISCOUNTS = ("discount", "rabat", "upust", "remise", "скидка", "rebate")
_TORN_ORDERS = 0.02
_REPEATED = 0.95
_FEWEST = 3
_YEARS = 5


class Rows:
    """Looks at the rows of orders.

    Args:
        connection: Where the sample is.
        table: The sample, as `make_table` made it.
        decided: The columns so far.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: str, decided: Decided) -> None:
        self.connection = connection
        self.table = table
        self.decided = decided

    def wrong_order(self) -> tuple[int, Refusal] | None:
        """The column of `order_id` and why it is none: the rows of one order name several customers."""
        at = self.decided.positions()
        if not {"order_id", "customer_id"} <= at.keys() or "order_id" in self.decided.said:
            return None
        order, customer = self._cell(at["order_id"]), self._cell(at["customer_id"])
        orders, torn = self._one(
            f"SELECT count(*), count(*) FILTER (WHERE customers > 1) FROM (SELECT count(DISTINCT {customer}) AS customers "
            f"FROM {self.table} WHERE {order} IS NOT NULL GROUP BY {order})"
        )
        if orders and torn > _TORN_ORDERS * orders:
            reason = ngettext(
                "{number} of its {values} values stand with more than one customer",
                "{number} of its {values} values stand with more than one customer",
                torn,
                number=torn,
                values=orders,
            )
            return at["order_id"], Refusal(reason, "order_id")
        return None

    def vague_order(self) -> int | None:
        """Without an `order_id`, the first of several columns that may be it, where all of them make the same orders."""
        if "order_id" in self.decided.positions() or "order_id" in self.decided.said:
            return None
        found = vague_columns(self.decided, "order_id")
        if len(found) < 2:
            return None
        cells = [self._cell(position) for position in found]
        counts = ", ".join(f"count(DISTINCT {cell})" for cell in cells)
        together, *each = self._one(f"SELECT count(DISTINCT ({', '.join(cells)})), {counts} FROM {self.table}")
        return found[0] if set(each) == {together} else None

    def other_order(self) -> int | None:
        """The column that is the number of the order, where the one that was taken is a reference that somebody else gave.

        Own numbers go up, or down, with the rows; those of customers' orders do not. It is looked for only where each row is
        an order by both.
        """
        at = self.decided.positions().get("order_id")
        if at is None or "order_id" in self.decided.said or not self.decided.profiles[at].unique or self._goes_on(at):
            return None
        entry = next(entry for entry in recognised_in("orders") if entry.name == "order_id")
        others = [
            profile.position
            for profile in self.decided.profiles
            if profile.position != at and profile.unique and rank_of(entry, profile.header) is not None
        ]
        fitting = [position for position in others if misfit(entry, self.decided.profiles[position]) is None]
        going_on = [position for position in fitting if self._goes_on(position)]
        return going_on[0] if len(going_on) == 1 else None

    def _goes_on(self, position: int) -> bool:
        cell = self._cell(position)
        figures = f"try_cast(regexp_replace({cell}, '[^0-9]', '', 'g') AS HUGEINT)"
        up, down, steps = self._one(
            "SELECT count(*) FILTER (WHERE figures > before), count(*) FILTER (WHERE figures < before), count(before) FROM ("
            f'SELECT {figures} AS figures, lag({figures}) OVER (ORDER BY "row:number") AS before FROM {self.table})'
        )
        return bool(steps and max(up, down) >= _REPEATED * steps)

    def repeated_total(self) -> tuple[int, Refusal] | None:
        """The column of `amount` and why it is none: it holds the sum of the order on each of its lines."""
        at = self.decided.positions()
        if not {"order_id", "amount"} <= at.keys() or "amount" in self.decided.said:
            return None
        order, amount = self._cell(at["order_id"]), self._cell(at["amount"])
        several, same = self._one(
            "SELECT count(*), count(*) FILTER (WHERE amounts = 1) "
            f"FROM (SELECT count(*) AS lines, count(DISTINCT {amount}) AS amounts "
            f"FROM {self.table} WHERE {order} IS NOT NULL GROUP BY {order} HAVING lines > 1 AND count({amount}) = lines)"
        )
        if several >= _FEWEST and same >= _REPEATED * several:
            reason = _("no amount of a line: every line of an order has the same, so it is the whole order's")
            return at["amount"], Refusal(reason)
        return None

    def wrong_age(self) -> tuple[int, Refusal] | None:
        """The column of `age` and why it is none: it differs from order to order of one customer, and is the order's."""
        at = self.decided.positions()
        if not {"customer_id", "age"} <= at.keys() or "age" in self.decided.said:
            return None
        customer, age = self._cell(at["customer_id"]), f"try_cast({self._cell(at['age'])} AS DOUBLE)"
        several, differing = self._one(
            f"SELECT count(*), count(*) FILTER (WHERE years > {_YEARS}) FROM (SELECT max({age}) - min({age}) AS years "
            f"FROM {self.table} WHERE {customer} IS NOT NULL GROUP BY {customer} HAVING count({age}) > 1)"
        )
        if several and differing > _TORN_ORDERS * several:
            reason = ngettext(
                "{number} of {customers} customers have several that are more than {years} years apart",
                "{number} of {customers} customers have several that are more than {years} years apart",
                differing,
                number=differing,
                customers=several,
                years=_YEARS,
            )
            return at["age"], Refusal(reason, "age")
        return None

    def compute_amount(self) -> None:
        """Without a column of amounts, compute them; and let lines without one count nothing where their order has one."""
        at = self.decided.positions()
        if "amount" in self.decided.written and "amount" in self.decided.said:
            return
        if "amount" in at:
            self._fill_lines(at)
            return
        if "amount" in self.decided.torn or "quantity" not in at:
            return
        quantity = self._quoted(at["quantity"])
        price = "unit_price" if self.decided.taken else self._quoted(at["unit_price"]) if "unit_price" in at else None
        product = None if self.decided.taken or "unit_price" not in at else self._product(at["quantity"], at["unit_price"])
        if product is not None:
            self.decided.write("amount", product, _("in nearly every row it is the quantity times the unit price"))
        elif quantity is not None and price is not None and not self._ask_for_discount(f"{quantity} * {price}"):
            self.decided.written["amount"] = f"{quantity} * {price}"
            note = _("computed: there is no column of amounts, but quantities and unit prices")
            self.decided.notes["amount"] = note

    def _ask_for_discount(self, product: str) -> bool:
        """Ask, where a column looks like a discount, whether it is taken off the price."""
        names = [one for one in self.decided.profiles if any(word in header_key(one.header) for word in _DISCOUNTS)]
        for one in names:
            header, reading = self._quoted(one.position), CellReading("UTC", "XXX", ".")
            with_point = f"replace({self._cell(one.position)}, ',', '.')"
            number = f"try_cast({decimal_number(with_point, reading)} AS DOUBLE)"
            least, most = self._one(f"SELECT min({number}), max({number}) FROM {self.table}")
            if header is None or not most or least < 0 or most > 100:
                continue
            kept = f"(1 - {header})" if most <= 1 else f"(100 - {header}) / 100"
            text = _(
                "The orders have no amounts, but quantities, unit prices and {header!r}, which looks like a discount. "
                "Is it taken off these prices?",
                header=one.header,
            )
            choices = [
                Choice(f"{product} * {kept}", _("it is taken off")),
                Choice(product, _("the prices have it taken off already")),
            ]
            self.decided.questions.append(about_column("orders", "amount", text, choices))
            self.decided.absent.add("amount")  # it is asked for here, and not once more
            return True
        return False

    def _product(self, quantity: int, price: int) -> int | None:
        """The one column whose numbers are quantities times unit prices, whatever its header."""
        taken = set(self.decided.positions().values())
        left = [one.position for one in self.decided.profiles if one.position not in taken and one.numbers >= _REPEATED]
        found: list[int] = []
        for position in left:
            for reading in (CellReading("UTC", "XXX", ","), CellReading("UTC", "XXX", ".")):
                values = [
                    f"try_cast({decimal_number(self._cell(at), reading)} AS DOUBLE)" for at in (position, quantity, price)
                ]
                told, equal = self._one(
                    f"SELECT count(a), count(*) FILTER (WHERE abs(a - b * c) <= 0.006 + 0.00001 * abs(a)) "
                    f"FROM (SELECT {values[0]} AS a, {values[1]} AS b, {values[2]} AS c FROM {self.table})"
                )
                if told >= _FEWEST and equal >= _REPEATED * self.decided.profiles[position].filled:
                    found.append(position)
                    break
        return found[0] if len(found) == 1 else None

    def misses_prices(self) -> bool:
        """Whether the file has neither amounts nor unit prices."""
        return not self.decided.positions().keys() & {"amount", "unit_price"} and "amount" not in self.decided.written

    def lines(self) -> tuple[int, int] | None:
        """How many rows and how many orders there are in the sample; None without an `order_id`."""
        at = self.decided.positions().get("order_id")
        if at is None:
            return None
        rows, orders = self._one(f"SELECT count(*), count(DISTINCT {self._cell(at)}) FROM {self.table}")
        return rows, orders

    def _fill_lines(self, at: dict[str, int]) -> None:
        if "order_id" not in at or self.decided.profiles[at["amount"]].complete:
            return
        order, amount = self._cell(at["order_id"]), self._cell(at["amount"])
        empty, beside = self._one(
            "SELECT count(*) FILTER (WHERE missing), count(*) FILTER (WHERE missing AND filled > 0) "
            f"FROM (SELECT {amount} IS NULL AS missing, count({amount}) OVER (PARTITION BY {order}) AS filled "
            f"FROM {self.table})"
        )
        header = self._quoted(at["amount"])
        if empty and beside >= _REPEATED * empty and header is not None:
            self.decided.written["amount"] = f"coalesce({header}, 0)"
            note = _("the amount of an order stands on one of its lines, and the others are empty")
            self.decided.notes["amount"] = note

    def _quoted(self, position: int) -> str | None:
        """A header in a calculation; None where it cannot stand in one."""
        headers = self.decided.looked.headers
        header = headers[position]
        return quoted_header(header) if header and headers.count(header) == 1 else None

    def _cell(self, position: int) -> str:
        return identifier(self.decided.looked.layout.slots[position].name)

    def _one(self, query: str) -> Any:
        (found,) = self.connection.execute(query).fetchall()
        return found
