"""What the words mean: types, fields, tables, periods, money, terms, conditions."""
