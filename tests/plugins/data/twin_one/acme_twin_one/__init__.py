"""One of two plugins with the same entry-point name."""
