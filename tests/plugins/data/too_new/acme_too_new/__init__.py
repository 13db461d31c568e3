"""A plugin for a kartoteka to come."""
