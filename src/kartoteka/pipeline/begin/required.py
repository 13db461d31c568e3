"""Ask for the fields that a table needs, where no column was recognised."""

from __future__ import annotations

import shlex

from kartoteka.language import N_, alternatives_in_words
from kartoteka.language import gettext as _
from kartoteka.model.fields import Field, recognised_in, required_fields
from kartoteka.model.spelling import header_key
from kartoteka.model.types import Day, Money
from kartoteka.pipeline.begin.date_formats import formats_of
from kartoteka.pipeline.begin.decide import ADDRESSES, Decided, column_choices, meaning, vague
from kartoteka.pipeline.begin.fits import misfit
from kartoteka.pipeline.begin.profile import Profile
from kartoteka.pipeline.begin.question import about_column


def required_left(decided: Decided) -> list[str]:
    """The required fields that no column has."""
    given = decided.written.keys() | decided.absent
    missing = [entry.name for entry in required_fields(decided.table) if entry.name not in given]
    known = {column.name for column in decided.mapping().columns} | set(decided.torn)
    return [name for name in missing if name not in known]


_WITHOUT_AMOUNTS = N_(
    "It may be a calculation over columns, such as Quantity * Price. If the prices stand in another file, with a row for each "
    "product, name that instead: --prices FILE."
)


def ask_for_required(decided: Decided) -> None:
    """Ask for the required fields that no column has."""
    fields = {entry.name: entry for entry in recognised_in(decided.table)}
    asked = {question.key for question in decided.questions}
    for name in required_left(decided):
        if f"{decided.table}.columns.{name}" in asked:
            continue
        choices = column_choices(decided, could_be(decided, fields[name]))
        told = [
            _(
                "No column of the {table} was recognised as {field} ({meaning}). Which one is it?",
                table=decided.table,
                field=name,
                meaning=meaning(fields[name]),
            )
        ]
        refused = [at for at, reason in decided.refused.items() if reason.field == name]
        for at in refused:
            told.append(
                _(
                    "{header!r} is called like it, but {reason}: {values}.",
                    header=decided.looked.headers[at],
                    reason=decided.refused[at].because,
                    values=decided.profiles[at].shown(),
                )
            )
            if fields[name].type is Day:
                told.append(_as_dates(decided, at))
        if name == "amount" and not refused:
            told.append(_(_WITHOUT_AMOUNTS))
        decided.questions.append(about_column(decided.table, name, " ".join(told), choices))


def _as_dates(decided: Decided, position: int) -> str:
    """With which formats its values could be read as dates all the same."""
    formats = formats_of(decided.profiles[position].examples) or ["%d/%m/%y"]
    ways = alternatives_in_words([shlex.quote(f"{decided.table}.date_format={one}") for one in formats[:2]])
    return _("If they are, say as well how they are written, such as --set {options}.", options=ways)


def could_be(decided: Decided, entry: Field) -> list[int]:
    """The columns that can be a field by their values and are nothing else yet; keys also those that are."""
    taken = set() if entry.name == "customer_id" else set(decided.positions().values())
    fitting = [
        profile.position
        for profile in decided.profiles
        if profile.position not in taken
        and profile.filled
        and misfit(entry, profile) is None
        and not _is_number_of(profile, entry)
    ]
    key = {at: (decided.profiles[at].addresses < ADDRESSES, not vague(entry, decided.looked.headers[at]), at) for at in fitting}
    return sorted(fitting, key=key.__getitem__)[:12]


def _is_number_of(profile: Profile, entry: Field) -> bool:
    """Whether a column is the number of something, by its header, and so no amount."""
    return entry.type is Money and header_key(profile.header).endswith(("key", "id", "no", "item", "nr", "code", "kod"))
