"""The quality of segmentations of real customers against plain SQL and numpy over the files."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import duckdb
import numpy as np
import pytest

from kartoteka.cli.main import main
from support.adventureworks import SOURCES
from support.shared_data import shared_data

PROJECT = (
    """\
version: 1
timezone: UTC
currency: USD
pipelines:
  first:
"""
    + SOURCES
    + """\
    segments:
      loyalty: {{use: frequency, tiers: [{{name: regular, every: 6 months}}]}}
      means:
        use: rules
        rules:
          - {{segment: rich, when: income >= 90000}}
          - {{segment: middle, when: income >= 40000}}
          - {{else: modest}}
"""
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("adventureworks")
    (folder / "kartoteka.yaml").write_text(PROJECT.format(folder=shared_data("adventureworks")), "utf-8")
    out = StringIO()
    with redirect_stdout(StringIO()):
        assert main(["run", "--as-of", "2018-12-31", "--project", str(folder)]) == 0
    with redirect_stdout(out):
        assert main(["quality", "--json", "--project", str(folder)]) == 0
    return {one["segmentation"]: one for one in json.loads(out.getvalue())}


def test_figures_are_those_of_plain_sql(told: dict[str, Any]) -> None:
    folder = shared_data("adventureworks")
    with duckdb.connect() as sql:
        sql.execute(
            f"""create table members as
            with orders as (
                select CustomerKey, max(strptime(OrderDate, '%m/%d/%Y')::date) as last,
                    sum(OrderQuantity::int * ProductPrice::decimal(18, 4))::double as turnover
                from read_csv('{folder}/AdventureWorks_Sales_*.csv', all_varchar = true)
                join read_csv('{folder}/AdventureWorks_Products.csv', all_varchar = true) using (ProductKey) group by 1
            )
            select c.*, replace(replace(trim(AnnualIncome), '$', ''), ',', '')::double as income,
                coalesce(turnover, 0) as turnover,
                case when last is null then 'no-orders' when last + interval 6 month < date '2018-12-31' then 'inactive'
                    else 'regular' end as loyalty,
                case when income >= 90000 then 'rich' when income >= 40000 then 'middle' else 'modest' end as segment
            from read_csv('{folder}/AdventureWorks_Customers.csv', all_varchar = true) c left join orders using (CustomerKey)"""
        )
        for step, column in (("loyalty", "loyalty"), ("means", "segment")):
            numbers = {one["name"]: one["value"] for one in told[step]["numbers"]}
            for name in ("income", "turnover"):
                query = f"""with own as (select {column}, avg({name}) as average from members group by 1)
                    select sum((average - (select avg({name}) from members)) ** 2)
                        / sum(({name} - (select avg({name}) from members)) ** 2)
                    from members join own using ({column})"""
                assert numbers[name] == pytest.approx(sql.execute(query).fetchall()[0][0], abs=1e-6)
            categories = {one["name"]: one["value"] for one in told[step]["categories"]}
            for name, own in (
                ("job_title", "Occupation"),
                ("education", "EducationLevel"),
                ("marital_status", "MaritalStatus"),
            ):
                rows = sql.execute(f"select {column}, {own}, count(*) from members group by 1, 2").fetchall()
                assert categories[name] == pytest.approx(corrected_v(rows), abs=1e-6)
    assert told["means"]["numbers"][0]["name"] == "income"
    assert told["means"]["categories"][0]["name"] == "job_title"


def corrected_v(rows: list[tuple[str, str, int]]) -> float:
    """Bergsma's V in numpy, from what is expected in each cell."""
    segments, values = sorted({row[0] for row in rows}), sorted({row[1] for row in rows})
    table = np.zeros((len(segments), len(values)))
    for segment, value, count in rows:
        table[segments.index(segment), values.index(value)] = count
    every = table.sum()
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / every
    squared = ((table - expected) ** 2 / expected).sum() / every
    r, k = table.shape
    corrected = max(0.0, squared - (r - 1) * (k - 1) / (every - 1))
    return float(np.sqrt(corrected / (min(r - (r - 1) ** 2 / (every - 1), k - (k - 1) ** 2 / (every - 1)) - 1)))


def test_incomes_cut_at_two_amounts_are_no_structure_of_all_that_is_known(told: dict[str, Any]) -> None:
    """Who earns alike differs in everything else: the silhouette says so, whatever income itself explains."""
    silhouette = told["means"]["silhouette"]
    assert silhouette["sampled"] == 2000
    assert silhouette["strength"] == "none"
    assert told["means"]["numbers"][0]["strength"] == "strong"
