"""What could not be used, counted, and told in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kartoteka import N_, ngettext, number_in_words
from kartoteka import gettext as _

NOTHING = N_("nothing to match")
REPEATED = N_("same as another row")
_SHOWN = 3


@dataclass
class Tally:
    """Counts of one file. `left_out` counts rows, the others count values."""

    left_out: Counter[str] = field(default_factory=Counter)
    emails: int = 0
    phones: int = 0
    phones_without_country: int = 0
    postal_codes: int = 0
    countries: Counter[str] = field(default_factory=Counter)
    further: Counter[str] = field(default_factory=Counter)

    def reasons(self) -> Mapping[str, int]:
        """How many rows are not written, by reason."""
        return {_(reason): self.left_out[reason] for reason in (NOTHING, REPEATED) if self.left_out[reason]}

    def remarks(self) -> Sequence[str]:
        """A sentence for each kind of value that is not in the file."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if self.emails:
            yield ngettext(
                "{number} e-mail address is not used: not of the form name@example.com.",
                "{number} e-mail addresses are not used: not of the form name@example.com.",
                self.emails,
                number=number_in_words(self.emails),
            )
        if self.phones_without_country:
            yield ngettext(
                "{number} phone number is not used: without a country it may be a stranger's. "
                "Map the customers' `country`, or write `country: PL` (or yours) in the export.",
                "{number} phone numbers are not used: without a country it may be a stranger's. "
                "Map the customers' `country`, or write `country: PL` (or yours) in the export.",
                self.phones_without_country,
                number=number_in_words(self.phones_without_country),
            )
        if self.phones:
            yield ngettext(
                "{number} phone number is not used: no such number in its country.",
                "{number} phone numbers are not used: no such number in its country.",
                self.phones,
                number=number_in_words(self.phones),
            )
        if self.countries:
            words = ", ".join(repr(word[:30]) for word, _times in sorted(self.countries.items(), key=_often)[:_SHOWN])
            yield ngettext(
                "{number} country is not known: {names}. Write a code such as PL.",
                "{number} countries are not known: {names}. Write a code such as PL.",
                self.countries.total(),
                number=number_in_words(self.countries.total()),
                names=f"{words}, …" if len(self.countries) > _SHOWN else words,
            )
        if self.postal_codes:
            yield ngettext(
                "{number} postal code is not used: like none in any country.",
                "{number} postal codes are not used: like none in any country.",
                self.postal_codes,
                number=number_in_words(self.postal_codes),
            )
        if emails := self.further["emails"]:
            yield ngettext(
                "{number} further e-mail address is not written: some cells hold several. See the option `emails`.",
                "{number} further e-mail addresses are not written: some cells hold several. See the option `emails`.",
                emails,
                number=number_in_words(emails),
            )
        if phones := self.further["phones"]:
            yield ngettext(
                "{number} further phone number is not written: some cells hold several. See the option `phones`.",
                "{number} further phone numbers are not written: some cells hold several. See the option `phones`.",
                phones,
                number=number_in_words(phones),
            )


def _often(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]
