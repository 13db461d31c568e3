"""The command."""

import click


@click.command()
@click.argument("name")
def greet(name):
    """Say hello."""
    if name == "nobody":
        raise LookupError("nobody is there")
    print("hello", name)
    return 7
