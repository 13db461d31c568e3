"""A plugin with a scorer whose name is taken."""
