"""The profile of a real segment against plain SQL over the files."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from kartoteka.cli.main import main
from support.shared_data import shared_data

PROJECT = """\
version: 1
timezone: UTC
currency: USD
pipelines:
  first:
    sources:
      customers: {{use: csv, path: {folder}/AdventureWorks_Customers.csv, decimal: "."}}
      orders:
        use: csv
        path: {folder}/AdventureWorks_Sales_*.csv
        lookup:
          path: {folder}/AdventureWorks_Products.csv
          key: ProductKey
          take: {{unit_price: ProductPrice, product_line: ProductSubcategoryKey}}
        columns: {{amount: OrderQuantity * unit_price, product_line: product_line}}
    segments:
      loyalty: {{use: frequency, tiers: [{{name: regular, every: 6 months}}]}}
"""


MEMBERS = """\
with lines as (
    select CustomerKey, OrderNumber, strptime(OrderDate, '%m/%d/%Y')::date as day, p.ProductSubcategoryKey as line,
        OrderQuantity::int * p.ProductPrice::decimal(18, 4) as amount
    from read_csv('{folder}/AdventureWorks_Sales_*.csv', all_varchar = true) join
        read_csv('{folder}/AdventureWorks_Products.csv', all_varchar = true) p using (ProductKey)
), last as (select CustomerKey, max(day) + interval 6 month < date '2018-12-31' as member from lines group by 1)
"""


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    monkeypatch.chdir(tmp_path)
    Path("kartoteka.yaml").write_text(PROJECT.format(folder=shared_data("adventureworks")), "utf-8")
    assert main(["run", "--as-of", "2018-12-31"]) == 0
    capsys.readouterr()
    assert main(["profile", "inactive", "--json"]) == 0
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_shares_and_quarters_are_those_of_plain_sql(profile: dict[str, object]) -> None:
    folder = shared_data("adventureworks")
    with duckdb.connect() as sql:
        sql.execute(
            f"""create table members as
            with orders as (
                select CustomerKey, max(strptime(OrderDate, '%m/%d/%Y')::date) as last
                from read_csv('{folder}/AdventureWorks_Sales_*.csv', all_varchar = true) group by 1
            )
            select c.*, coalesce(last + interval 6 month < date '2018-12-31', false) as member
            from read_csv('{folder}/AdventureWorks_Customers.csv', all_varchar = true) c left join orders using (CustomerKey)"""
        )
        traits = {trait["name"]: trait for trait in profile["traits"]}  # type: ignore[attr-defined]  # a list
        assert profile["size"] == sql.execute("select count(*) from members where member").fetchone()[0]  # type: ignore[index]  # a row
        for name, column in (
            ("job_title", "Occupation"),
            ("gender", "Gender"),
            ("education", "EducationLevel"),
            ("marital_status", "MaritalStatus"),
        ):
            for value in traits[name]["values"]:
                share = f"avg(({column} = ?)::int) filter"
                query = f"select {share} (member), {share} (not member) from members"
                found = sql.execute(query, [value["value"]] * 2).fetchone()
                assert (value["share"], value["others_share"]) == pytest.approx(found)
        income = "replace(replace(trim(AnnualIncome), '$', ''), ',', '')::double"
        quarters = sql.execute(f"select quantile_disc({income}, [0.25, 0.5, 0.75]) from members where member").fetchone()
        assert list(traits["income"]["numbers"].values()) == quarters[0]  # type: ignore[index]  # a row
        (wins,) = sql.execute(
            f"""with ranked as (select member, (rank() over (order by {income}) + count(*) over (order by {income})) / 2.0 as r
                from members) select (sum(r) filter (member) - count(*) filter (member) * (count(*) filter (member) + 1) / 2)
                / (count(*) filter (member) * (count(*) filter (not member))::double) from ranked"""
        ).fetchall()[0]
        assert traits["income"]["higher"] == pytest.approx(wins)


def test_product_lines_and_money_are_those_of_plain_sql(profile: dict[str, object]) -> None:
    folder = shared_data("adventureworks")
    buyers = "count(distinct CustomerKey) filter"
    spend = (
        "(sum(amount) filter ({which}) / (select sum(amount) from lines join last using (CustomerKey) where {which}))::double"
    )
    share = "({buyers} ({which}) / (select {buyers} ({which}) from last))::double"
    query = (
        MEMBERS.format(folder=folder)
        + "select line, "
        + ", ".join(part.format(which=which, buyers=buyers) for which in ("member", "not member") for part in (share, spend))
    )
    with duckdb.connect() as sql:
        rows = sql.execute(
            f"{query}, sum(amount) filter (member) from lines join last using (CustomerKey) group by 1"
        ).fetchall()
    found = {one["name"]: one for one in profile["bought"]}  # type: ignore[attr-defined]  # a list
    assert len(found) == len(rows) > 10
    for line, ours, our_spend, others, others_spend, amount in rows:
        one = found[line]
        assert (one["share"], one["others_share"]) == pytest.approx((ours or 0, others or 0)), line
        assert one["spend_share"] == pytest.approx(our_spend or 0), line
        assert one["others_spend_share"] == pytest.approx(others_spend or 0), line
        assert float(one["turnover"]) == pytest.approx(float(amount or 0)), line
    assert float(profile["money"]["turnover"]) == pytest.approx(float(sum(row[5] or 0 for row in rows)))  # type: ignore[index]
