"""CSV: files read with what they give away about themselves, lists written as a spreadsheet opens them."""
