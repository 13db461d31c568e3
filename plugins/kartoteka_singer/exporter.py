"""Campaign lists to a Singer target."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from marshmallow import fields, validate

from kartoteka import ConfigError, DeliveryError, Exporter, OptionsSchema, Rows, Staged, Staging, number_in_words, write_whole
from kartoteka import gettext as _
from kartoteka_singer.child import Child
from kartoteka_singer.options import timeout_option
from kartoteka_singer.private import private_folder, write_private
from kartoteka_singer.program import CommandOption, Program, SettingsOption, find_program
from kartoteka_singer.told import Told
from kartoteka_singer.written import activate_line, record_lines, schema_message, with_version

if TYPE_CHECKING:
    import pyarrow as pa

_USUAL_KEY = ("customer_id", "contact_id")


class SingerExporterOptions(OptionsSchema):
    target = CommandOption(
        "The target: its path from the project's folder, its name on PATH, or a list of a program and its arguments. Install "
        "each target into an environment of its own."
    )
    config = SettingsOption("target")
    stream = fields.String(
        load_default=None,
        validate=validate.Length(min=1),
        metadata={
            "description": "The name of the stream, which most targets give to a table or file. By default the campaign's."
        },
    )
    key = fields.List(
        fields.String(validate=validate.Length(min=1)),
        load_default=None,
        metadata={
            "description": "The columns whose values name a row (`key_properties`), by which a target puts a new row in the "
            "place of the old one. By default `customer_id`, and `contact_id` where there is one; an empty list has rows added."
        },
    )
    activate_version = fields.Boolean(
        load_default=False,
        metadata={
            "description": "Whether rows of earlier lists that are not in this one are to go. The target has to know "
            "ACTIVATE_VERSION."
        },
    )
    timeout = timeout_option("target")


class SingerExporter(Exporter):
    """Writes the messages into a file, and runs the target on it once the run is committed.

    A delivery that broke off is made again. A target that puts rows in their place by key comes to the same then; one that
    appends may have rows twice, and the run says so.
    """

    Options = SingerExporterOptions

    def destinations(self, labels: Mapping[str, Sequence[str]]) -> Sequence[str]:
        told = json.dumps([self._program.command, self._program.settings], sort_keys=True, default=str)
        return [f"singer {hashlib.sha256(told.encode()).hexdigest()} {self._stream}"]

    def prepare(self, rows: Rows, staging: Staging) -> Sequence[Staged]:
        key = self._key(rows)
        versioned = self.options["activate_version"]
        file = staging.folder / "messages.jsonl"
        with file.open("wb") as stream:
            stream.write(_line(schema_message(self._stream, rows.columns, key)))
            for chunk in self._checked(rows, key):
                stream.writelines(record_lines(chunk, rows.columns, self._stream, self.plain_text, versioned=versioned))
            if versioned:
                stream.write(activate_line(self._stream))
            stream.write(_line({"type": "STATE", "value": {"stream": self._stream, "rows": rows.count}}))
        destination = f"stream {self._stream} of {self._program.name}"
        return [self.seal(file, destination=destination, rows=rows.count)]

    def deliver(self, staged: Staged, key: str) -> Sequence[str]:
        begun, done = staged.staged.with_suffix(".begun"), staged.staged.with_suffix(".done")
        if done.exists():
            return ()
        again = begun.exists()
        try:
            if not again:
                write_whole(begun, str(time.time_ns() // 1_000_000).encode())
            self._run(staged.staged, int(begun.read_text()))
            write_whole(done, b"")
        except OSError as error:
            raise DeliveryError(
                _(
                    "{destination}: the messages prepared for it cannot be read ({error})",
                    destination=staged.destination,
                    error=error.strerror or error,
                ),
                hint=_("Run the pipeline again."),
            ) from error
        if not again:
            return ()
        return [
            _(
                "{destination} was begun before and broke off, and was filled again from the start: a target "
                "that appends, instead of putting rows in their place by key, may have rows twice",
                destination=staged.destination,
            )
        ]

    def _run(self, messages: Path, version: int) -> None:
        program = self._program
        name = f"{self.context.pipeline}-{self.context.step}-{program.name}.log"
        told = Told(program.settings, self.context.project / ".kartoteka" / "logs" / name)
        with private_folder() as folder:
            config = write_private(folder / "config.json", json.dumps(program.settings, default=str))
            if self.options["activate_version"]:
                versioned = messages.with_suffix(".versioned")
                with_version(messages, versioned, version)
                messages = versioned
            with (
                messages.open("rb") as stdin,
                Child(
                    program,
                    ["--config", str(config)],
                    told=told,
                    timeout=self.options["timeout"],
                    failure=DeliveryError,
                    stdin=stdin,
                ) as child,
            ):
                for _ in child.lines():  # the states that it has kept; there is only one
                    pass
                child.finish()

    def _key(self, rows: Rows) -> Sequence[str]:
        key: Sequence[str] | None = self.options["key"]
        if key is None:
            key = [name for name in _USUAL_KEY if name in rows.columns]
            if not key:
                raise ConfigError(
                    _(
                        "the list has no column {USUAL_KEY!r} by which {program} could tell its rows",
                        USUAL_KEY=_USUAL_KEY[0],
                        program=self._program.name,
                    ),
                    hint=_(
                        "Add it to `columns`, or name others as `key`; key: [] has rows added, however often a list is sent."
                    ),
                )
        missing = [name for name in key if name not in rows.columns]
        if missing:
            there = ", ".join(rows.columns)
            raise ConfigError(
                _("the list has no column {column!r}, which is in `key`", column=missing[0]),
                hint=_("It has: {names}.", names=there),
            )
        return key

    def _checked(self, rows: Rows, key: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """The rows, if the key tells each from every other: of two with the same, a target would keep one without a word."""
        import pyarrow as pa

        if not key:
            yield from self.chunks(rows)
            return
        kept: list[pa.RecordBatch] = []
        for chunk in self.chunks(rows):
            kept.append(chunk.select(list(key)))
            yield chunk
        if not kept:
            return
        table = pa.Table.from_batches(kept)
        empty = sum(table[name].null_count for name in key)
        distinct = table.group_by(list(key)).aggregate([]).num_rows
        if empty or distinct < table.num_rows:
            program, columns = self._program.name, ", ".join(key)
            if empty:
                message = _(
                    "the key of the list for {program}, {columns}, is empty in some rows", program=program, columns=columns
                )
            else:
                message = _(
                    "the key of the list for {program}, {columns}, has {number} values in {rows} rows",
                    program=program,
                    columns=columns,
                    number=number_in_words(distinct),
                    rows=number_in_words(table.num_rows),
                )
            raise ConfigError(
                message,
                hint=_("Name columns as `key` that tell each row from every other, such as customer_id and contact_id."),
            )

    @property
    def _stream(self) -> str:
        return str(self.options["stream"] or self.context.step)

    @cached_property
    def _program(self) -> Program:
        return find_program(self.options["target"], self.options.get("config", {}), self.context.project)


def _line(message: Mapping[str, object]) -> bytes:
    return json.dumps(message).encode() + b"\n"
