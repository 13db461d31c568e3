"""Registration: is never imported."""

raise AssertionError("a plugin for another kartoteka was imported")
