"""The scorer `points`: who fits, and how many points speak for them."""
