"""Registration: fails while a run is watched."""

from kartoteka import hookimpl


@hookimpl
def kartoteka_run_started(event):
    raise ConnectionError(f"chat.acme.example did not answer about {event.pipeline}")


@hookimpl
def kartoteka_run_finished(event):
    raise SystemExit(9)
