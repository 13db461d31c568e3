"""Plugins: found, loaded, held to account."""
