"""What could not be used, counted, and told in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

NOTHING = "nothing to match"
REPEATED = "same as another row"
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
        return {reason: self.left_out[reason] for reason in (NOTHING, REPEATED) if self.left_out[reason]}

    def remarks(self) -> Sequence[str]:
        """A sentence for each kind of value that is not in the file."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if self.emails:
            yield f"{_counted(self.emails, 'e-mail address', 'es')} not used: not of the form name@example.com."
        if self.phones_without_country:
            yield (
                f"{_counted(self.phones_without_country, 'phone number')} not used: without a country it may be a stranger's. "
                "Map the customers' `country`, or write `country: PL` (or yours) in the export."
            )
        if self.phones:
            yield f"{_counted(self.phones, 'phone number')} not used: no such number in its country."
        if self.countries:
            words = ", ".join(repr(word[:30]) for word, _ in sorted(self.countries.items(), key=_often)[:_SHOWN])
            more = ", …" if len(self.countries) > _SHOWN else ""
            yield f"{_counted(self.countries.total(), 'country', 'ies')} not known: {words}{more}. Write a code such as PL."
        if self.postal_codes:
            yield f"{_counted(self.postal_codes, 'postal code')} not used: like none in any country."
        for option, count in sorted((+self.further).items()):
            what = "e-mail address" if option == "emails" else "phone number"
            ending = "es" if option == "emails" else "s"
            counted = _counted(count, f"further {what}", ending)
            yield f"{counted} not written: some cells hold several. See the option `{option}`."


def _often(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def _counted(number: int, what: str, ending: str = "s") -> str:
    """`1 phone number is`, `2 phone numbers are`."""
    if number == 1:
        return f"1 {what} is"
    return f"{number:,} {what[:-1] if ending == 'ies' else what}{ending} are"
