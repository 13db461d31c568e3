"""A plugin that calls sys.exit."""
