"""Registration: what it names cannot be used."""

from kartoteka import CommandSpec, ScorerSpec, hookimpl


@hookimpl
def kartoteka_scorers():
    yield ScorerSpec("no-module", "acme_targets.nowhere:Score", "Its module does not exist.")
    yield ScorerSpec("no-name", "acme_targets.things:Scor", "Its class does not exist.")
    yield ScorerSpec("wrong-kind", "acme_targets.things:Sorter", "It is a segmenter.")
    yield ScorerSpec("a-function", "acme_targets.things:score", "It is a function.")
    yield ScorerSpec("no-shape", "acme_targets.things:Shapeless", "It subclasses the base of all shapes.")
    yield ScorerSpec("half-done", "acme_targets.things:Score", "It does not define its method.")
    yield ScorerSpec("breaks", "acme_targets.breaks:Score", "Its module raises.")


@hookimpl
def kartoteka_commands():
    yield CommandSpec("not-a-command", "acme_targets.things:score", "It is a plain function.")
