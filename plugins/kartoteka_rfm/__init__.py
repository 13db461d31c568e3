"""Recency, frequency and monetary value: how recently, how often and for how much a customer buys."""
