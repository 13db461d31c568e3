"""JSON Lines: one object for each row."""
