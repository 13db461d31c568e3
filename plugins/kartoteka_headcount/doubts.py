"""What a run tells about headcounts, contracts and products that it could make little of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from kartoteka import Frame, InputError, Tables, ngettext, number_in_words
from kartoteka import gettext as _
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
        yield ngettext(
            "{number} customer names a competitor without the end of its contract, and stays in its size band; fill in "
            "competitor_until",
            "{number} customers name a competitor without the end of its contract, and stay in their size band; fill in "
            "competitor_until",
            endless,
            number=number_in_words(endless),
        )
    nameless = _count(customers.filter(is_without_name(as_of)))
    if nameless:
        yield ngettext(
            "{number} customer has the end of a competitor's contract without a competitor, and stays in its size band; fill "
            "in competitor",
            "{number} customers have the end of a competitor's contract without a competitor, and stay in their size band; "
            "fill in competitor",
            nameless,
            number=number_in_words(nameless),
        )
    yield from _without_a_band(customers, given)
    if options["codes"] is None and _look_like_codes(customers):
        yield _(
            "the numbers in employees_band are read as headcounts, and each of them is also a code of INSEE (21 is 50 to 99); "
            "if they are meant as codes, write codes: insee"
        )
    for name in never_ordered(tables, options["main_products"]) if options["main_products"] else ():
        yield _("main product {name!r} is in no order line; write it as it stands there", name=name)


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
            _("codes: insee is asked for, but the codes stand in the column of employees, where 11 is eleven people"),
            hint=_("Say that the column holds bands: columns: {employees_band: …} under sources.customers."),
        )


def _without_a_band(customers: Frame, given: Frame) -> Iterator[str]:
    """Headcounts that are there and could not be placed, with the first of each kind."""
    import narwhals.stable.v2 as nw

    for reason in (STRADDLES, NOT_UNDERSTOOD):
        those = given.filter(nw.col("reason") == reason).select("customer_id", "headcount_at_least", "headcount_at_most")
        number = _count(those)
        if number:
            first = (
                those.sort("customer_id").head(1).join(customers, on="customer_id", how="left").collect().rows(named=True)[0]
            )
            places = {
                "number": number_in_words(number),
                "headcount": headcount_in_words(first),
                "customer_id": first["customer_id"],
            }
            yield _straddling(number, places) if reason == STRADDLES else _not_understood(number, places)


def _straddling(number: int, places: Mapping[str, object]) -> str:
    return ngettext(
        "{number} customer has a headcount that reaches over a bound of the bands, such as {headcount} of {customer_id}: "
        "size unknown; straddle: lower or upper decides",
        "{number} customers have a headcount that reaches over a bound of the bands, such as {headcount} of {customer_id}: "
        "size unknown; straddle: lower or upper decides",
        number,
        **places,
    )


def _not_understood(number: int, places: Mapping[str, object]) -> str:
    return ngettext(
        "{number} customer has a headcount that could not be understood, such as {headcount} of {customer_id}: size unknown",
        "{number} customers have a headcount that could not be understood, such as {headcount} of {customer_id}: size unknown",
        number,
        **places,
    )


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
