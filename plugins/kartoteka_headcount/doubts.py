"""What a run tells about headcounts, contracts and products that it could make little of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from kartoteka import Frame, InputError, Tables
from kartoteka_headcount.bands import NOT_UNDERSTOOD, STRADDLES, numbers_in_words
from kartoteka_headcount.codes import INSEE, NOT_EMPLOYING, as_code
from kartoteka_headcount.competitor import is_without_end, is_without_name
from kartoteka_headcount.evidence import what_is_read
from kartoteka_headcount.occasional import never_ordered

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw


def doubts(tables: Tables, given: Frame, options: Mapping[str, Any], as_of: date) -> Iterator[str]:
    """Sentences about the customers of a run, each with how many it is about.

    Args:
        tables: What the segmenter was given.
        given: What it gave.
        options: Its options.
        as_of: The as-of date.
    """
    customers = what_is_read(tables.customers)
    endless = _count(customers.filter(is_without_end()))
    if endless:
        one = endless == 1
        yield (
            f"{endless:,} {'customer names' if one else 'customers name'} a competitor without the end of its contract, and "
            f"{'stays' if one else 'stay'} in {'its' if one else 'their'} size band; fill in competitor_until"
        )
    nameless = _count(customers.filter(is_without_name(as_of)))
    if nameless:
        one = nameless == 1
        yield (
            f"{nameless:,} {'customer has' if one else 'customers have'} the end of a competitor's contract without a "
            f"competitor, and {'stays' if one else 'stay'} in {'its' if one else 'their'} size band; fill in competitor"
        )
    yield from _without_a_band(customers, given)
    if options["codes"] is None and _look_like_codes(customers):
        yield (
            "the numbers in employees_band are read as headcounts, and each of them is also a code of INSEE (21 is 50 to 99); "
            "if they are meant as codes, write codes: insee"
        )
    for name in never_ordered(tables, options["main_products"]) if options["main_products"] else ():
        yield f"main product {name!r} is in no order line; write it as it stands there"


def refuse_codes_read_as_numbers(customers: Frame) -> None:
    """Stop where codes are asked for, but stand in the column that is read as numbers of people.

    Raises:
        InputError: No text of `employees_band` is a code, and every number of `employees` is one.
    """
    import narwhals.stable.v2 as nw

    if "employees" not in customers.collect_schema().names():
        return
    number, code = nw.col("employees"), as_code(nw.col("employees_band"))
    counted = customers.select(
        numbers=_how_many(~number.is_null()),
        codes=_how_many(number.is_in([int(known) for known in INSEE])),
        told=_how_many(~code.is_null() & (code != NOT_EMPLOYING)),
    )
    row = counted.collect().rows(named=True)[0]
    if row["numbers"] and row["numbers"] == row["codes"] and not row["told"]:
        raise InputError(
            "codes: insee is asked for, but the codes stand in the column of employees, where 11 is eleven people",
            hint="Say that the column holds bands: columns: {employees_band: …} under sources.customers.",
        )


def _without_a_band(customers: Frame, given: Frame) -> Iterator[str]:
    """Headcounts that are there and could not be placed, with the first of each kind."""
    import narwhals.stable.v2 as nw

    for reason, sentence in (
        (STRADDLES, "{} that reaches over a bound of the bands, such as {}: size unknown; straddle: lower or upper decides"),
        (NOT_UNDERSTOOD, "{} that could not be understood, such as {}: size unknown"),
    ):
        those = given.filter(nw.col("reason") == reason).select("customer_id", "headcount_at_least", "headcount_at_most")
        number = _count(those)
        if number:
            first = (
                those.sort("customer_id").head(1).join(customers, on="customer_id", how="left").collect().rows(named=True)[0]
            )
            has = "1 customer has a headcount" if number == 1 else f"{number:,} customers have a headcount"
            yield sentence.format(has, f"{headcount_in_words(first)} of {first['customer_id']}")


def headcount_in_words(row: Mapping[str, Any]) -> str:
    """A headcount as it is written in the data, or where that is a code what it says: `50 to 99`, `'lots'`, `-5`."""
    if row["headcount_at_least"] is not None:
        return numbers_in_words(row["headcount_at_least"], row["headcount_at_most"])
    return repr(row["employees_band"]) if row["employees"] is None else str(row["employees"])


def _look_like_codes(customers: Frame) -> bool:
    """Whether texts that are plain numbers are codes, every one, and some of two digits."""
    import narwhals.stable.v2 as nw

    text = nw.col("employees_band")
    is_number = text.str.contains("^[0-9]+$")
    code = as_code(text)
    counted = customers.select(
        numbers=_how_many(is_number),
        codes=_how_many(is_number & ~code.is_null()),
    )
    row = counted.collect().rows(named=True)[0]
    return bool(row["numbers"]) and row["numbers"] == row["codes"]


def _how_many(condition: nw.Expr) -> nw.Expr:
    """The number of rows for which a condition holds."""
    import narwhals.stable.v2 as nw

    return condition.fill_null(False).cast(nw.Int64).sum()


def _count(frame: Frame) -> int:
    import narwhals.stable.v2 as nw

    return int(frame.select(nw.len()).collect().item())
