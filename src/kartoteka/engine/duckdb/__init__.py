"""DuckDB, embedded: the engine that is always there."""

from kartoteka.engine.duckdb.engine import DuckDBEngine as DuckDBEngine
