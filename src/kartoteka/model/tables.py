"""The tables that a segmenter or scorer is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from kartoteka.model.frame import Frame

TableName = Literal["customers", "contacts", "orders"]

CUSTOMER_KEY = "customer_key"
"""The column that `Tables.keyed` adds."""


@dataclass(frozen=True)
class Tables:
    """What is known as of the run's day, as lazy frames (`narwhals.stable.v2`) on whichever engine runs.

    Attributes:
        customers: One row for each customer, keyed by `customer_id` (text, never empty). Has the landed fields and
            `blacklisted` (boolean, never empty). Row components see the columns of earlier steps here as well, under their
            prefixed names (`loyalty`, `loyalty_keep_until`).
        orders: One row for each order that exists for the run and belongs to a known customer: `order_id` (text),
            `customer_id`, `ordered_on` (day: the earliest of its lines), `amount` (money: its lines summed, in the
            pipeline's currency). Cancelled and returned orders, negative totals, and orders after the as-of date are not
            in it. *Small* orders are: which orders qualify is for the rule to say.
        order_lines: The lines of those orders as they were landed, with every landed column (`product`, `quantity`, …).
        contacts: One row for each person at a customer; empty where there is no such source.
        steps: What earlier steps of the pipeline gave, by step name: `customer_id`, `segment` or the columns of a scorer,
            without prefix. Name the step by an option (`groups: loyalty`), never by its prefix.
        single_line_orders: True when landing saw that every order is one line, so that `order_lines` is `orders`.
        key: What adds the keys of `keyed`; None where customers are numbered.
    """

    customers: Frame
    orders: Frame
    order_lines: Frame
    contacts: Frame
    steps: Mapping[str, Frame] = field(default_factory=dict)
    single_line_orders: bool = False
    key: Callable[[Frame], Frame] | None = field(default=None, repr=False, compare=False)

    def keyed(self, frame: Frame) -> Frame:
        """A frame with the column `customer_key`: a whole number for each customer, the same in all frames of these tables.

        A window over millions of rows by it takes two thirds of the time of one by `customer_id`. It says nothing outside of
        these tables, and may be another one in another run.

        Args:
            frame: Has `customer_id`, and rows of `customers` alone.
        """
        return numbered(frame, self.customers) if self.key is None else self.key(frame)


def numbered(frame: Frame, customers: Frame) -> Frame:
    """A frame with the place of each row's customer among all customers as its key."""
    places = customers.select("customer_id").with_row_index(CUSTOMER_KEY, order_by="customer_id")
    return frame.join(places, on="customer_id", how="inner")
