"""Never called."""

import click


@click.command()
def plugins():
    """Not the real one."""
    print("shadow")
