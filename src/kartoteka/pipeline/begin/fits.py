"""Whether the values of a column can be what its header says. A header alone can mislead."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kartoteka.language import gettext as _
from kartoteka.model.fields import Field
from kartoteka.model.types import ColumnType, Day
from kartoteka.pipeline.begin.profile import Profile

_MOST = 0.9
_MANY = 0.7
_SOME = 0.5
_FEWEST = 10
"""Rows, below which it may be chance that all of them say the same."""

Reason = Callable[[Profile], str | None]


def misfit(entry: Field, profile: Profile) -> str | None:
    """Why a column cannot be a field, in a few words that go on from `is no …:`; None where it can.

    An empty column can be anything but a field that is required.
    """
    if not profile.filled:
        return _("it is empty") if entry.required else None
    of_its_own = _BY_NAME.get((entry.table, entry.name)) or _BY_NAME.get(("", entry.name))
    if of_its_own is not None:
        return of_its_own(profile)
    return _of_type(entry.type, profile)


def _of_type(type_: ColumnType, profile: Profile) -> str | None:
    match type_:
        case ColumnType.DAY | ColumnType.MOMENT:
            return _less(profile.days, _MOST, _("its values are no dates"))
        case ColumnType.MONEY | ColumnType.NUMBER:
            return _less(profile.numbers, _MOST, _("its values are no numbers"))
        case ColumnType.INTEGER:
            return _less(profile.numbers, _SOME, _("its values are no whole numbers"))
        case ColumnType.BOOLEAN:
            return _less(profile.booleans, _MOST, _("its values are neither yes nor no"))
        case _:
            return None


def _less(share: float, least: float, reason: str) -> str | None:
    return reason if share < least else None


def _text(profile: Profile) -> str | None:
    return _less(profile.letters, _SOME, _("its values are no words")) or _more(profile.days, _SOME, _("its values are dates"))


def _more(share: float, most: float, reason: str) -> str | None:
    return reason if share > most else None


def _customer(profile: Profile) -> str | None:
    if profile.filled < _MOST * profile.rows or profile.distinct < _MOST * profile.filled:
        return _("its values are missing or come twice, and a customer is one row")
    return _more(profile.days, _SOME, _("its values are dates"))


def _customer_of(profile: Profile) -> str | None:
    """In a table that names customers. One and the same in a long list is the seller's own firm, or nothing."""
    if not profile.complete:
        return _("it is not filled in every row")
    if profile.distinct == 1 and profile.rows >= _FEWEST:
        return _("it holds the same in every row")
    if profile.fractions > _SOME:
        return _("its values are amounts")
    return _more(profile.days, _SOME, _("its values are dates"))


def _order(profile: Profile) -> str | None:
    if not profile.complete:
        return _("it is not filled in every row")
    if profile.distinct == 1 and profile.rows >= _FEWEST:
        return _("it holds the same in every row")
    if profile.figures < _SOME:
        return _("its values have no figures")
    return _more(profile.fractions, _SOME, _("its values are amounts"))


def _day_of_order(profile: Profile) -> str | None:
    return _of_type(Day, profile)


def _status(profile: Profile) -> str | None:
    if profile.letters < _SOME:
        return _("its values are no words")
    return _("it holds too many different things") if profile.distinct > max(25, profile.filled * 0.2) else None


def _founded(profile: Profile) -> str | None:
    return _less(profile.days + profile.years, _MOST, _("its values are neither dates nor years"))


def _age(profile: Profile) -> str | None:
    return _less(profile.whole, _MOST, _("its values are no whole numbers")) or _more(
        profile.years, _SOME, _("its values are years")
    )


def _employees(profile: Profile) -> str | None:
    """Bands and codes are read as well, so that anything without a date will do."""
    return _more(profile.days, _SOME, _("its values are dates"))


def _short(most: int) -> Reason:
    def reason(profile: Profile) -> str | None:
        return _("it holds more than {number} different things", number=most) if profile.distinct > most else None

    return reason


def _postal(profile: Profile) -> str | None:
    return (
        _("its values are too long") if profile.longest > 12 else _less(profile.figures, _SOME, _("its values have no figures"))
    )


_BY_NAME: Mapping[tuple[str, str], Reason] = {
    ("customers", "customer_id"): _customer,
    ("orders", "customer_id"): _customer_of,
    ("contacts", "customer_id"): _customer_of,
    ("blacklist", "customer_id"): lambda profile: None if profile.complete else _("it is not filled in every row"),
    ("", "order_id"): _order,
    ("", "ordered_on"): _day_of_order,
    ("", "status"): _status,
    ("", "name"): _text,
    ("", "last_name"): lambda profile: _less(profile.letters, _SOME, _("its values are no words")),
    ("", "first_name"): lambda profile: _less(profile.letters, _SOME, _("its values are no words")),
    ("", "main_contact"): _text,
    ("", "city"): _text,
    ("", "street"): _text,
    ("", "email"): lambda profile: _less(profile.addresses, _MANY, _("its values are no e-mail addresses")),
    ("", "phone"): lambda profile: _less(profile.digits, _MANY, _("its values are no telephone numbers")),
    ("", "tax_id"): lambda profile: _less(profile.digits, _MANY, _("its values have too few digits")),
    ("", "postal_code"): _postal,
    ("", "country"): lambda profile: _("its values are numbers") if profile.numbers > _SOME else None,
    ("", "founded_on"): _founded,
    ("", "age"): _age,
    ("", "employees"): _employees,
    ("", "gender"): _short(8),
    ("", "currency"): lambda profile: None if profile.longest <= 10 else _("its values are no currencies"),
}
