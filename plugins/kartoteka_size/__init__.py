"""The smallest scorer, as a pattern for others."""
