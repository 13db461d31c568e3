"""Blame: every failure inside a plugin's code says whose code it is."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import PurePath

from kartoteka.errors import KartotekaError, PluginError
from kartoteka.language import gettext as _
from kartoteka.plugin.kinds import Kind
from kartoteka.plugin.provenance import Provenance

_MOST_LINES = 5


@contextmanager
def blame(kind: Kind, name: str, provenance: Provenance) -> Iterator[None]:
    """Run a component's code so that its failures name it: `in scorer 'size' of kartoteka 0.1.0: …`.

    What a component raises on purpose (any `KartotekaError`) passes as it is, but a `PluginError` gets the same
    beginning. Ctrl-C passes. What it prints goes to standard error: standard output holds what the program says, which may be
    a JSON document.

    Raises:
        PluginError: Anything else was raised, `SystemExit` as well; it is the cause.
    """
    whose = _("in {kind} {name!r} of {owner}", kind=kind, name=name, owner=provenance.owner) + ": "
    try:
        with redirect_stdout(sys.stderr):
            yield
    except PluginError as error:
        if not error.message.startswith(whose):
            error.message = whose + error.message
            error.args = (error.message,)
        raise
    except KartotekaError:
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(whose + describe(error), hint=where_the_rest_is(error)) from error


def describe(error: BaseException) -> str:
    """What was raised, in words: `ValueError: no such file`. Survives an exception that cannot say what it is.

    Of a long text only the beginning: an engine lists every function that it has under what it could not do.
    """
    if isinstance(error, SystemExit):
        code = "" if error.code is None else repr(error.code)
        return _("it called {call}", call=f"sys.exit({code})")
    kind = type(error).__name__
    text, cut = _beginning(error)
    return f"{kind}: {text}{' …' if cut else ''}" if text else kind


def where_the_rest_is(error: BaseException) -> str | None:
    """How the whole of what was raised is seen, where `describe` gives only the beginning."""
    return _("'kartoteka --traceback …' shows the whole message.") if _beginning(error)[1] else None


def _beginning(error: BaseException) -> tuple[str, bool]:
    """The first lines of an error's text, up to a list in it, and whether there is more."""
    try:
        lines = str(error).strip().splitlines()
    except Exception:  # the text of a stranger's exception is a stranger's code
        return "", False
    end = next((number for number, line in enumerate(lines) if number and line.startswith("\t")), len(lines))
    kept = lines[: min(end, _MOST_LINES)]
    return "\n".join(kept).rstrip(), len(kept) < len(lines)


def place_in(error: BaseException, package: str) -> str | None:
    """The innermost line of a package's own code that led to an error: `kartoteka_acme/plugin.py, line 3`."""
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        module = str(frame.f_globals.get("__name__"))
        if module.partition(".")[0] == package:
            return _("{file}, line {line}", file="/".join(PurePath(frame.f_code.co_filename).parts[-2:]), line=line)
    return None
