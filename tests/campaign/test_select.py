"""Who is addressed, who is not and why, and that the counts add up."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka.engine.duckdb.engine import DuckDBEngine
from support.campaigns import Shop, campaign, delivered, removed
from support.examples import examples


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["customer_id"] for row in rows]


def test_what_is_unknown_is_not_selected(engine: DuckDBEngine) -> None:
    shop = Shop(engine, [{"customer_id": "1", "loyalty_orders": 5}, {"customer_id": "2", "loyalty_orders": None}])
    for condition, chosen in (("loyalty_orders > 1", ["1"]), ("not loyalty_orders > 1", []), ("loyalty_orders <> 7", ["1"])):
        selection = shop.select(campaign(where=condition))
        assert (ids(delivered(selection)), selection.selected) == (chosen, len(chosen))


def test_each_row_is_removed_for_the_first_reason(engine: DuckDBEngine) -> None:
    nobody = {"email": None, "consent_email": None}
    customers = [
        {"customer_id": "a", "blacklisted": True, **nobody},
        {"customer_id": "b", **nobody},
        {"customer_id": "c", **nobody},
        {"customer_id": "d", "consent_email": True, "email": ""},
        {"customer_id": "e", "consent_email": True, "email": "e@x.pl"},
    ]
    shop = Shop(engine, customers, suppress=pa.table({"customer_id": ["a", "b", "zz"]}))
    selection = shop.select(campaign(channel="email", consent="consent_email"))
    assert removed(selection) == {"blacklist": 1, "suppression list": 1, "no consent": 1, "no address": 1}
    assert list(selection.removed) == ["blacklist", "suppression list", "no consent", "no address"]
    assert ids(delivered(selection)) == ["e"]
    assert (selection.delivered, selection.customers) == (1, 1)


@pytest.mark.parametrize(("consent", "chosen"), [("consent_email", ["yes"]), ("not-checked", ["no", "unknown", "yes"])])
def test_consent_that_is_not_known_is_none(engine: DuckDBEngine, consent: str, chosen: list[str]) -> None:
    customers = [
        {"customer_id": name, "consent_email": given, "email": "x@x.pl"}
        for name, given in (("yes", True), ("no", False), ("unknown", None))
    ]
    assert ids(delivered(Shop(engine, customers).select(campaign(channel="email", consent=consent)))) == chosen


POSSIBLE = ["a@b.pl", "A.B+c@sub.example.com", "info@żółw.pl", "иван@почта.рф", " a@b.pl ", "o'neil@x.ie"]
IMPOSSIBLE = [
    None,
    "",
    " ",
    "brak",
    "a@b",
    "@b.pl",
    "a@",
    "a b@c.pl",
    "a@b..pl",
    "a@@b.pl",
    "a@b.pl, c@d.pl",
    "a@b.pl;",
    "a@.pl",
    "n/a",
]


@pytest.mark.parametrize(("address", "possible"), [*((one, True) for one in POSSIBLE), *((one, False) for one in IMPOSSIBLE)])
def test_addresses_that_could_be(engine: DuckDBEngine, address: str | None, possible: bool) -> None:
    selection = Shop(engine, [{"customer_id": "1", "email": address}]).select(campaign(channel="email", consent="not-checked"))
    assert removed(selection) == ({} if possible else {"no address": 1})


@pytest.mark.parametrize(
    ("channel", "fields", "reached"),
    [
        ("phone", {"phone": "22 555 01 00"}, True),
        ("phone", {"phone": " "}, False),
        ("phone", {"phone": "brak"}, False),
        ("phone", {}, False),
        ("post", {"street": "Polna 1", "city": "Łódź"}, True),
        ("post", {"street": "Polna 1"}, False),
        ("post", {"street": " ", "city": "Łódź"}, False),
        ("post", {"city": "Łódź"}, False),
        ("none", {}, True),
    ],
)
def test_an_address_for_the_channel(engine: DuckDBEngine, channel: str, fields: dict[str, str], reached: bool) -> None:
    selection = Shop(engine, [{"customer_id": "1", **fields}]).select(campaign(channel=channel, consent="not-checked"))
    assert removed(selection) == ({} if reached else {"no address": 1})


@pytest.mark.parametrize(
    ("listed", "spared"),
    [
        ({"email": ["ANNA@X.pl "]}, False),
        ({"phone": ["0048225550100"]}, False),
        ({"phone": ["(22) 555-01-00"]}, False),
        ({"phone": ["555 01 00"]}, True),
        ({"customer_id": ["1"], "email": [None]}, False),
        ({"customer_id": [None, ""], "email": ["", None], "phone": ["", "brak"]}, True),
        ({"email": ["anna@x.p"]}, True),
        ({"name": ["Anna"]}, True),
        ({"email": ["anna@x.pl", "Anna@x.pl", "anna@x.pl"], "phone": ["+48 22 555 01 00"] * 3}, False),
    ],
)
def test_the_suppression_list(engine: DuckDBEngine, listed: dict[str, list[str | None]], spared: bool) -> None:
    customers = [{"customer_id": "1", "email": "anna@x.pl", "phone": "+48 22 555 01 00"}, {"customer_id": "2"}]
    suppress = pa.table({name: pa.array(values, pa.string()) for name, values in listed.items()})
    selection = Shop(engine, customers, suppress=suppress).select(campaign())
    assert removed(selection) == ({} if spared else {"suppression list": 1})
    assert ids(delivered(selection)) == (["1", "2"] if spared else ["2"])


def test_rows_come_in_the_order_of_their_ids(engine: DuckDBEngine) -> None:
    shop = Shop(engine, [{"customer_id": one} for one in ("10", "9", "b", "A", "ż", "2")])
    assert ids(delivered(shop.select(campaign()))) == ["10", "2", "9", "A", "b", "ż"]


def test_split_by_segment_gives_every_row_once_and_no_blacklist(engine: DuckDBEngine) -> None:
    customers = [
        {"customer_id": "1", "loyalty": "vip"},
        {"customer_id": "2", "loyalty": "rest"},
        {"customer_id": "3", "loyalty": "blacklist", "blacklisted": True},
        {"customer_id": "4", "loyalty": "vip"},
    ]
    config = campaign(path="{segment}.csv", columns=["customer_id"])
    rows = Shop(engine, customers).select(config).rows(config.export[0])
    assert rows.segments(None) == ["vip", "rest"]
    parts = {label: rows.only(None, label) for label in rows.segments(None)}
    assert {label: part.count for label, part in parts.items()} == {"vip": 2, "rest": 1}
    assert [row["customer_id"] for batch in parts["vip"].batches() for row in batch.to_pylist()] == ["1", "4"]
    assert list(parts["vip"].columns) == ["customer_id"]


def test_an_empty_selection_has_no_batches(engine: DuckDBEngine) -> None:
    selection = Shop(engine, [{"customer_id": "1"}]).select(campaign(where="name = 'nobody'"))
    assert (selection.selected, selection.delivered, selection.customers, delivered(selection)) == (0, 0, 0, [])


_EMAILS = st.sampled_from([None, "", "a@x.pl", "B@x.pl", "c@x.pl", "bad"])
_FLAGS = st.sampled_from([None, True, False])
_CUSTOMER = st.fixed_dictionaries(
    {"email": _EMAILS, "consent_email": _FLAGS, "blacklisted": st.booleans(), "name": st.sampled_from("xyz")}
)
_CONTACT = st.fixed_dictionaries({"customer_id": st.sampled_from("0123"), "email": _EMAILS, "consent_email": _FLAGS})


@settings(max_examples=examples(100), deadline=None)
@given(
    st.lists(_CUSTOMER, max_size=4),
    st.none() | st.lists(_CONTACT, max_size=5),
    st.lists(st.sampled_from(["0", "1", "a@x.pl", "b@X.pl", None]), max_size=2),
    st.sampled_from(["consent_email", "not-checked"]),
)
def test_a_plain_reading_of_the_rules_agrees(
    engine: DuckDBEngine,
    people: list[dict[str, Any]],
    contacts: list[dict[str, Any]] | None,
    listed: list[str | None],
    consent: str,
) -> None:
    customers = [{"customer_id": str(number), **one} for number, one in enumerate(people)]
    persons = None if contacts is None else [{"contact_id": f"p{number}", **one} for number, one in enumerate(contacts)]
    suppress = pa.table({name: pa.array(listed, pa.string()) for name in ("customer_id", "email")})
    selection = Shop(engine, customers, persons, suppress).select(
        campaign(where="name <> 'z'", channel="email", consent=consent)
    )
    outcome = _plainly(customers, persons or [], {(one or "").lower() for one in listed} - {""}, consent)
    reasons = Counter(reason for _, _, reason in outcome)
    assert removed(selection) == {reason: count for reason, count in reasons.items() if reason}
    kept = sorted((customer, person or "") for customer, person, reason in outcome if not reason)
    assert [(row["customer_id"], row.get("contact_id") or "") for row in delivered(selection)] == kept
    assert selection.selected == len(outcome)
    assert selection.customers == len({customer for customer, _ in kept})


def _plainly(
    customers: list[dict[str, Any]], persons: list[dict[str, Any]], listed: set[str], consent: str
) -> list[tuple[str, str | None, str]]:
    def possible(address: str | None) -> bool:
        return re.fullmatch(r"\w+@\w+\.\w+", address or "") is not None

    outcome = []
    for customer in customers:
        if customer["name"] == "z":
            continue
        own = [person for person in persons if person["customer_id"] == customer["customer_id"]]
        for person in own if any(possible(one["email"]) for one in own) else [None]:
            email = (customer if person is None else person)["email"]
            agreed = customer["consent_email"] is True if person is None else (
                person["consent_email"] is True and customer["consent_email"] is not False
            )  # fmt: skip
            reason = (
                "blacklist" if customer["blacklisted"]
                else "suppression list" if {customer["customer_id"], (email or "").lower()} & listed
                else "no consent" if consent == "consent_email" and not agreed
                else "" if possible(email)
                else "no address"
            )  # fmt: skip
            outcome.append((customer["customer_id"], None if person is None else person["contact_id"], reason))
    return outcome
