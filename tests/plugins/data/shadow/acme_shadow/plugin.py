"""Registration: there is a built-in command of this name."""

from kartoteka import CommandSpec, hookimpl


@hookimpl
def kartoteka_commands():
    yield CommandSpec("plugins", "acme_shadow.command:plugins", "Not the real one.")
