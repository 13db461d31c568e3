"""Audiences as a person writes them: what a project is refused for, and what a run tells."""

from __future__ import annotations

import csv
import json

import pytest

from kartoteka_audiences.hashing import hashed
from support.pipelines import SOURCES, Said, Shop

HEADER = (
    "customer_id", "name", "first_name", "last_name", "email", "phone", "country", "postal_code", "religion", "consent_email",
    "consent_phone",
)  # fmt: skip
ROWS = [
    ("a", "Anna Nowak", "Anna", "Nowak", "anna@x.pl", "22 555 01 00", "", "30-001", "jedi", "yes", "yes"),
    ("b", "Jan Kos", "Jan", "Kos", "jan@x.pl", "", "PL", "", "", "no", "no"),
    ("c", "Cyryl", "", "", "ANNA@x.pl", "", "", "", "", "yes", "no"),
    ("d", "Dom", "", "", "dom@x.pl; dom2@x.pl", "+48 22 555 01 02", "", "", "", "yes", "yes"),
    ("e", "Ewa", "", "", "", "22 555 01 03", "", "", "", "yes", "yes"),
    ("f", "Filip", "", "", "f@x.pl", "", "", "", "", "yes", "yes"),
]
GOOGLE = "{use: google-customer-match, path: out/google.csv}"


@pytest.fixture
def asked(shop: Shop) -> Shop:
    """A shop whose customers have said whether they agree."""
    shop.table("data/customers.csv", HEADER, ROWS)
    shop.orders(("a", "2026-11-20", 500), ("f", "2026-01-20", 500))
    return shop


def project(shop: Shop, export: str, *, channel: str = "channel: email, consent: consent_email", more: str = "") -> None:
    shop.project(SOURCES, f"campaigns: {{spring: {{{channel}{more}, export: [{export}]}}}}\n")


def refused(shop: Shop, *told: str) -> Said:
    """A check that fails with those sentences, and a run that fails before it reads."""
    said = shop.kartoteka("check")
    assert said.code == 3, said.out + said.err
    flat = " ".join((said.err + said.out).split())
    for one in told:
        assert one in flat, flat
    assert shop.run().code == 3
    assert not (shop.folder / "out").exists()
    return said


def lines(shop: Shop, name: str = "google") -> list[list[str]]:
    return list(csv.reader((shop.folder / f"out/{name}.csv").read_text().splitlines()))[1:]


def test_only_who_agreed_is_on_the_list_and_everybody_is_counted(asked: Shop) -> None:
    project(asked, "{use: google-customer-match, path: out/google.csv, country: PL}")
    said = asked.run().done()
    assert lines(asked) == [
        [*map(hashed, ("anna@x.pl", "+48225550100", "anna", "nowak")), "PL", "30-001"],
        [hashed("anna@x.pl"), "", "", "", "", ""],
        [hashed("f@x.pl"), "", "", "", "", ""],
    ]
    assert "spring (removed: 1 no consent, 2 no address)" in said.out


def test_what_an_exporter_leaves_out_is_printed_and_kept(asked: Shop) -> None:
    export = "{use: google-customer-match, path: out/google.csv, columns: [email, phone]}"
    project(asked, export, channel="channel: phone, consent: consent_phone")
    said = asked.run().done()
    assert lines(asked) == [
        [hashed("anna@x.pl"), "", "", "", "", ""],
        [hashed("dom@x.pl"), hashed("+48225550102"), "", "", "", ""],
    ]
    out = " ".join(said.out.split())
    assert "google.csv: 2 rows (left out: 1 nothing to match)" in out
    assert "2 phone numbers are not used: without a country it may be a stranger's." in out
    assert "1 further e-mail address is not written" in out
    (manifest,) = (asked.folder / ".kartoteka/runs").glob("*/manifest.json")
    (delivery,) = json.loads(manifest.read_text())["campaigns"][0]["deliveries"]
    assert (delivery["rows"], delivery["left_out"]) == (2, {"nothing to match": 1})


def test_consent_has_to_be_checked(asked: Shop) -> None:
    project(asked, GOOGLE, channel="channel: email, consent: not-checked")
    refused(
        asked,
        "campaigns.spring.consent: the campaign 'spring' does not check consent, and its people may not be handed to Google",
        "Write the field that says who agreed, such as `consent: consent_email`.",
    )
    project(asked, "{use: meta-custom-audience, path: out/meta.csv}", channel="channel: none")
    refused(
        asked,
        "campaigns.spring.channel: the campaign 'spring' asks nobody for consent, and its people may not be handed to Meta",
        "`channel: email`, `consent: consent_email`",
    )


@pytest.mark.parametrize("allowed", ["", ", allow_sensitive: true"])
def test_a_sensitive_column_is_refused_whatever_is_allowed(asked: Shop, allowed: str) -> None:
    project(asked, "{use: google-customer-match, path: out/google.csv, columns: [email, religion]}", more=allowed)
    refused(
        asked,
        "export[0].columns[1]: 'religion' is sensitive (article 9 of the GDPR), and the campaign 'spring' would hand it to",
        "no audience holds it, whatever `allow_sensitive` says.",
    )


