"""The segmenter `headcount`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kartoteka import Check, ColumnType, DataRange, Frame, Label, Tables, TableSegmenter
from kartoteka_headcount.bands import Band, labels
from kartoteka_headcount.options import HeadcountOptions


class Headcount(TableSegmenter):
    """Sorts prospects by how many people they employ.

    Before the bands come, in this order, `competitor` (whom a competitor serves under a contract that runs past the as-of
    date) and `occasional` (who has orders, none of them for a main product). Below the lowest band is `too-small`. Without a
    headcount that can be placed in one band a customer is `unknown`, and the evidence says why. So the segments add up to
    all customers. A headcount is a number in `employees`, or a range such as `250 to 499` there or in `employees_band`.
    """

    Options = HeadcountOptions
    replayable = True

    @property
    def bands(self) -> Sequence[Band]:
        bands: Sequence[Band] = self.options["bands"]
        return bands

    @property
    def main_products(self) -> Sequence[str]:
        names: Sequence[str] = self.options["main_products"]
        return names

    def required_fields(self) -> Mapping[str, Sequence[str]]:
        """A headcount in either form, and products where there are main ones."""
        one = "employees_band" if self.options["codes"] or "employees_band" in self.context.columns else "employees"
        return {"customers": [one], **({"orders": ["product"]} if self.main_products else {})}

    def provided_columns(self) -> Mapping[str, ColumnType]:
        from kartoteka_headcount.evidence import evidence_columns

        return evidence_columns(occasional=bool(self.main_products))

    def labels(self) -> Sequence[Label]:
        return labels(self.bands, occasional=bool(self.main_products))

    def frame(self, tables: Tables) -> Frame:
        from kartoteka_headcount.doubts import refuse_codes_read_as_numbers
        from kartoteka_headcount.evidence import evidence_frame

        if self.options["codes"]:
            refuse_codes_read_as_numbers(tables.customers)
        return evidence_frame(tables, self.options, self.context.as_of)

    def explain(self, tables: Tables, customer_id: str) -> Sequence[Check]:
        from kartoteka_headcount.explain import explain

        return explain(tables, self.options, self.context.as_of)

    def lint(self, data: DataRange | None) -> Iterable[str]:
        from kartoteka_headcount.lint import lint

        return lint(self.bands, self.context.columns)

    def warnings(self, tables: Tables, given: Frame) -> Iterable[str]:
        from kartoteka_headcount.doubts import doubts

        return doubts(tables, given, self.options, self.context.as_of)
