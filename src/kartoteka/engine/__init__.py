"""Where frames run."""
