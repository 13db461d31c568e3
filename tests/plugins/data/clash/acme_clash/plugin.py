"""Registration: there is a scorer of this name already."""

from kartoteka import ScorerSpec, hookimpl


@hookimpl
def kartoteka_scorers():
    yield ScorerSpec("size", "acme_clash.scorer:Size", "Another idea of size.")
    yield ScorerSpec("weight", "acme_clash.scorer:Weight", "Nobody else has it.")
