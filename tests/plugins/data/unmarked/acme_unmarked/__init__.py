"""A plugin that forgot @hookimpl."""
