"""The checks that every exporter meets."""
