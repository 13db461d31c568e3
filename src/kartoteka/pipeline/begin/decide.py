"""Decide what each column of a table is: by its header, which its values have to bear out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kartoteka.language import gettext as _
from kartoteka.model.fields import Field, recognised_in
from kartoteka.model.spelling import header_key, in_two_languages
from kartoteka.pipeline.begin.fits import misfit
from kartoteka.pipeline.begin.look import Looked
from kartoteka.pipeline.begin.profile import Profile
from kartoteka.pipeline.begin.question import Choice, Question, about_column
from kartoteka.pipeline.begin.request import NONE
from kartoteka.pipeline.land.guess import rank_of
from kartoteka.pipeline.land.mapped import TakenColumn
from kartoteka.pipeline.land.mapping import TableMapping, resolve_mapping

_CUSTOM = "{} (text)"
ADDRESSES = 0.9


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a column is not what its header says.

    Attributes:
        because: In a few words; nothing where somebody said that there is no such column.
        field: What its header says, where its values say otherwise; None where `because` tells everything.
    """

    because: str
    field: str | None = None

    def __str__(self) -> str:
        return self.because if self.field is None else _("no {field}: {reason}", field=self.field, reason=self.because)


_UNWANTED = Refusal("")


@dataclass
class Decided:
    """The columns of a table while they are being decided.

    Attributes:
        written: What goes under `columns`: field, or custom name, to header, position or calculation.
        notes: What speaks for a column, by name.
        refused: Position to why it is not what its header says.
        torn: Field to the positions that would do equally well.
        said: Fields that were answered.
        questions: What could not be decided.
        taken: Columns from another file.
    """

    looked: Looked
    profiles: Sequence[Profile]
    written: dict[str, str | int] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    refused: dict[int, Refusal] = field(default_factory=dict)
    torn: dict[str, tuple[int, ...]] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    questions: list[Question] = field(default_factory=list)
    taken: tuple[TakenColumn, ...] = ()

    @property
    def table(self) -> str:
        return self.looked.table

    def mapping(self) -> TableMapping:
        """What landing makes of it."""
        return resolve_mapping(self.table, self.looked.raw_headers, self.written, self.taken)

    def positions(self) -> dict[str, int]:
        """Field to the position of its column, for those that are a column as it stands."""
        return {
            column.name: column.index
            for column in self.mapping().columns
            if column.is_field and column.index is not None and column.index < len(self.profiles)
        }

    def reference(self, position: int) -> str | int:
        """A column as it is written: by its header, or by its position from 1 where that is needed."""
        headers = [header.casefold() for header in self.looked.headers]
        header = self.looked.headers[position]
        return header if header and headers.count(header.casefold()) == 1 else position + 1

    def write(self, name: str, position: int, note: str | None = None) -> None:
        """Let a field be a column, also one that was refused as another field."""
        if self.refused.pop(position, None) is not None:
            self.written = {kept: value for kept, value in self.written.items() if value != self.reference(position)}
        self.written[name] = self.reference(position)
        if note is not None:
            self.notes[name] = note

    def refuse(self, position: int, reason: Refusal) -> None:
        """Keep a column as a custom one."""
        self.refused[position] = reason
        header = self.looked.headers[position] or f"column_{position + 1}"
        known = {entry.name for entry in recognised_in(self.table)} | {name.casefold() for name in self.written}
        name = _CUSTOM.format(header) if header.casefold() in known else header
        self.written[name] = self.reference(position)


def decide(
    looked: Looked,
    profiles: Sequence[Profile],
    said: Mapping[str, str],
    forced: Mapping[str, int],
    barred: Mapping[int, Refusal],
) -> Decided:
    """Decide the columns of one table by itself.

    A recognised header holds if its values can be the field; if not, the column stays a custom one, and another header may
    take the field. Of several headers that would do, those remain whose values can be the field. A field that is needed and
    that no header names for sure may still be one whose header is vague (`Kod`, `No.`), if there is one that can be it.

    Args:
        looked: The files.
        profiles: Of their columns.
        said: Answers, field to header, position, calculation or `none`.
        forced: What is known otherwise, field to position.
        barred: Positions that are known not to be what their header says, with why.
    """
    decided = Decided(looked, profiles)
    fields = {entry.name: entry for entry in recognised_in(looked.table)}
    for name, answer in said.items():
        decided.said.add(name)
        if answer == NONE:
            decided.absent.add(name)
        else:
            decided.written[name] = int(answer) if answer.isdigit() and answer not in looked.headers else answer
            if isinstance(decided.written[name], str):
                decided.notes[name] = _("as said")
    for name, position in forced.items():
        if name not in decided.said:
            decided.write(name, position)
    for position, reason in barred.items():
        decided.refuse(position, reason)
    while _refuse_one(decided, fields):
        pass
    _settle_torn(decided, fields)
    _take_vague(decided, fields)
    return decided


def _refuse_one(decided: Decided, fields: Mapping[str, Field]) -> bool:
    """Refuse the first column whose values say otherwise than its header."""
    mapping = decided.mapping()
    for column in mapping.columns:
        if column.index is None or not column.is_field or not column.guessed or column.name == "employees_band":
            continue
        if column.name in decided.absent:
            decided.refuse(column.index, _UNWANTED)
            return True
        reason = misfit(fields[column.name], decided.profiles[column.index])
        if reason is not None:
            decided.refuse(column.index, Refusal(reason, column.name))
            return True
    for name, positions in mapping.torn.items():
        fitting = [position for position in positions if misfit(fields[name], decided.profiles[position]) is None]
        if len(fitting) == 1:
            decided.write(name, fitting[0])
            return True
        if not fitting:
            for position in positions:
                decided.refuse(position, Refusal(misfit(fields[name], decided.profiles[position]) or "", name))
            return True
    return False


