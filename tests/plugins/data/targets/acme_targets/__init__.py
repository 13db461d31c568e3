"""A plugin whose targets cannot be used."""
