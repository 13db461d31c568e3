"""Real files, as somebody who has never seen the program would give them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kartoteka.cli.main import main
from support.shared_data import shared_data

SYSTEMS = {
    "adventureworks": (
        "customers=AdventureWorks_Customers.csv orders=AdventureWorks_Sales_*.csv prices=AdventureWorks_Products.csv",
        ["--set", "customers.decimal=point"],
        "2018-12-31",
        "13,325 orders",
    ),
    "cdnow": (
        "orders=CDNOW_sample.txt",
        ["--set", "orders.header=customer_id,sample_id,ordered_on,quantity,amount", "--currency", "USD"],
        "1998-06-30",
        "6,919 orders",
    ),
    "rfm_orders": ("orders=rfm_data_orders.csv", ["--currency", "EUR"], "2006-12-30", "4,906 orders"),
    "sp500": ("customers=constituents.csv", [], "2026-10-31", "503"),
    "dedupe": ("customers=febrl1.csv", [], "2026-10-31", "1,000"),
}


@pytest.mark.slow
@pytest.mark.parametrize("folder", SYSTEMS)
def test_real_files_become_projects_that_run(folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files, answers, day, shown = SYSTEMS[folder]
    given: list[str] = []
    for file in files.split():
        table, _, name = file.partition("=")
        given += [f"--{table}", str(shared_data(folder) / name)]
    project = ["--project", str(tmp_path / "mine")]
    assert main(["init", *given, *answers, *project, "--yes"]) == 0
    assert main(["check", *project]) == 0
    capsys.readouterr()
    assert main(["run", *project, "--as-of", day]) == 0
    assert shown in capsys.readouterr().out