def _settle_torn(decided: Decided, fields: Mapping[str, Field]) -> None:
    for name, positions in decided.mapping().torn.items():
        if name in decided.absent:
            for position in positions:
                decided.refuse(position, _UNWANTED)
            continue
        fitting = [position for position in positions if misfit(fields[name], decided.profiles[position]) is None]
        decided.torn[name] = tuple(fitting)
        decided.questions.append(
            about_column(
                decided.table,
                name,
                _(
                    "Several columns of the {table} could be the {field} ({meaning}). Which one is it?",
                    table=decided.table,
                    field=name,
                    meaning=meaning(fields[name]),
                ),
                column_choices(decided, fitting, with_none=not fields[name].required),
            )
        )


def _take_vague(decided: Decided, fields: Mapping[str, Field]) -> None:
    """Give what is still missing to the one vague header that can be it."""
    if decided.torn:
        return
    if "ordered_on" in fields:
        _take_only_date(decided)
    for name, entry in fields.items():
        if not entry.vague or needs_a_match(entry) or name in decided.absent or name in decided.written:
            continue
        if name in decided.positions():
            continue
        found = vague_columns(decided, name)
        if len(found) == 1:
            decided.write(name, found[0])


def _take_only_date(decided: Decided) -> None:
    """Let the one column of dates be the day of the order, if its header says so and nothing else."""
    if decided.positions().keys() & {"ordered_on"} or "ordered_on" in {*decided.written, *decided.absent}:
        return
    dates = [profile for profile in decided.profiles if profile.complete and profile.days >= ADDRESSES]
    words = header_key(dates[0].header) if len(dates) == 1 else ""
    if any(word in words for word in _DATE_WORDS) and not any(word in words for word in _OTHER_DATES):
        decided.write("ordered_on", dates[0].position, _("the only column of dates"))


_DATE_WORDS = ("date", "data", "дата")
_OTHER_DATES = (
    *("due", "deliver", "ship", "birth", "modif", "updat", "paid", "payment", "start", "end", "close", "termin", "platn"),
    *("dostaw", "wysyl", "urodz", "echeance", "livraison", "expedition", "naissance", "paiement", "срок", "отгруз"),
    *("доставк", "оплат", "рожден", "измен"),
)
"""What a date of an order may be else; of these headers none is taken without a question."""


def vague_columns(decided: Decided, name: str) -> list[int]:
    """The columns that are nothing else, whose header may mean a field, and whose values bear it out."""
    entry = next(entry for entry in recognised_in(decided.table) if entry.name == name)
    refused = {position for position, reason in decided.refused.items() if not _may_be_order(name, reason)}
    taken = {*decided.positions().values(), *refused}
    return [
        profile.position
        for profile in decided.profiles
        if profile.position not in taken and vague(entry, profile.header) and _bears_out(entry, profile)
    ]


def _may_be_order(name: str, refused: Refusal) -> bool:
    """Whether a column that is no name of a customer may still be the number of an order: one shop calls that `Name`."""
    return name == "order_id" and refused.field == "name"


def needs_a_match(entry: Field) -> bool:
    """Whether a vague header of a field is believed only where another table has the same values."""
    return entry.name == "customer_id" and entry.table != "customers"


def vague(entry: Field, header: str) -> bool:
    """Whether a header may mean a field, if its values bear it out."""
    return all(header_key(part) in entry.vague_keys for part in in_two_languages(header) or (header,))


def _bears_out(entry: Field, profile: Profile) -> bool:
    """A vague header needs values that speak for the field, not only none that speak against it."""
    if misfit(entry, profile) is not None or not profile.filled:
        return False
    if entry.name == "postal_code":
        return profile.digits >= 0.9 and profile.longest <= 7 and profile.letters < 0.1
    if entry.name == "order_id":
        return profile.days < 0.5
    return profile.unique if entry.name == "customer_id" else True


def column_choices(decided: Decided, positions: Iterable[int], *, with_none: bool = False) -> list[Choice]:
    """Columns as answers, each with some of its values."""
    choices = [Choice(str(decided.reference(at)), _shown(decided, at)) for at in positions]
    return [*choices, Choice(NONE, _("there is no such column"))] if with_none else choices


def _shown(decided: Decided, position: int) -> str:
    """Some values of a column, after its header where the column is written by its position."""
    header, values = decided.looked.headers[position], decided.profiles[position].shown()
    return f"{header!r}: {values}" if header and isinstance(decided.reference(position), int) else values


def meaning(entry: Field) -> str:
    """What a field means, as it stands in a sentence."""
    told = _(entry.meaning).rstrip(".")
    return told.lower() if told[1:2].islower() else told


def ranked(entry: Field, header: str) -> int | None:
    """How well a header names a field: 0 is best; None where it does not, not even vaguely."""
    rank = rank_of(entry, header)
    return rank if rank is not None else (9 if vague(entry, header) else None)
