"""A plugin that returns junk."""
