"""A table in a database."""
