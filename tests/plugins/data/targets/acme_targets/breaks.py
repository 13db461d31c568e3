"""Raises while it is imported."""

raise SystemExit("scikit-learn is needed")
