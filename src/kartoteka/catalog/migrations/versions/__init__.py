"""One script for each revision; `kartoteka.catalog.schema.REVISIONS` lists them."""
