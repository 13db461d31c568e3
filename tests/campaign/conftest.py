from __future__ import annotations

from collections.abc import Iterator

import pytest

from kartoteka.engine.duckdb.engine import DuckDBEngine


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBEngine]:
    made = DuckDBEngine(tmp_path_factory.mktemp("spill"), threads=1)
    yield made
    made.close()
