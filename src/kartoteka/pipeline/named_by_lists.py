"""What of a blacklist or a suppression list reaches nobody: it is told, since somebody may be addressed against their will."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.engine.base import Engine
from kartoteka.language import gettext as _
from kartoteka.language import ngettext, number_in_words
from kartoteka.model.frame import Frame
from kartoteka.pipeline.campaign.keys import keyed

_EXAMPLES = 3


def customers_not_there(listed: Frame, customers: Frame, engine: Engine) -> list[str]:
    """What is said of the rows of a list that name a `customer_id` which no customer has; nothing where all name one."""
    import narwhals.stable.v2 as nw

    named = listed.select("customer_id").filter((nw.col("customer_id").str.strip_chars() != "").fill_null(False))
    missing = named.with_columns(nw.col("customer_id").str.strip_chars())
    missing = missing.join(customers.select("customer_id"), on="customer_id", how="anti")
    number, examples = _counted(missing, "customer_id", engine)
    if not number:
        return []
    return [
        ngettext(
            "{number} row names no customer of this run: {examples}. Capitals, small letters and leading zeros count",
            "{number} rows name no customer of this run: {examples}. Capitals, small letters and leading zeros count",
            number,
            number=number_in_words(number),
            examples=examples,
        )
    ]


def suppressing_nobody(listed: Frame, customers: Frame, engine: Engine) -> list[str]:
    """What is said of a suppression list: cells without an address or number in them, and rows with none at all.

    Args:
        listed: Text columns `customer_id`, `email`, `phone`, any of them.
        customers: All customers of the run.
        engine: Where it is computed.
    """
    import narwhals.stable.v2 as nw

    told: list[str] = []
    names = listed.collect_schema().names()
    if "customer_id" in names:
        told += customers_not_there(listed, customers, engine)
    for name in ("email", "phone"):
        if name in names:
            written = listed.select(name).filter((nw.col(name).str.strip_chars() != "").fill_null(False))
            number, examples = _counted(written.join(keyed(written, name, name), on=name, how="anti"), name, engine)
            if number:
                told.append(_cells_of_nobody(name, number, examples))
    blank = nw.all_horizontal(*(~(nw.col(name).str.strip_chars() != "").fill_null(False) for name in names), ignore_nulls=False)
    empty = engine.count(listed.filter(blank))
    if empty:
        told.append(
            ngettext(
                "{number} row has nothing in {columns}, so it leaves out nobody",
                "{number} rows have nothing in {columns}, so they leave out nobody",
                empty,
                number=number_in_words(empty),
                columns=", ".join(names),
            )
        )
    return told


def _cells_of_nobody(name: str, number: int, examples: str) -> str:
    words = number_in_words(number)
    if name == "email":
        return ngettext(
            "{number} cell of {column} holds no e-mail address, so it leaves out nobody: {examples}",
            "{number} cells of {column} hold no e-mail address, so they leave out nobody: {examples}",
            number,
            number=words,
            column=name,
            examples=examples,
        )
    return ngettext(
        "{number} cell of {column} holds no telephone number, so it leaves out nobody: {examples}",
        "{number} cells of {column} hold no telephone number, so they leave out nobody: {examples}",
        number,
        number=words,
        column=name,
        examples=examples,
    )


def _counted(cells: Frame, column: str, engine: Engine) -> tuple[int, str]:
    """How many cells there are, and the first of them as a person would quote them."""
    import narwhals.stable.v2 as nw

    number = engine.count(cells)
    if not number:
        return 0, ""
    found = engine.rows(cells.group_by(column).agg(nw.len().alias("_cells")).sort(column).head(_EXAMPLES + 1))
    return number, _quoted([str(row[column]) for row in found])


def _quoted(texts: Sequence[str]) -> str:
    shown = ", ".join(repr(text) for text in texts[:_EXAMPLES])
    return _("{examples}, …", examples=shown) if len(texts) > _EXAMPLES else shown
