"""The exporter `meta-custom-audience`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kartoteka_audiences.emails import meta_email
from kartoteka_audiences.exporter import AudienceExporter
from kartoteka_audiences.genders import meta_gender
from kartoteka_audiences.hashing import hashed
from kartoteka_audiences.names import meta_name
from kartoteka_audiences.options import MetaOptions
from kartoteka_audiences.person import Person
from kartoteka_audiences.phones import meta_phone
from kartoteka_audiences.places import meta_city, meta_postal_code, meta_region
from kartoteka_audiences.tally import Tally

_FIRST_YEAR = 1900


class MetaCustomAudience(AudienceExporter):
    """A file for a Meta custom audience: `email,phone,fn,ln,ct,st,zip,country,dob,doby,gen`, and `extern_id` where asked for.

    Everything is hashed. A row needs an e-mail address, a phone number, or a full address: both names, the country, and the
    postal code or the town.
    """

    Options = MetaOptions
    platform = "Meta"
    identifiers = (
        "email", "phone", "first_name", "last_name", "city", "region", "postal_code", "country", "birth_date", "gender",
    )  # fmt: skip

    def header(self) -> Sequence[str]:
        emails, phones = ["email"] * self.options["emails"], ["phone"] * self.options["phones"]
        external = ["extern_id"] if self.options.get("external_id") else []
        return [*emails, *phones, "fn", "ln", "ct", "st", "zip", "country", "dob", "doby", "gen", *external]

    def cells(self, person: Person, country: str | None, tally: Tally) -> Sequence[str] | None:
        reached = [
            *self.email_cells(person, meta_email, tally),
            *self.phone_cells(person, country, meta_phone, tally),
        ]
        given, family = (meta_name(person.get(name) or "") for name in ("first_name", "last_name"))
        city = meta_city(person.get("city") or "")
        written = (person.get("postal_code") or "").strip()
        code = meta_postal_code(written, country)
        tally.postal_codes += bool(written) and code is None
        if not (any(reached) or (given and family and country and (code or city))):
            return None
        region = meta_region(person.get("region") or "", country)
        born = self._born(person.get("birth_date"))
        normal = [
            given, family, city, region, code, country and country.lower(), *born, meta_gender(person.get("gender") or ""),
        ]  # fmt: skip
        return [*reached, *(hashed(one) for one in normal), *self._external_id(person)]

    def _born(self, day: date | None) -> tuple[str, str]:
        """The day as `19850412` and its year; nothing for a day on which nobody was born who is alive."""
        if day is None or not (day.year >= _FIRST_YEAR and day <= self.context.as_of):
            return "", ""
        return f"{day:%Y%m%d}", f"{day:%Y}"

    def _external_id(self, person: Person) -> list[str]:
        column = self.options.get("external_id")
        if not column:
            return []
        value = person.get(column)
        return ["" if value is None else hashed(str(value).strip())]
