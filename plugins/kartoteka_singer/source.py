"""A stream of a Singer tap."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property

from kartoteka import Changes, IncrementalSource, InputError
from kartoteka import gettext as _
from kartoteka_singer.discover import METHODS, Discovered, Stream, catalog, discover, find_stream
from kartoteka_singer.first_schema import first_schema
from kartoteka_singer.options import SingerSourceOptions
from kartoteka_singer.program import Program, find_program
from kartoteka_singer.reading import Cursor, Reading, Wanted
from kartoteka_singer.schema import Column, JsonSchema, columns_of
from kartoteka_singer.spool import DELETED_AT


class SingerSource(IncrementalSource):
    """Runs a tap, once for each stream, and takes what it sends when it has ended well.

    Objects whose properties the schema tells become columns joined by `__`; arrays and other objects become JSON text. Plain
    numbers keep 18 decimals. Rows with `_sdc_deleted_at` are gone, and so are those of versions that the tap makes void.
    """

    Options = SingerSourceOptions

    def columns(self) -> Sequence[str]:
        return [column.name for column in self._columns(self._stream.schema)]

    def key(self) -> Sequence[str]:
        key = self.options["key"]
        if key is None:
            key = self._stream.key
        missing = [name for name in key if name not in self.columns()]
        if missing:
            raise InputError(
                _(
                    "stream {stream!r} of {program} has no column {column!r}, which is to name a row",
                    stream=self._stream.name,
                    program=self._program.name,
                    column=missing[0],
                ),
                hint=_("It has: {columns}. Name some of them as `key`.", columns=", ".join(self.columns())),
            )
        return list(key)

    def read(self, cursor: str | None) -> Changes:
        stream, program = self._stream, self._program
        method = METHODS.get(self.options["replication"] or "")
        by = self.options["replication_key"]
        if method == "INCREMENTAL" and by is None:
            by = stream.valid_replication_keys[0] if len(stream.valid_replication_keys) == 1 else None
        selection = self.options["selection"]
        told = None
        if selection != "none":
            told = (f"--{selection}", catalog(self._discovered, stream, self._select, method, by))
        state = self.context.project / ".kartoteka"
        wanted = Wanted(
            program=program,
            stream=stream.name,
            key=self.key(),
            columns=self._columns,
            catalog=told,
            whole=(method or stream.method) == "FULL_TABLE",
            timeout=self.options["timeout"],
            log=state / "logs" / f"{self.context.pipeline}-{self.context.step}-{program.name}.log",
            spool=state / "spill",
        )
        return Reading(wanted, None if cursor is None else Cursor.from_text(cursor))

    @cached_property
    def _program(self) -> Program:
        return find_program(self.options["tap"], self.options.get("config", {}), self.context.project)

    @cached_property
    def _discovered(self) -> Discovered:
        """What the tap says of its streams; it is asked once for all sources that use it with the same settings."""
        program = self._program
        told = json.dumps([program.command, program.settings], sort_keys=True, default=str)
        name = f"singer {hashlib.sha256(told.encode()).hexdigest()}"
        return self.context.connections.get(name, lambda: discover(program, self.options["timeout"]))

    @cached_property
    def _stream(self) -> Stream:
        if self.options["selection"] == "none":
            return Stream(first_schema(self._program, self.options["stream"], self.options["timeout"]))
        return find_stream(self._discovered, self.options["stream"], self._program.name)

    @property
    def _select(self) -> Sequence[str]:
        """The properties to ask the tap for; a column out of an object asks for the object."""
        properties = self._stream.schema.get("properties") or {}
        return [next((name for name in properties if one == name or one.startswith(f"{name}__")), one) for one in self._chosen]

    @property
    def _chosen(self) -> Sequence[str]:
        if not self.options["select"]:
            return ()
        return [*self.options["select"], *(self.options["key"] or ())]

    def _columns(self, schema: JsonSchema) -> tuple[Column, ...]:
        only = self._chosen and {*self._chosen, *self._stream.key}
        found = columns_of(schema, self._stream.name, only, self.options["as_text"])
        columns = tuple(column for column in found if column.name != DELETED_AT)
        known = {column.name for column in columns} | {column.path[0] for column in columns}
        unknown = [name for name in (*self.options["select"], *self.options["as_text"]) if name not in known]
        if not columns or unknown:
            there = ", ".join(column.name for column in columns_of(schema, self._stream.name)) or _("none")
            stream, program = self._stream.name, self._program.name
            if unknown:
                message = _(
                    "stream {stream!r} of {program} has no property {name!r}", stream=stream, program=program, name=unknown[0]
                )
            else:
                message = _("stream {stream!r} of {program} has no properties", stream=stream, program=program)
            raise InputError(message, hint=_("It has: {names}.", names=there))
        return columns
