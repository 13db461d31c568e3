"""The exporter `google-customer-match`."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka_audiences.emails import google_email
from kartoteka_audiences.exporter import AudienceExporter
from kartoteka_audiences.hashing import hashed
from kartoteka_audiences.names import google_family_name, google_given_name
from kartoteka_audiences.person import Person
from kartoteka_audiences.places import google_postal_code
from kartoteka_audiences.tally import Tally


class GoogleCustomerMatch(AudienceExporter):
    """A file for Google Customer Match: `Email,Phone,First Name,Last Name,Country,Zip`.

    E-mail, phone and names are hashed; country and postal code stay in clear, as Google asks. Google matches an address only
    by all of its four parts, so they are written together or not at all.
    """

    platform = "Google Customer Match"
    identifiers = ("email", "phone", "first_name", "last_name", "country", "postal_code")

    def header(self) -> Sequence[str]:
        emails, phones = ["Email"] * self.options["emails"], ["Phone"] * self.options["phones"]
        return [*emails, *phones, "First Name", "Last Name", "Country", "Zip"]

    def cells(self, person: Person, country: str | None, tally: Tally) -> Sequence[str] | None:
        reached = [
            *self.email_cells(person, google_email, tally),
            *self.phone_cells(person, country, str, tally),
        ]
        line = [*reached, *_address(person, country, tally)]
        return line if any(line) else None


def _address(person: Person, country: str | None, tally: Tally) -> list[str]:
    given = google_given_name(person.get("first_name") or "")
    family = google_family_name(person.get("last_name") or "")
    written = (person.get("postal_code") or "").strip()
    code = google_postal_code(written)
    tally.postal_codes += bool(written) and code is None
    if not (given and family and country and code):
        return [""] * 4
    return [hashed(given), hashed(family), country, code]
