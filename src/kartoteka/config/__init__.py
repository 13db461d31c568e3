"""`kartoteka.yaml` -> checked objects, with a position for every error."""
