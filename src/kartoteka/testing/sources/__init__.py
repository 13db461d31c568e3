"""The checks that every source meets."""
