"""The exporter `tryton` meets what every exporter has to: before a stand-in for its server, and before a real one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, ClassVar

import pytest

from kartoteka import ColumnType, Integer, Money, Text
from kartoteka.testing import ExporterChecks, GivenRows, ReadBack, given
from support.crm.books import LIST, PARENT, Books, BooksOfStandIn, BooksOfTryton, Terms
from support.crm.shop import firm
from support.crm.stand_in import KEY, served
from support.tryton.template import Tryton

NO_COLUMNS = "a party of Tryton has the fields of its modules and no others"
NO_TEXTS = "of a price list and a payment term, numbers arrive; of a text, nothing"
ONE_LINE = "Tryton takes no tab and no line break in a name; the customer is refused, with that reason"
NOT_ONE_LINE = ("delimiters", "line feed", "carriage return", "both line ends", "control characters")
ADDRESSES_ALONE = "a list has addresses, and no other cell"


class TrytonChecks(ExporterChecks):
    """Those of a write-back; a subclass says what is written, and whose books are read."""

    plugin = "kartoteka_tryton.plugin"
    use = "tryton"
    opened_in_a_spreadsheet = False
    secrets = (KEY,)
    many = 250  # it speaks to the server about 100 customers at once
    books: Books
    written: ClassVar[Mapping[str, Any]]

    def options(self) -> Mapping[str, Any]:
        self.books.clear()
        return self.server(self.books.url)

    def unreachable(self) -> Mapping[str, Any]:
        return self.server("http://127.0.0.1:1")

    def server(self, url: str) -> dict[str, Any]:
        return {"url": url, "database": "crm", "key": self.books.key, "wait": 1, "create": True, **self.written}

    def introduce(self, rows: GivenRows) -> None:
        self.books.introduce([str(row[0]) for row in rows.cells()])

    def held(self) -> object:
        return self.books.held()


class TermsChecks(TrytonChecks):
    """Each of `columns` is set of a customer. One for whom nothing is to be set is one for whom nothing arrives."""

    columns: ClassVar[Mapping[str, tuple[str, ColumnType]]]

    def expected(self, rows: GivenRows) -> GivenRows:
        types = {"customer_id": Text, **{target: kind for target, (_, kind) in self.columns.items()}}
        names = {"customer_id": "customer_id", **{target: column for target, (column, _) in self.columns.items()}}
        wanted = [{target: row[column] for target, column in names.items()} for row in rows.table.to_pylist()]
        return given(types, [row for row in wanted if any(row[target] is not None for target in self.columns)])

    def read_back(self) -> ReadBack:
        found = self.books.terms()
        return ReadBack(["customer_id", *self.columns], [[code, *self._cells(terms)] for code, terms in found.items()])

    def _cells(self, terms: Terms) -> Sequence[object]:
        return [asdict(terms)[target] for target in self.columns]


class CategoryChecks(TermsChecks):
    written = {"category": {"column": "name", "parent": PARENT}}
    columns = {"category": ("name", Text)}
    exceptions = {
        "hostile_names": NO_COLUMNS,
        "types": "a category is a text",
        "hostile_values/empty text": "a category without a name is none",
    }


class PricesChecks(TermsChecks):
    """Discounts and payment days, read back as the percentage and the days that Tryton reckons with."""

    written = {"discount": {"column": "turnover"}, "payment_days": {"column": "orders"}}
    columns = {"discount": ("turnover", Money), "payment_days": ("orders", Integer)}
    exceptions = {"hostile_names": NO_COLUMNS, "hostile_values": NO_TEXTS, "types": NO_COLUMNS}


class ListChecks(TrytonChecks):
    written = {"list": {"name": LIST}}
    many = 1_100  # members are asked for by a thousand
    exceptions = dict.fromkeys(("hostile_names", "hostile_values", "types"), ADDRESSES_ALONE)

    def expected(self, rows: GivenRows) -> GivenRows:
        place = list(rows.columns).index("email")
        addresses = dict.fromkeys(row[place] for row in rows.cells() if row[place])
        return given({"email": Text}, [{"email": address} for address in addresses])

    def read_back(self) -> ReadBack:
        return ReadBack(["email"], [[address] for address in self.books.members()])


class _StandIn:
    @pytest.fixture(autouse=True)
    def _server(self) -> Iterator[None]:
        with served(firm(0)) as crm:
            self.books = BooksOfStandIn(crm)
            yield


class TestCategories(_StandIn, CategoryChecks):
    pass


class TestPrices(_StandIn, PricesChecks):
    pass


class TestList(_StandIn, ListChecks):
    pass


class _Real:
    """A real server, on which a check takes seconds; what does not depend on it is seen before the stand-in."""

    asked: Sequence[str] = ("no_rows", "one_row", "nulls", "delivered_twice")

    @pytest.fixture(autouse=True)
    def _server(self, shared_tryton: Tryton) -> None:
        self.books = BooksOfTryton(shared_tryton)

    def checks(self) -> Sequence[Callable[[Any], None]]:
        return [check for check in super().checks() if check.__name__ in self.asked]  # type: ignore[misc]


@pytest.mark.slow
class TestTermsOfTryton(_Real, TermsChecks):
    """All that is set of a customer, at once."""

    written = {**CategoryChecks.written, **PricesChecks.written}
    columns = {**CategoryChecks.columns, **PricesChecks.columns}


@pytest.mark.slow
class TestTextsOfTryton(_Real, CategoryChecks):
    """What the real server takes for the name of a category."""

    asked = ("hostile_values",)
    exceptions = {
        "hostile_values/empty text": CategoryChecks.exceptions["hostile_values/empty text"],
        **{f"hostile_values/{case}": ONE_LINE for case in NOT_ONE_LINE},
    }


@pytest.mark.slow
class TestListOfTryton(_Real, ListChecks):
    exceptions = {}
