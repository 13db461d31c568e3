"""Registration: an observer is given an event and nothing else."""

from kartoteka import hookimpl


@hookimpl
def kartoteka_run_started(event, catalog):
    print(event, catalog)
