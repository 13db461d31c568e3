"""The field dictionary as data: one module for each group of fields, one entry for each field."""
