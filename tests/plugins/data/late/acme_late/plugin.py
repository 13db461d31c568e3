"""Registration: begins well."""

from kartoteka import ScorerSpec, hookimpl


@hookimpl
def kartoteka_scorers():
    yield ScorerSpec("first", "acme_late.scorer:First", "Comes before the failure.")
    raise OSError("the list of scorers is on a share that is not mounted")
