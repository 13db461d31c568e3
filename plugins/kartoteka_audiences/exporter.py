"""What the files for both platforms have in common."""

from __future__ import annotations

import csv
import hashlib
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from kartoteka import ConfigError, FileExporter, Problem, Rows, Written, speaking
from kartoteka import gettext as _
from kartoteka_audiences.cells import emails_in, phones_in
from kartoteka_audiences.checks import check_columns, check_consent, check_sensitive
from kartoteka_audiences.countries import country_code
from kartoteka_audiences.hashing import hashed
from kartoteka_audiences.options import AudienceOptions
from kartoteka_audiences.person import Person, people
from kartoteka_audiences.phones import e164, has_country_code
from kartoteka_audiences.tally import NOTHING, REPEATED, Tally


class AudienceExporter(FileExporter):
    """A hashed list as a CSV file in UTF-8 with the header that the platform asks for; nothing is sent anywhere.

    Rows keep their order. One in which nothing can be matched is left out, and so is one that is the same as a row before it.
    For that, 16 bytes of each row are kept in memory.

    Attributes:
        platform: What people call it.
        identifiers: The fields of a customer that it compares.
    """

    Options = AudienceOptions
    platform: ClassVar[str]
    identifiers: ClassVar[Sequence[str]]

    @abstractmethod
    def header(self) -> Sequence[str]:
        """The names of the columns."""

    @abstractmethod
    def cells(self, person: Person, country: str | None, tally: Tally) -> Sequence[str] | None:
        """The cells of one person; None where nothing can be matched."""

    def problems(self) -> Iterable[Problem]:
        campaign = self.context.campaign
        if campaign is not None:
            yield from check_consent(self, campaign, self.platform)
            yield from check_sensitive(self, campaign, self.platform)
            yield from check_columns(self, campaign, self.platform, self.identifiers)
        country = self.options.get("country")
        if country is not None and _library() and country_code(country) is None:
            message = _("{country!r} is no country", country=country)
            yield self.option_problem(("country",), message, _("Write its two letters, such as PL, or its name."))

    def destinations(self, labels: Mapping[str, Sequence[str]]) -> Sequence[str]:
        _require_library()
        return super().destinations(labels)

    def write(self, rows: Rows, file: Path) -> Written:
        _require_library()
        tally, seen, further = Tally(), set(), [name for name in (self.options.get("external_id"),) if name]
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(self.header())
            for chunk in self.chunks(rows):
                for person in people(chunk, self.context.campaign, further):
                    line = self.cells(person, self._country_of(person, tally), tally)
                    if line is None:
                        tally.left_out[NOTHING] += 1
                        continue
                    mark = hashlib.blake2b("\n".join(line).encode(), digest_size=16).digest()
                    if mark in seen:
                        tally.left_out[REPEATED] += 1
                        continue
                    seen.add(mark)
                    writer.writerow(line)
        with speaking(self.context.locale):  # both are kept in the manifest
            return Written(len(seen), tally.reasons(), tally.remarks())

    def email_cells(self, person: Person, normal: Callable[[str], str | None], tally: Tally) -> list[str]:
        """The hashed addresses of a person, as many as the file has columns for, empty ones at the end."""
        found = []
        for piece in emails_in(person.get("email") or ""):
            address = normal(piece)
            if address is None:
                tally.emails += 1
            else:
                found.append(address)
        return self._fitted(found, "emails", tally)

    def phone_cells(self, person: Person, country: str | None, written: Callable[[str], str], tally: Tally) -> list[str]:
        """The hashed numbers of a person, as `written` writes a number of E.164."""
        found = []
        for piece in phones_in(person.get("phone") or ""):
            number = e164(piece, country)
            if number is not None:
                found.append(written(number))
            elif country is None and not has_country_code(piece) and any(letter.isdigit() for letter in piece):
                tally.phones_without_country += 1
            else:
                tally.phones += 1
        return self._fitted(found, "phones", tally)

    def _fitted(self, found: Sequence[str], option: str, tally: Tally) -> list[str]:
        most, once = self.options[option], list(dict.fromkeys(found))
        tally.further[option] += max(len(once) - most, 0)
        return [hashed(one) for one in once[:most]] + [""] * (most - len(once))

    def _country_of(self, person: Person, tally: Tally) -> str | None:
        """The customer's own country, else the option. A word that is no country is not taken for the option's."""
        written = (person.get("country") or "").strip()
        if not written:
            chosen = self.options.get("country")
            return None if chosen is None else country_code(chosen)
        code = country_code(written)
        if code is None:
            tally.countries[written] += 1
        return code


def _library() -> bool:
    try:
        import phonenumbers  # noqa: F401  # whether it is there
    except ImportError:
        return False
    return True


def _require_library() -> None:
    if not _library():
        raise ConfigError(
            _("audiences need the library phonenumbers, which is not installed"), hint="pip install 'kartoteka[audiences]'"
        )
