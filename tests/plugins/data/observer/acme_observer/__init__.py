"""A plugin whose observers raise."""
