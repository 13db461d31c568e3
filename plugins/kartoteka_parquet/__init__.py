"""Parquet, with the types of the columns."""
