"""Registration: another distribution has an entry point of the same name."""

from kartoteka import ScorerSpec, hookimpl


@hookimpl
def kartoteka_scorers():
    yield ScorerSpec("twin-two", "acme_twin_two.scorer:Twin", "One of two.")
