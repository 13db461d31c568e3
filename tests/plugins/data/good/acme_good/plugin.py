"""Registration: one of everything that works."""

from kartoteka import CommandSpec, ScorerSpec, hookimpl


@hookimpl
def kartoteka_scorers():
    yield ScorerSpec("rooms", "acme_good.scorer:Rooms", "Meeting rooms, guessed from the headcount.")


@hookimpl
def kartoteka_commands():
    return [CommandSpec("greet", "acme_good.command:greet", "Say hello.")]


@hookimpl
def kartoteka_run_finished():
    """A hook may take fewer arguments than it is given."""
