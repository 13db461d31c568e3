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
        lookup: {{path: {folder}/AdventureWorks_Products.csv, key: ProductKey, take: {{unit_price: ProductPrice}}}}
        columns: {{amount: OrderQuantity * unit_price}}
    segments:
      loyalty: {{use: frequency, tiers: [{{name: regular, every: 6 months}}]}}
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
        for name, column in (("job_title", "Occupation"), ("education", "EducationLevel"), ("marital_status", "MaritalStatus")):
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
