"""The exit codes of the program."""

from __future__ import annotations

from collections.abc import Iterator

from _pages.markdown import code, table
from kartoteka.cli.main import INTERRUPTED, PIPE_CLOSED
from kartoteka.errors import KartotekaError

_HEAD = """# Exit codes

Every message says what was found and what would do. A mistake in the input or in the project file never ends in a traceback;
`kartoteka --traceback …` shows one where you want to see it.

Where several things are at fault at once, all of them are told, and the code is that of what is to be mended first, since the
others may come from it: the project file (3), then the state folder (8), a plugin (5), and an input (4) last. So
`kartoteka check` ends with 4 only where the project file is sound.
"""


def page() -> str:
    """The page."""
    rows = [("0", "", "It is done."), ("2", "", "The command line cannot be understood.")]
    rows += [(str(error.exit_code), code(error.__name__), _summary(error)) for error in errors(KartotekaError)]
    rows += [(str(INTERRUPTED), "", "Stopped by Ctrl-C."), (str(PIPE_CLOSED), "", "Whoever read the output went away.")]
    rows.sort(key=lambda row: int(row[0]))
    return "\n".join([_HEAD, table(("code", "error", "meaning"), rows)])


def errors(root: type[KartotekaError]) -> Iterator[type[KartotekaError]]:
    """The tree of errors that `kartoteka.errors` declares."""
    yield root
    for below in root.__subclasses__():
        if below.__module__ == root.__module__:
            yield from errors(below)


def _summary(error: type[KartotekaError]) -> str:
    if error is KartotekaError:
        return "Anything else that went wrong."
    return (error.__doc__ or "").strip().splitlines()[0]
