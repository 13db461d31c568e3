"""One reading of a stream: the tap is run, and only what it sent before it ended well is given on."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka import Changes, InputError
from kartoteka import gettext as _
from kartoteka_singer.child import Child
from kartoteka_singer.messages import ActivateVersion, Message, Record, Schema, State, Unknown, messages
from kartoteka_singer.notes import Notes
from kartoteka_singer.private import private_folder, write_private
from kartoteka_singer.program import Program
from kartoteka_singer.schema import Column, JsonSchema
from kartoteka_singer.spool import Spool
from kartoteka_singer.told import Told
from kartoteka_singer.values import json_text

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Cursor:
    """From where a stream is read on: the tap's whole state, and the version that the kept rows have."""

    state: Any
    version: int | None

    def to_text(self) -> str:
        return json_text({"state": self.state, "version": self.version})

    @classmethod
    def from_text(cls, text: str) -> Cursor:
        told = json.loads(text)
        return cls(told["state"], told["version"])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a tap.

    Attributes:
        program: The tap.
        stream: The name that its messages have.
        key: The columns that name a row.
        columns: Makes columns out of a schema.
        catalog: The option by which the catalog is handed over, and the catalog; None where none is.
        whole: Whether the tap sends all rows each time.
        timeout: Seconds.
        log: Where its standard error is written.
        spool: A folder in which there is room.
    """

    program: Program
    stream: str
    key: Sequence[str]
    columns: Callable[[JsonSchema], tuple[Column, ...]]
    catalog: tuple[str, Mapping[str, Any]] | None
    whole: bool
    timeout: float
    log: Path
    spool: Path


class Reading(Changes):
    """Runs a tap once.

    Its rows go to the disk as they come. They are given on when it has ended well, so that a schema that changes on the way, a
    row that is deleted later, and a version that makes all earlier rows void are known before the first batch.
    """

    def __init__(self, wanted: Wanted, cursor: Cursor | None) -> None:
        self._wanted = wanted
        self._before = cursor
        self._spool: Spool | None = None
        self._state: Any = None if cursor is None else cursor.state
        self._version = None if cursor is None else cursor.version
        self._replaced = False
        self._streams: dict[str, int] = {}
        self._properties: frozenset[str] = frozenset()
        self._notes = Notes(wanted.program.name, wanted.stream)
        self._stack = ExitStack()

    def batches(self) -> Iterator[pa.RecordBatch]:
        with self._stack:
            self._spool = Spool(self._folder(), self._wanted.program.name, self._wanted.key)
            self._run(self._spool)
            if self._spool.columns is None:
                self._check_stream()
            else:
                yield from self._spool.batches()

    def deleted(self) -> Iterator[pa.RecordBatch]:
        return iter(()) if self._spool is None else self._spool.deleted_keys()

    def cursor(self) -> str | None:
        if self._wanted.whole or self._state is None:
            return None
        return Cursor(self._state, self._version).to_text()

    def whole(self) -> bool:
        return self._replaced or self._wanted.whole

    def remarks(self) -> Sequence[str]:
        return () if self._spool is None else tuple(self._notes.sentences(self._spool.cells))

    def _folder(self) -> Path:
        parent = self._wanted.spool if self._wanted.spool.parent.is_dir() else Path(tempfile.gettempdir())
        parent.mkdir(exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="singer-", dir=parent))
        self._stack.callback(shutil.rmtree, folder, ignore_errors=True)
        return folder

    def _run(self, spool: Spool) -> None:
        wanted = self._wanted
        told = Told(wanted.program.settings, wanted.log)
        with private_folder() as folder:
            arguments = self._arguments(folder)
            with Child(wanted.program, arguments, told=told, timeout=wanted.timeout, failure=InputError) as child:
                for message in messages(child.lines(), wanted.program.name, told.hidden):
                    self._take(message, spool)
                child.finish()
        spool.close()

    def _arguments(self, folder: Path) -> list[str]:
        wanted = self._wanted
        files = {"--config": json.dumps(wanted.program.settings, default=str)}
        if wanted.catalog is not None:
            option, catalog = wanted.catalog
            files[option] = json.dumps(catalog)
        if self._before is not None and not wanted.whole:
            files["--state"] = json_text(self._before.state)
        arguments = []
        for option, text in files.items():
            arguments += [option, str(write_private(folder / f"{option.strip('-')}.json", text))]
        return arguments

    def _take(self, message: Message, spool: Spool) -> None:
        match message:
            case State():
                self._state = message.value
            case Unknown():
                self._notes.unknown(message.type)
            case _ if message.stream != self._wanted.stream:
                self._streams[message.stream] = self._streams.get(message.stream, 0) + 1
            case Schema():
                self._begin(message, spool)
            case Record():
                if spool.columns is None:
                    raise InputError(
                        _(
                            "line {line} of {tap} is a record before any SCHEMA of its stream",
                            line=message.line,
                            tap=self._wanted.program.name,
                        ),
                        hint=_("A tap has to say what its records are; look whether a newer version of it does."),
                    )
                for name in message.record.keys() - self._properties:
                    self._notes.not_in_schema(name)
                spool.add(message)
            case ActivateVersion():
                spool.activate(message.version)
                self._replaced = self._replaced or message.version != self._version
                self._version = message.version

    def _begin(self, message: Schema, spool: Spool) -> None:
        columns, before = self._wanted.columns(message.schema), spool.now
        self._properties |= frozenset(message.schema.get("properties") or ())
        if before and before != columns:
            self._notes.changed(before, columns)
        spool.schema(columns)

    def _check_stream(self) -> None:
        """That nothing came is what may happen where nothing has changed, and an error where everything was asked for."""
        if self._before is None:
            sent = ", ".join(sorted(self._streams)) or _("none")
            raise InputError(
                _(
                    "{tap} sent nothing of a stream {stream!r}; it sent: {sent}",
                    tap=self._wanted.program.name,
                    stream=self._wanted.stream,
                    sent=sent,
                ),
                hint=_("Name one of its streams as `stream`."),
            )
