"""AdventureWorks as the sources of a project: customers, and orders whose amounts come from the prices of another file."""

from __future__ import annotations

SOURCES = """\
    sources:
      customers: {{use: csv, path: {folder}/AdventureWorks_Customers.csv, decimal: "."}}
      orders:
        use: csv
        path: {folder}/AdventureWorks_Sales_*.csv
        lookup: {{path: {folder}/AdventureWorks_Products.csv, key: ProductKey, take: {{unit_price: ProductPrice}}}}
        columns: {{amount: OrderQuantity * unit_price}}
"""
"""To be formatted with the folder that holds the files."""
