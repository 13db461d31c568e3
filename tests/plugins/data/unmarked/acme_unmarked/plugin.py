"""Registration: without the mark, nobody calls it."""

from kartoteka import ScorerSpec


def kartoteka_scorers():
    yield ScorerSpec("never", "acme_unmarked.scorer:Never", "Nobody asks for it.")
