"""Workbooks of every kind, written by another hand than that which reads them."""
