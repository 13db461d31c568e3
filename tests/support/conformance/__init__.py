"""A source of each kind and an exporter that meet the checks, to be broken one way after the other."""