def test_nobody_is_selected_by_what_is_sensitive(asked: Shop) -> None:
    project(asked, GOOGLE, more=", where: \"religion = 'jedi'\"")
    refused(asked, "campaigns.spring.where: the campaign 'spring' selects by 'religion', which is sensitive")


def test_an_external_id_is_not_sensitive(asked: Shop) -> None:
    project(asked, "{use: meta-custom-audience, path: out/meta.csv, external_id: religion}")
    refused(asked, "export[0].external_id: 'religion' is sensitive")
    project(asked, "{use: meta-custom-audience, path: out/meta.csv, external_id: card_no}")
    refused(asked, "export[0].external_id: there is no column 'card_no'")


def test_what_is_left_unnamed_stays_out(asked: Shop) -> None:
    project(asked, "{use: meta-custom-audience, path: out/meta.csv, external_id: customer_id}")
    asked.run().done()
    assert "jedi" not in (asked.folder / "out/meta.csv").read_text()
    assert hashed("jedi") not in (asked.folder / "out/meta.csv").read_text()
    assert [line[-1] for line in lines(asked, "meta")] == [hashed(one) for one in "acf"]


def test_a_column_that_the_platform_cannot_use_is_told(asked: Shop) -> None:
    project(asked, "{use: google-customer-match, path: out/google.csv, columns: [email, name]}")
    refused(
        asked,
        "export[0].columns[1]: Google Customer Match matches nobody by 'name'",
        "It can use: email, phone, first_name, last_name, country, postal_code.",
    )


def test_a_country_that_is_none_is_told(asked: Shop) -> None:
    project(asked, "{use: google-customer-match, path: out/google.csv, country: Neverland}")
    refused(asked, "export[0].country: 'Neverland' is no country")


def test_a_list_is_split_by_segment(asked: Shop) -> None:
    asked.project(
        SOURCES,
        "segments: {buys: {use: rules, rules: [{segment: anna, when: \"email = 'anna@x.pl'\"}, {else: rest}]}}\n",
        "campaigns: {spring: {channel: email, consent: consent_email, "
        'export: [{use: google-customer-match, path: "out/{segment}.csv"}]}}\n',
    )
    said = asked.run()
    assert said.code == 0, said.err
    assert [line[0] for line in lines(asked, "anna")] == [hashed("anna@x.pl")]
    assert [line[0] for line in lines(asked, "rest")] == [hashed("anna@x.pl"), hashed("f@x.pl")]


def test_a_contacts_row_is_the_contacts_and_not_the_companys(shop: Shop) -> None:
    header = ("customer_id", "name", "first_name", "last_name", "email", "phone", "country", "postal_code", "consent_email")
    shop.table("data/customers.csv", header, [
        ("a", "Drukarnia", "Firma", "Firmowa", "office@a.pl", "22 555 01 00", "PL", "30-001", "yes"),
        ("b", "Bar", "Barbara", "Bak", "bar@b.pl", "22 555 01 01", "PL", "00-950", "yes"),
    ])  # fmt: skip
    shop.table("data/contacts.csv", ("contact_id", "customer_id", "first_name", "last_name", "email", "consent_email"), [
        ("k1", "a", "Ola", "Olszewska", "ola@a.pl", "yes"), ("k2", "a", "Piotr", "Pik", "piotr@a.pl", "no"),
    ])  # fmt: skip
    shop.orders(("a", "2026-11-20", 500))
    shop.project(
        SOURCES.replace("sources:\n", "sources:\n  contacts: {use: csv, path: data/contacts.csv}\n"),
        "campaigns: {spring: {channel: email, consent: consent_email, export: ["
        f"{GOOGLE}, {{use: meta-custom-audience, path: out/meta.csv, columns: [email, contact_first_name]}}]}}}}\n",
    )
    said = shop.run()
    assert said.code == 0, said.err
    assert lines(shop) == [
        [hashed("ola@a.pl"), "", "", "", "", ""],
        [*map(hashed, ("bar@b.pl", "+48225550101", "barbara", "bak")), "PL", "00-950"],
    ]
    assert [line[:3] for line in lines(shop, "meta")] == [[hashed("ola@a.pl"), "", hashed("ola")], [hashed("bar@b.pl"), "", ""]]
    shop.project(
        SOURCES.replace("sources:\n", "sources:\n  contacts: {use: csv, path: data/contacts.csv}\n"),
        "campaigns: {spring: {channel: email, consent: consent_email, export: ["
        "{use: google-customer-match, path: out/g.csv, columns: [email, first_name]}]}}\n",
    )
    said = shop.kartoteka("check")
    assert said.code == 3
    assert "'first_name' is the customer's, and this campaign addresses contacts" in " ".join((said.out + said.err).split())
