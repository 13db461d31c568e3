"""The field dictionary: every criterion is there, in four languages, and no header means two things."""

from __future__ import annotations

import keyword
from collections import defaultdict

import pytest

from kartoteka.model.fields import FIELDS, LANGUAGES, field, fields_of, recognised_in, required_fields, sensitive_fields
from kartoteka.model.types import Boolean, Day, Integer, Money, Number, Text


def words(text: str) -> list[str]:
    return text.split()


PERSONS = words("""age birth_date gender job_title interests education income wealth marital_status family_roles nationality
    languages religion place beliefs field_knowledge buying_awareness""")
COMPANIES = words("""industry founded_on years_active employees seat reach contact_role languages beliefs field_knowledge
    buying_awareness team_skills tools""")
EXPECTATIONS = words("wishes goals looks_for treatment problems")
BEHAVIOUR = words("""buying_habits product_use adoption decision_process decision_days decision_people decision_maker payment
    purchasing_power openness campaign_response promotion_response product_lines touchpoints""")
BASE = words("customer_type market buys_for audience competitor competitor_until")
ADDRESSING = words("""customer_id name first_name last_name tax_id email phone street postal_code city country consent_email
    consent_phone consent_post main_contact""")


@pytest.mark.parametrize("name", PERSONS)
def test_each_criterion_of_persons_has_a_field(name: str) -> None:
    entry = field("customers", name)
    assert entry is not None
    assert entry.fits in ("person", "any")


@pytest.mark.parametrize("name", COMPANIES)
def test_each_criterion_of_companies_has_a_field(name: str) -> None:
    entry = field("customers", name)
    assert entry is not None
    assert entry.fits in ("company", "any")


@pytest.mark.parametrize(
    ("group", "names"),
    [("expectation", EXPECTATIONS), ("behaviour", BEHAVIOUR), ("base", BASE)],
    ids=lambda value: str(value)[:12],
)
def test_expectations_behaviour_and_base_are_whole(group: str, names: list[str]) -> None:
    assert [entry.name for entry in fields_of("customers") if entry.group == group] == names


def test_what_campaigns_need_is_there() -> None:
    assert set(ADDRESSING) <= {entry.name for entry in fields_of("customers")}
    assert {entry.name for entry in fields_of("orders")} == set(
        words("""order_id customer_id ordered_on amount currency status posted product product_line quantity unit_price cost
        margin payment""")
    )
    assert {entry.name for entry in fields_of("contacts")} == set(
        words("""contact_id customer_id name first_name last_name role email phone consent_email consent_phone consent_post
        religion beliefs""")
    )


@pytest.mark.parametrize(
    ("table", "name", "kind"),
    [
        ("customers", "customer_id", Text),
        ("customers", "postal_code", Text),
        ("customers", "phone", Text),
        ("customers", "employees", Integer),
        ("customers", "founded_on", Day),
        ("customers", "income", Money),
        ("customers", "decision_days", Integer),
        ("customers", "competitor_until", Day),
        ("customers", "consent_email", Boolean),
        ("contacts", "consent_phone", Boolean),
        ("orders", "ordered_on", Day),
        ("orders", "amount", Money),
        ("orders", "quantity", Number),
    ],
)
def test_types(table: str, name: str, kind: object) -> None:
    entry = field(table, name)
    assert entry is not None
    assert entry.type is kind


def test_required_fields() -> None:
    assert {
        table: {entry.name for entry in required_fields(table)} for table in ("customers", "orders", "contacts", "blacklist")
    } == {
        "customers": {"customer_id"},
        "orders": {"customer_id", "ordered_on", "amount"},
        "contacts": {"customer_id"},
        "blacklist": {"customer_id"},
    }


def test_sensitive_fields_are_those_of_article_9() -> None:
    assert sensitive_fields() == {"religion", "beliefs"}


def test_unknown_names_and_tables() -> None:
    assert field("customers", "shoe_size") is None
    assert field("orders", "employees") is None
    assert fields_of("warehouses") == ()


@pytest.mark.parametrize("entry", FIELDS, ids=lambda entry: f"{entry.table}.{entry.name}")
def test_each_entry_is_complete(entry: object) -> None:
    from kartoteka.model.fields import Field

    assert isinstance(entry, Field)
    assert entry.name.isidentifier()
    assert not keyword.iskeyword(entry.name)
    assert entry.meaning.endswith(".")
    assert tuple(entry.synonyms) == LANGUAGES
    headers = [header for headers in entry.synonyms.values() for header in headers]
    assert all(headers)
    assert {word for level in entry.fallbacks for word in level} <= set(headers)
    assert entry.fallbacks_need is None or field(entry.table, entry.fallbacks_need) is not None


@pytest.mark.parametrize("table", ["customers", "contacts", "orders", "blacklist"])
def test_no_header_is_surely_two_fields(table: str) -> None:
    """A header that two fields claim is a fallback of at least one, or the required field takes it first."""
    claims: defaultdict[str, list[tuple[str, int, bool]]] = defaultdict(list)
    for entry in recognised_in(table):
        for key, rank in entry.keys.items():
            claims[key].append((entry.name, rank, entry.required))
    clashes = {key: claim for key, claim in claims.items() if sum(rank == 1 for _, rank, _ in claim) > 1}
    assert clashes == {}
    assert "" not in claims


@pytest.mark.parametrize("table", ["customers", "contacts", "orders"])
def test_each_name_stands_once_in_a_table(table: str) -> None:
    names = [entry.name for entry in recognised_in(table)]
    assert len(names) == len(set(names))
