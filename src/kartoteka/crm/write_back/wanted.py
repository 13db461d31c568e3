"""What a campaign's rows say that each customer is to have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kartoteka.components.rows import Rows
from kartoteka.crm.write_back.naming import Naming
from kartoteka.errors import ConfigError
from kartoteka.language import gettext as _


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one customer is to have.

    Attributes:
        names: For each target the name to set, None for none.
        values: What the names stand for, None for none.
    """

    customer_id: str
    names: Mapping[str, str | None]
    values: Mapping[str, str | None]


def namings(options: Mapping[str, Any]) -> dict[str, Naming]:
    """What values are called, for each target that sets something of a customer."""
    found = {}
    if options.get("category"):
        found["category"] = Naming(names=options["category"]["names"])
    for target in ("discount", "payment_days"):
        if options.get(target):
            found[target] = Naming(options[target]["name"])
    return found


def wanted(rows: Rows, options: Mapping[str, Any], names: Mapping[str, Naming]) -> Iterator[Wanted]:
    """For each customer once, in the order of the rows; of several contacts of one customer the first row speaks for it.

    Raises:
        ConfigError: A column is not among the campaign's.
    """
    columns = {target: options[target]["column"] for target in names}
    require_columns(rows, ["customer_id", *columns.values()])
    before = None
    for batch in rows.batches():
        for row in batch.select(list(dict.fromkeys(["customer_id", *columns.values()]))).to_pylist():
            customer_id = row["customer_id"]
            if customer_id == before:  # rows come by customer
                continue
            before = customer_id
            values = {target: _plain(row[column]) for target, column in columns.items()}
            yield Wanted(customer_id, {target: names[target].name(value) for target, value in values.items()}, values)


def addresses(rows: Rows, column: str) -> dict[str, tuple[str, str]]:
    """Whom a list is to hold, by address in lower case: the customer and the address as it is written."""
    require_columns(rows, ["customer_id", column])
    found: dict[str, tuple[str, str]] = {}
    for batch in rows.batches():
        for row in batch.select(["customer_id", column]).to_pylist():
            address = (row[column] or "").strip()
            if address:
                found.setdefault(address.lower(), (row["customer_id"], address))
    return found


def require_columns(rows: Rows, columns: list[str]) -> None:
    """See that the rows have columns.

    Raises:
        ConfigError: One is missing.
    """
    for column in columns:
        if column not in rows.columns:
            raise ConfigError(
                _("the column {column!r} is to be written, and the campaign's rows do not have it", column=column),
                hint=_("There are: {names}. Add it to `columns`, or name another one.", names=", ".join(rows.columns)),
            )


def _plain(value: object) -> str | None:
    """`20.0000` is 20, and 7.5000 is 7.5."""
    if value is None or value == "":
        return None
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)
