"""The traps of each platform's normal forms."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartoteka_audiences.cells import emails_in, phones_in
from kartoteka_audiences.countries import country_code
from kartoteka_audiences.emails import google_email, meta_email
from kartoteka_audiences.genders import meta_gender
from kartoteka_audiences.names import google_family_name, google_given_name, meta_name
from kartoteka_audiences.phones import e164
from kartoteka_audiences.places import google_postal_code, meta_city, meta_postal_code, meta_region


@pytest.mark.parametrize(
    ("written", "google", "meta"),
    [
        ("Cloudy.SanFrancisco+shopping@Gmail.com", "cloudysanfrancisco@gmail.com", "cloudy.sanfrancisco+shopping@gmail.com"),
        ("a.b@googlemail.com", "ab@googlemail.com", "a.b@googlemail.com"),
        ("user.name+NYC@Example.com", "user.name+nyc@example.com", "user.name+nyc@example.com"),
        ("a.b@notgmail.com", "a.b@notgmail.com", "a.b@notgmail.com"),
        ("a.b@gmail.com.pl", "a.b@gmail.com.pl", "a.b@gmail.com.pl"),
        ("ŻÓŁW@example.pl", "żółw@example.pl", "żółw@example.pl"),
        ("\u200ba@x.pl\ufeff", "a@x.pl", "a@x.pl"),
        ("alex z@example.com", "alexz@example.com", None),
        ("+spam@gmail.com", None, "+spam@gmail.com"),
        ("a@x.pl b@x.pl", None, None),
        ("brak", None, None),
        ("a@b", None, None),
        ("Jan <jan@x.pl>", None, None),
        ("", None, None),
    ],
)
def test_emails(written: str, google: str | None, meta: str | None) -> None:
    assert (google_email(written), meta_email(written)) == (google, meta)


@pytest.mark.parametrize(
    ("written", "country", "number"),
    [
        ("22 555 01 00", "PL", "+48225550100"),
        ("48 22 555 01 00", "PL", "+48225550100"),
        ("0048225550100", "US", "+48225550100"),
        ("tel. 22 555 01 00 wew. 12", "PL", "+48225550100"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("8 (495) 123-45-67 доб. 5", "RU", "+74951234567"),
        ("+48 22 555 01 00", "FR", "+48225550100"),
        ("\uff0b48225550100", None, "+48225550100"),
        ("22 555 01 00", None, None),
        ("555 01", "PL", None),
        ("brak", "PL", None),
        ("+", "PL", None),
    ],
)
def test_phone_numbers_have_a_country_or_are_none(written: str, country: str | None, number: str | None) -> None:
    assert e164(written, country) == number


@pytest.mark.parametrize(
    ("written", "given", "family", "meta"),
    [
        ("  Anna  Maria ", "anna maria", "anna maria", "anna maria"),
        ("Mrs. Zoë", "zoë", "mrs. zoë", "mrs zoë"),
        ("King, Jr.", "king, jr.", "king", "king jr"),
        ("O'Connor-Żak", "o'connor-żak", "o'connor-żak", "oconnorżak"),
        ("Дарья", "дарья", "дарья", "дарья"),
        ("Dr", "dr", "dr", "dr"),
        ("\u00a0Jan\u2003", "jan", "jan", "jan"),
        ("=1+1", "=1+1", "=1+1", "11"),
        ("", "", "", ""),
    ],
)
def test_names(written: str, given: str, family: str, meta: str) -> None:
    assert (google_given_name(written), google_family_name(written), meta_name(written)) == (given, family, meta)


@given(st.text(max_size=20))
def test_how_an_accent_is_stored_makes_no_difference(text: str) -> None:
    for normal in (google_given_name, google_family_name, meta_name, meta_city):
        composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
        assert normal(composed) == normal(apart)
        assert normal(normal(text)) == normal(text)


@pytest.mark.parametrize(
    ("written", "country", "google", "meta"),
    [
        ("30-001", "PL", "30-001", "30-001"),
        ("30–001", "PL", "30-001", "30-001"),
        (" 30-001 ", None, "30-001", "30-001"),
        ("94303-5300", "US", "94303-5300", "94303"),
        ("WC2H 8LG", "GB", "WC2H 8LG", "wc2h8"),
        ("EC1A1BB", "GB", "EC1A1BB", "ec1a1"),
        ("75008", "FR", "75008", "75008"),
        ("D02 AF30", "IE", "D02 AF30", "d02af30"),
        ("１２３-４５６７", "JP", "123-4567", "123-4567"),
        ("jan@x.pl", "PL", None, None),
        ("=1+1", "PL", None, None),
        ("-30001", "PL", None, None),
        ("Warszawa", "PL", None, None),
        ("+48225550100", "PL", None, None),
        ("00-001; 00-002", "PL", None, None),
    ],
)
def test_postal_codes(written: str, country: str | None, google: str | None, meta: str | None) -> None:
    assert (google_postal_code(written), meta_postal_code(written, country)) == (google, meta)


@given(st.text(max_size=14))
def test_a_postal_code_in_clear_is_never_a_formula(text: str) -> None:
    code = google_postal_code(text)
    assert code is None or re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z -]*", code)


def test_places() -> None:
    assert meta_city("St. Petersburg 2") == "stpetersburg"
    assert meta_city("Нижний Новгород") == "нижнийновгород"
    assert meta_region("Województwo Łódzkie", "PL") == "województwołódzkie"
    assert meta_region("CA", "US") == "ca"
    assert meta_region("California", "US") == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("PL pl Polska POLAND Pologne Польша POL", "PL"),
        ("US USA U.S.A. Stany_Zjednoczone États-Unis США Соединённые_Штаты", "US"),
        ("GB UK Wielka_Brytania Royaume-Uni Великобритания England", "GB"),
        ("RU Russia Rosja Russie Россия Российская_Федерация", "RU"),
        ("CZ Czechy Czech_Republic Чехия", "CZ"),
        ("NO Norway Norwegia Norvège", "NO"),
    ],
)
def test_countries_by_name_and_code(words: str, code: str) -> None:
    assert {country_code(word.replace("_", " ")) for word in words.split()} == {code}


@pytest.mark.parametrize("word", ["", "Neverland", "P", "PLN", "-"])
def test_what_is_no_country_is_none(word: str) -> None:
    assert country_code(word) is None


def test_genders_in_four_languages() -> None:
    assert [meta_gender(word) for word in ("M", "mężczyzna", "Homme", "муж.", "Male")] == ["m"] * 5
    assert [meta_gender(word) for word in ("F", "Kobieta", "k", "femme", "Ж", "female")] == ["f"] * 6
    assert [meta_gender(word) for word in ("", "x", "non-binary")] == [""] * 3


def test_several_values_in_a_cell() -> None:
    assert emails_in("a@x.pl; b@x.pl,c@x.pl\nd@x.pl ;") == ["a@x.pl", "b@x.pl", "c@x.pl", "d@x.pl"]
    assert emails_in("alex z@example.com") == ["alex z@example.com"]
    assert phones_in("022/555-01-00 / 600 100 200; 1") == ["022/555-01-00", "600 100 200", "1"]
