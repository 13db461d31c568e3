"""A plugin that raises while it is imported."""
