"""The columns of a list: a contact's, those made on request, and the sensitive ones that stay at home."""

from __future__ import annotations

from typing import Any

import pytest

from kartoteka import PluginError, Text
from kartoteka.engine.duckdb.engine import DuckDBEngine
from support.campaigns import CONTACTS, CUSTOMERS, Shop, campaign, delivered, problems, removed

WRITTEN = {"channel": "email", "consent": "not-checked"}


def test_a_contact_stands_beside_its_customer(engine: DuckDBEngine) -> None:
    contacts = [
        {"contact_id": "k2", "customer_id": "1", "name": "Ewa", "email": "ewa@x.pl"},
        {"contact_id": "k1", "customer_id": "1", "name": "Jan", "email": "jan@x.pl"},
        {"contact_id": "k3", "customer_id": "1", "name": "Ola", "email": None},
        {"contact_id": "k4", "customer_id": "stranger", "name": "Nobody", "email": "n@x.pl"},
        {"contact_id": "k5", "customer_id": "2", "name": "Piotr", "email": None},
    ]
    customers = [{"customer_id": one, "name": f"Firma {one}", "email": f"biuro{one}@x.pl"} for one in "123"]
    columns = ["customer_id", "name", "email", "contact_id", "contact_name", "contact_email"]
    selection = Shop(engine, customers, contacts).select(campaign(**WRITTEN, columns=columns))
    assert [tuple(row.values()) for row in delivered(selection)] == [
        ("1", "Firma 1", "jan@x.pl", "k1", "Jan", "jan@x.pl"),
        ("1", "Firma 1", "ewa@x.pl", "k2", "Ewa", "ewa@x.pl"),
        ("2", "Firma 2", "biuro2@x.pl", None, None, None),
        ("3", "Firma 3", "biuro3@x.pl", None, None, None),
    ]
    assert removed(selection) == {"no address": 1}
    assert (selection.selected, selection.customers) == (5, 3)


def test_a_channel_that_reaches_no_person_has_a_row_for_each_customer(engine: DuckDBEngine) -> None:
    contacts = [{"contact_id": one, "customer_id": "1", "email": "a@x.pl"} for one in "ab"]
    shop = Shop(engine, [{"customer_id": "1", "street": "Polna 1", "city": "Łódź"}], contacts)
    for channel in ("post", "none"):
        rows = delivered(shop.select(campaign(channel=channel, consent="not-checked")))
        assert len(rows) == 1
        assert "contact_id" not in rows[0]


def test_only_the_customers_consent_is_known(engine: DuckDBEngine) -> None:
    contacts = [{"contact_id": one, "customer_id": one, "email": "a@x.pl"} for one in "12"]
    customers = [{"customer_id": "1", "consent_email": True}, {"customer_id": "2", "consent_email": None}]
    without = {name: kind for name, kind in CONTACTS.items() if name != "consent_email"}
    selection = Shop(engine, customers, contacts, contact_columns=without).select(
        campaign(channel="email", consent="consent_email")
    )
    assert [row["contact_id"] for row in delivered(selection)] == ["1"]
    assert removed(selection) == {"no consent": 1}


def test_the_suppression_list_knows_a_contacts_number_in_a_campaign_by_email(engine: DuckDBEngine) -> None:
    import pyarrow as pa

    contacts = [
        {"contact_id": "1", "customer_id": "1", "email": "a@x.pl", "phone": "+48 22 555 01 00"},
        {"contact_id": "2", "customer_id": "1", "email": "b@x.pl"},
    ]
    listed = pa.table({"phone": ["22 555 01 00"]})
    customers = [{"customer_id": "1", "phone": "22 555 01 00"}]
    assert [row["contact_id"] for row in delivered(Shop(engine, customers, contacts, listed).select(campaign(**WRITTEN)))] == [
        "2"
    ]


