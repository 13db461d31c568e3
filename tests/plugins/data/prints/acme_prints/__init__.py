"""A plugin that prints while it is imported, and imports what is heavy."""
