"""The program `kartoteka`: its options, and what becomes of errors.

Exit codes: 0 done, 2 a command line that cannot be understood, 130 stopped by Ctrl-C, 141 the reader of a pipe went away;
the others stand with their errors in `kartoteka.errors`.
"""

from __future__ import annotations

import gc
import os
import select
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import click

from kartoteka import __version__
from kartoteka.cli.group import PipeBroken, Program
from kartoteka.cli.language import LANGUAGE, begin_to_speak
from kartoteka.cli.output import Console
from kartoteka.cli.translated import translated
from kartoteka.config.secrets import scrub
from kartoteka.errors import KartotekaError
from kartoteka.language import current_language, speaking
from kartoteka.language import gettext as _

TRACEBACK_VARIABLE = "KARTOTEKA_TRACEBACK"
INTERRUPTED = 130
PIPE_CLOSED = 141
_NEW_OBJECTS_BEFORE_COLLECTING = 100_000


@dataclass
class Settings:
    """What the options before the command say."""

    traceback: bool = False


@click.command(
    "kartoteka",
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="'kartoteka COMMAND --help' tells about one command.",
)
@LANGUAGE
@click.option("--traceback", is_flag=True, help=f"Show where an error comes from ({TRACEBACK_VARIABLE}=1 does as well).")
@click.version_option(__version__, prog_name="kartoteka", message="%(prog)s %(version)s")
@click.pass_obj
def program(settings: Settings, *, traceback: bool) -> None:
    """Sort customers into segments with terms and reasons, and hand out campaign lists."""
    settings.traceback = settings.traceback or traceback


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (by default the process's own) and give its exit code.

    A mistake of a person ends in a message on standard error, never in a traceback.
    """
    if arguments is None:
        # What imports make by the thousand is no garbage: to look through it for some takes a tenth of a short run.
        gc.set_threshold(_NEW_OBJECTS_BEFORE_COLLECTING)
    settings = Settings(os.environ.get(TRACEBACK_VARIABLE, "") not in ("", "0"))
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):  # a stream of a test or of another program may not be so made
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # as the line above says
    with speaking(current_language()):
        result = _main(arguments, settings)
    if arguments is None:
        # The process ends, and all that it holds with it: to look for garbage once more takes a quarter of a second.
        gc.freeze()
    return result


def _main(arguments: Sequence[str] | None, settings: Settings) -> int:
    try:
        begin_to_speak()
        result = translated(program).main(
            args=None if arguments is None else list(arguments), prog_name="kartoteka", standalone_mode=False, obj=settings
        )
        sys.stdout.flush()  # here, where a reader that is gone can still be met
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort) as error:
        return _stopped(error)
    except (PipeBroken, BrokenPipeError) as error:
        cause = error.__cause__ if isinstance(error.__cause__, Exception) else error
        return PIPE_CLOSED if _reader_went_away() else _report(cause, settings)
    except Exception as error:
        return _stopped(error) if _was_interrupted(error) else _report(error, settings)
    return result if isinstance(result, int) else 0


def _stopped(error: BaseException) -> int:
    sys.stderr.write(_("Stopped.") + "\n")
    _tell_notes(error)
    return INTERRUPTED


def _tell_notes(error: BaseException | None) -> None:
    """What else there is to know about an error, as warnings. Click puts an error of its own before one of Ctrl-C."""
    while error is not None:
        for note in getattr(error, "__notes__", ()):
            Console().warning(note)
        error = error.__cause__


def _was_interrupted(error: BaseException | None) -> bool:
    """Whether Ctrl-C came while DuckDB was at work: it makes an error of its own of that, for which a plugin is then blamed."""
    while error is not None:
        if isinstance(error, RuntimeError) and str(error) == "Query interrupted":
            return True
        error = error.__cause__
    return False


def _report(error: Exception, settings: Settings) -> int:
    """Say what went wrong, with what else there is to know about it, and where only to those who asked."""
    try:
        return _say(error, settings)
    except Exception as another:  # such as an error that cannot be put into words: it is told all the same, without a traceback
        sys.stderr.write(f"Error: {type(error).__name__}, and it cannot be told ({type(another).__name__})\n")
        return error.exit_code if isinstance(error, KartotekaError) else KartotekaError.exit_code
    finally:
        _tell_notes(error)


def _say(error: Exception, settings: Settings) -> int:
    if settings.traceback:
        sys.stderr.write(scrub("".join(traceback.format_exception(error))))
    with suppress(BrokenPipeError):
        sys.stdout.flush()  # what was printed before belongs above the message
    out = Console()
    if isinstance(error, KartotekaError):
        out.error(str(error))
        return error.exit_code
    where = "" if settings.traceback else "\n  " + _("'kartoteka --traceback …' shows where it comes from.")
    if isinstance(error, OSError) and error.strerror:
        out.error(f"{error.strerror}{f': {error.filename}' if error.filename else ''}{where}")
    elif isinstance(error, MemoryError):
        out.error(_("the memory of this machine does not suffice") + where)
    else:
        bug = _("This is a bug in kartoteka, not a mistake of yours.")
        out.error(f"{type(error).__name__}: {error}\n  {bug}{where}")
    return KartotekaError.exit_code


def _reader_went_away() -> bool:
    """True where it is standard output that nobody reads any more (as in `kartoteka … | head -1`)."""
    stream = sys.__stdout__
    if stream is None:
        return False
    try:
        stream.flush()
        gone = _is_hung_up(stream.fileno())
    except BrokenPipeError:
        gone = True
    except (OSError, ValueError):  # no file beneath it
        return False
    if gone:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # or the interpreter fails again when it flushes at its end
    return gone


def _is_hung_up(descriptor: int) -> bool:
    """Ask the system; an unbuffered stream has nothing left to flush that could fail."""
    if not hasattr(select, "poll"):
        return False
    asked = select.poll()
    asked.register(descriptor, 0)
    return any(events & (select.POLLERR | select.POLLHUP) for _, events in asked.poll(0))


if __name__ == "__main__":
    sys.exit(main())
