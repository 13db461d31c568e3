"""What conditions select, row by row, on every engine: T is true, F is false, ? is unknown."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from kartoteka import Boolean, Day, Integer, Moment, Money, Number, Text
from kartoteka.model.conditions import parse_condition, parse_expression
from support.engines import ENGINES, arrow, lazy, values

AS_OF = date(2026, 11, 30)
COLUMNS = {
    "customer_id": Text,
    "Nr klienta": Text,
    "industry": Text,
    "employees": Integer,
    "amount": Money,
    "price": Money,
    "rate": Number,
    "last_order": Day,
    "seen_at": Moment,
    "psd_passed": Boolean,
}
ROWS = [
    dict(zip(COLUMNS, row, strict=True))
    for row in (
        ("a", "K'1", "food", 50, Decimal("300.10"), Decimal("0.07"), 0.1, date(2026, 10, 31), datetime(2026, 1, 1, 12), True),
        ("b", "50%", "Food_1", 500, Decimal("300.0999"), Decimal("99999999999999"), 3.0, date(2024, 2, 29), None, False),
        ("c", "", None, None, None, None, None, None, None, None),
    )
]

CASES = [
    ("employees > 50", "FT?"),
    ("not employees > 50", "TF?"),
    ("employees > 50 or psd_passed", "TT?"),
    ("employees > 50 or industry is null", "FTT"),
    ("employees > 50 and industry is not null", "FTF"),
    ("psd_passed", "TF?"),
    ("psd_passed is true", "TFF"),
    ("psd_passed is not true", "FTT"),
    ("psd_passed is false", "FTF"),
    ("psd_passed is not false", "TFT"),
    ("psd_passed = null", "???"),
    ("amount >= 300.10", "TF?"),
    ("amount = 300.1000", "TF?"),
    ("amount > 300.09985", "TT?"),
    ("amount in (300.10, 300.09990)", "TT?"),
    ("amount in (300.09985)", "FF?"),
    ("amount between 300 and 300.1", "TT?"),
    ("amount + 0.0001 = 300.10", "FT?"),
    ("rate = 0.1", "TF?"),
    ("rate > amount", "FF?"),
    ("employees in (50, null)", "T??"),
    ("employees not in (50, null)", "F??"),
    ("employees not in (50)", "FT?"),
    ("employees between 50 and 499", "TF?"),
    ("employees not between 50 and 499", "FT?"),
    ("industry like 'food%'", "TF?"),
    ("industry ilike 'FOOD%'", "TT?"),
    ("industry like '%_1'", "FT?"),
    ("industry like '_ood'", "TF?"),
    ("industry not like '%o_d'", "FT?"),
    ("contains(industry, '_')", "FT?"),
    ("\"Nr klienta\" = 'K''1'", "TFF"),
    ("ends_with(\"Nr klienta\", '%')", "FTF"),
    ('length("Nr klienta") = 3', "TTF"),
    ("upper(industry) in ('FOOD')", "TF?"),
    ("coalesce(industry, 'none') = 'none'", "FFT"),
    ("EMPLOYEES = 50", "TF?"),
    ("last_order + interval '30' day >= as_of", "TF?"),
    ("last_order + interval '1 month' = as_of", "TF?"),
    ("last_order + interval '1' year = '2025-02-28'", "FT?"),
    ("last_order <= as_of + interval '30' day", "TT?"),
    ("interval '2 weeks' + last_order < date '2026-11-15'", "TT?"),
    ("as_of - last_order = 30", "TF?"),
    ("days_between(last_order, as_of) > 30", "FT?"),
    ("last_order in ('2024-02-29', as_of)", "FT?"),
    ("year(last_order) = 2026 and month(last_order) = 10", "TF?"),
    ("seen_at > '2026-01-01'", "T??"),
    ("seen_at = timestamp '2026-01-01 13:00:00+01:00'", "T??"),
    ("case when employees >= 500 then 'big' when employees >= 50 then 'small' end = 'small'", "TF?"),
    ("case industry when 'food' then psd_passed else false end", "TFF"),
    ("employees / 0 is null", "TTT"),
    ("employees / 4 = 12.5", "TF?"),
    ("-employees < -100", "FT?"),
    ("abs(employees - 100) = 50", "TF?"),
    ("amount * price > 21.006", "TT?"),
    ("amount * price = 21.007", "TF?"),
    ("amount * 1.23 = 369.123", "TF?"),
    ("amount * -1 < 0", "TT?"),
]


@pytest.mark.parametrize("engine", ENGINES)
def test_conditions_select_what_sql_selects(engine: str) -> None:
    expressions = {text: parse_condition(text, COLUMNS).expression(AS_OF) for text, _ in CASES}
    got = values(lazy(engine, arrow(COLUMNS, ROWS)), **expressions)
    truth = {True: "T", False: "F", None: "?"}
    assert {text: "".join(truth[each] for each in got[text]) for text, _ in CASES} == dict(CASES)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_long_list_and_a_long_chain_are_fine(engine: str) -> None:
    in_list = f"employees in ({', '.join(str(number) for number in range(100, 5000))})"
    chain = " or ".join(f"industry = 'i{number}'" for number in range(600))
    ands = " and ".join(f"employees <> {number}" for number in range(1000, 1600))
    frame = lazy(engine, arrow(COLUMNS, ROWS))
    found = {
        name: parse_condition(text, COLUMNS).expression(AS_OF) for name, text in zip("abc", (in_list, chain, ands), strict=True)
    }
    assert values(frame, **found) == {"a": [False, True, None], "b": [False, False, None], "c": [True, True, None]}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_product_of_amounts_is_exact(engine: str) -> None:
    computed = parse_expression("amount * price", COLUMNS)
    assert (computed.type, computed.names) == (Money, {"amount", "price"})
    got = values(lazy(engine, arrow(COLUMNS, ROWS)), x=computed.expression(AS_OF))["x"]
    assert got == [Decimal("300.10") * Decimal("0.07"), Decimal("300.0999") * Decimal("99999999999999"), None]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("employees * 2", Integer),
        ("employees + amount", Money),
        ("amount / 3", Number),
        ("rate * amount", Number),
        ("coalesce(employees, 0.5)", Money),
        ("industry || ' ' || \"Nr klienta\"", Text),
        ("as_of - last_order", Integer),
        ("last_order + interval '1 month'", Day),
        ("case when psd_passed then 'yes' end", Text),
        ("employees > 5 and psd_passed", Boolean),
        ("seen_at", Moment),
        ("1.5e3", Number),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_computed_column_has_the_type_it_says(engine: str, text: str, type_: object) -> None:
    from kartoteka import ColumnType

    computed = parse_expression(text, COLUMNS)
    frame = lazy(engine, arrow(COLUMNS, ROWS)).with_columns(x=computed.expression(AS_OF))
    assert (computed.type, ColumnType.of(frame.collect_schema()["x"])) == (type_, type_)


@pytest.mark.parametrize(
    ("text", "conjuncts"),
    [
        ("psd_passed", ["psd_passed"]),
        ("employees between 1 and 2 AND psd_passed", ["employees between 1 and 2", "psd_passed"]),
        ("(psd_passed and (employees > 1 and rate<2))", ["psd_passed", "employees > 1", "rate<2"]),
        ("psd_passed and employees > 1 or rate < 2", ["psd_passed and employees > 1 or rate < 2"]),
        ("psd_passed and (employees > 1 or rate < 2)", ["psd_passed", "(employees > 1 or rate < 2)"]),
        ("not (psd_passed and rate > 1)", ["not (psd_passed and rate > 1)"]),
        (
            "case when psd_passed and rate > 1 then true end and rate > 2",
            ["case when psd_passed and rate > 1 then true end", "rate > 2"],
        ),
        ("industry = 'a and b'\n  and rate > 2", ["industry = 'a and b'", "rate > 2"]),
        ("(psd_passed) and (rate) > (2)", ["(psd_passed)", "(rate) > (2)"]),
    ],
)
def test_conjuncts_keep_their_spelling(text: str, conjuncts: list[str]) -> None:
    assert [conjunct.text for conjunct in parse_condition(text, COLUMNS).conjuncts] == conjuncts
