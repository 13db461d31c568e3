"""A plugin whose generator fails after its first result."""
