"""Registration: the hook is called kartoteka_scorers."""

from kartoteka import ScorerSpec, hookimpl


@hookimpl
def kartoteka_scorer():
    yield ScorerSpec("never", "acme_misspelt.scorer:Never", "Nobody asks for it.")
