"""Registration: another distribution has an entry point of the same name."""

from kartoteka import ScorerSpec, hookimpl


@hookimpl
def kartoteka_scorers():
    yield ScorerSpec("twin-one", "acme_twin_one.scorer:Twin", "One of two.")
