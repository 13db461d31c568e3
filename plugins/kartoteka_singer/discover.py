"""What streams a tap has, and the catalog in which one of them is selected."""

from __future__ import annotations

import copy
import difflib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kartoteka import InputError, ngettext
from kartoteka import gettext as _
from kartoteka_singer.child import Child
from kartoteka_singer.private import private_folder, write_private
from kartoteka_singer.program import Program
from kartoteka_singer.schema import JsonSchema
from kartoteka_singer.spool import DELETED_AT
from kartoteka_singer.told import Told

_LISTED = 20
METHODS = {"full-table": "FULL_TABLE", "incremental": "INCREMENTAL", "log-based": "LOG_BASED"}


@dataclass(frozen=True, slots=True)
class Discovered:
    """All that a tap said of its streams. `close` is for `Connections`: there is nothing to close."""

    streams: Sequence[Mapping[str, Any]]

    def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream, as it was discovered."""

    entry: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.entry.get("stream") or self.entry["tap_stream_id"])

    @property
    def schema(self) -> JsonSchema:
        found = self.entry.get("schema")
        return found if isinstance(found, Mapping) else {}

    @property
    def key(self) -> Sequence[str]:
        found = self.entry.get("key_properties") or self.metadata.get("table-key-properties")
        return [str(name) for name in found or ()]

    @property
    def metadata(self) -> Mapping[str, Any]:
        """Of the stream itself."""
        return next((one["metadata"] for one in _metadata(self.entry) if not one.get("breadcrumb")), {})

    @property
    def method(self) -> str | None:
        """How the tap would replicate it: `FULL_TABLE`, `INCREMENTAL`, `LOG_BASED`; None where it does not say."""
        found = self.metadata.get("forced-replication-method") or self.metadata.get("replication-method")
        found = found or self.entry.get("replication_method")
        return str(found) if isinstance(found, str) else None

    @property
    def valid_replication_keys(self) -> Sequence[str]:
        """By what it can be replicated incrementally, where the tap says."""
        return [str(name) for name in self.metadata.get("valid-replication-keys") or ()]


def discover(program: Program, timeout: float) -> Discovered:
    """Ask a tap for its streams.

    Raises:
        InputError: It cannot be asked, or gives something else.
    """
    told = Told(program.settings)
    with private_folder() as folder:
        config = write_private(folder / "config.json", json.dumps(program.settings, default=str))
        arguments = ["--config", str(config), "--discover"]
        with Child(program, arguments, told=told, timeout=timeout, failure=InputError) as child:
            written = b"".join(child.lines())
            child.finish()
    try:
        streams = json.loads(written)["streams"]
        if not all(isinstance(one, dict) and ("stream" in one or "tap_stream_id" in one) for one in streams):
            raise TypeError(_("a stream has no name"))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            told.after(
                _(
                    "{program} --discover gave no catalog of streams ({kind}: {error})",
                    program=program.name,
                    kind=type(error).__name__,
                    error=error,
                ),
                program.name,
            ),
            hint=_("If it cannot tell its streams, write selection: none."),
        ) from error
    return Discovered(streams)


def find_stream(discovered: Discovered, name: str, tap: str) -> Stream:
    """The stream of a name, which may also be its `tap_stream_id`.

    Raises:
        InputError: There is none; the message has those that there are.
    """
    for field in ("tap_stream_id", "stream"):
        for entry in discovered.streams:
            if entry.get(field) == name:
                return Stream(entry)
    names = [str(entry.get("tap_stream_id") or entry.get("stream")) for entry in discovered.streams]
    near = difflib.get_close_matches(name, names, 1)
    listed = ", ".join(sorted(names)[:_LISTED]) or _("none")
    further = len(names) - _LISTED
    if further > 0:
        message = ngettext(
            "{tap} has no stream {stream!r}; it has: {streams} and {number} more",
            "{tap} has no stream {stream!r}; it has: {streams} and {number} more",
            further,
            tap=tap,
            stream=name,
            streams=listed,
            number=further,
        )
    else:
        message = _("{tap} has no stream {stream!r}; it has: {streams}", tap=tap, stream=name, streams=listed)
    raise InputError(
        message,
        hint=_("Did you mean {name!r}?", name=near[0]) if near else _("Name one of them as `stream`."),
    )


def catalog(
    discovered: Discovered, stream: Stream, select: Collection[str], method: str | None, replication_key: str | None
) -> dict[str, Any]:
    """The catalog with one stream selected, in all the ways that taps look for it.

    Args:
        discovered: What the tap said.
        stream: The one that is wanted.
        select: Its properties that are wanted, beside those that always come; all where empty.
        method: `FULL_TABLE`, `INCREMENTAL` or `LOG_BASED`; None leaves it to the tap.
        replication_key: The property by which it is replicated; None leaves it to the tap.
    """
    return {"streams": [_entry(one, stream, select, method, replication_key) for one in discovered.streams]}


def _entry(
    entry: Mapping[str, Any], wanted: Stream, select: Collection[str], method: str | None, replication_key: str | None
) -> dict[str, Any]:
    made = copy.deepcopy(dict(entry))
    chosen = entry is wanted.entry
    own: dict[str, Any] = {"selected": chosen}
    if chosen and method is not None:
        own["replication-method"] = made["replication_method"] = method
    if chosen and replication_key is not None:
        own["replication-key"] = made["replication_key"] = replication_key
    if not _metadata(entry):
        # Taps from before there was metadata look into the schema.
        made["selected"] = chosen
        schema = made.setdefault("schema", {})
        schema["selected"] = chosen
        for name, below in (schema.get("properties") or {}).items():
            if isinstance(below, dict):
                below["selected"] = chosen and _is_wanted(name, wanted, select, replication_key)
    listed = {tuple(one.get("breadcrumb") or ()): dict(one["metadata"]) for one in _metadata(made)}
    listed.setdefault((), {}).update(own)
    if chosen:
        for name in wanted.schema.get("properties") or {}:
            about = listed.setdefault(("properties", name), {})
            if about.get("inclusion") != "unsupported":
                about["selected"] = _is_wanted(name, wanted, select, replication_key)
    made["metadata"] = [{"breadcrumb": list(place), "metadata": about} for place, about in listed.items()]
    return made


def _is_wanted(name: str, stream: Stream, select: Collection[str], replication_key: str | None) -> bool:
    return not select or name in {*select, *stream.key, replication_key, DELETED_AT}


def _metadata(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = entry.get("metadata")
    listed = found if isinstance(found, list) else []
    return [one for one in listed if isinstance(one, Mapping) and isinstance(one.get("metadata"), Mapping)]