def test_sensitive_columns_are_left_out_and_told(engine: DuckDBEngine) -> None:
    shop = Shop(engine, [{"customer_id": "1", "religion": "none of your business"}])
    config = campaign()
    selection = shop.select(config)
    assert not {"religion", "blacklisted"} & delivered(selection)[0].keys()
    assert selection.left_out(config.export[0]) == ("religion",)
    named = campaign(columns=["customer_id", "religion"], allow_sensitive=True)
    assert problems(named) == []
    selection = shop.select(named)
    assert delivered(selection) == [{"customer_id": "1", "religion": "none of your business"}]
    assert selection.left_out(named.export[0]) == ()


def test_messages_are_made_from_the_evidence_of_their_own_step(engine: DuckDBEngine) -> None:
    customers = [
        {"customer_id": "1", "loyalty": "vip", "loyalty_orders": 3},
        {"customer_id": "2", "loyalty": "rest", "loyalty_orders": None},
    ]
    config = campaign(columns=["loyalty_message", "customer_id"])
    assert problems(config) == []
    assert delivered(Shop(engine, customers).select(config)) == [
        {"loyalty_message": "vip after 3 orders", "customer_id": "1"},
        {"loyalty_message": None, "customer_id": "2"},
    ]
    assert "loyalty_message" not in delivered(Shop(engine, customers).select(campaign()))[0]


def test_a_message_that_fails_says_whose_it_is(engine: DuckDBEngine) -> None:
    config = campaign(columns=["customer_id", "loyalty_message"])
    with pytest.raises(PluginError, match=r"^in segmenter 'loyal' of acme 1\.2: ValueError: thirteen"):
        delivered(Shop(engine, [{"customer_id": "1", "loyalty_orders": 13}]).select(config))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"columns": ["customer_id", "emial"]}, "columns[1]: there is no column 'emial'\n  Did you mean 'email'?"),
        ({"columns": ["religion"]}, "columns[0]: 'religion' is sensitive (article 9 of the GDPR)"),
        ({"columns": ["name", "name"]}, "columns[1]: 'name' is named twice"),
        ({"columns": []}, "columns: no columns are named"),
        ({"channel": "email"}, "spring: a campaign by email has to say whose consent it has"),
        ({"channel": "email", "consent": "consent_mail"}, "there is no column 'consent_mail'\n  Did you mean 'consent_email'?"),
        (
            {"channel": "email", "consent": "zgoda"},
            "there is no column 'zgoda'\n"
            "  There are: blacklisted, consent_email. Or write `not-checked`, if the consent is not in the data.",
        ),
        ({"channel": "email", "consent": "not_checked"}, "no column 'not_checked'\n  Did you mean 'not-checked'?"),
        ({"channel": "email", "consent": "name"}, "consent: 'name' is text, not yes or no"),
        ({"where": "loyalti = 'vip'"}, "where: "),
    ],
)
def test_what_cannot_be_is_told_with_its_place(changes: dict[str, Any], message: str) -> None:
    (told,) = problems(campaign(**changes))
    assert told.startswith("kartoteka.yaml:7:5: pipelines.shop.campaigns.spring")
    assert message in told


@pytest.mark.parametrize("channel", ["email", "phone", "post"])
def test_a_channel_without_an_address_is_told(channel: str) -> None:
    (told,) = problems(campaign(channel=channel, consent="not-checked"), {"customer_id": Text, "city": Text})
    assert f"channel: nobody can be reached by {channel}" in told


def test_contacts_bring_the_address_and_their_columns() -> None:
    columns = {"customer_id": Text, "name": Text}
    config = campaign(**WRITTEN, columns=["customer_id", "email", "contact_id", "contact_name"])
    assert problems(config, columns, CONTACTS) == []
    assert ["'contact_id'" in problems(config)[0], "'contact_name'" in problems(config)[1]] == [True, True]
    (clash,) = problems(campaign(**WRITTEN), {**CUSTOMERS, "contact_name": Text}, CONTACTS)
    assert "the contact's 'name' would stand beside the customer as 'contact_name'" in clash
