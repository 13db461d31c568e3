"""Registration: a name is no spec."""

from kartoteka import hookimpl


@hookimpl
def kartoteka_exporters():
    return ["mail"]
