"""Tryton: its parties and sales as customers and orders, and segments, terms and lists back into it."""
