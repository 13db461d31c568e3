"""What a stream looks like, of a tap that cannot tell its streams: it is run until it says so."""

from __future__ import annotations

import json
from typing import Any

from kartoteka import InputError
from kartoteka import gettext as _
from kartoteka_singer.child import Child
from kartoteka_singer.messages import Schema, messages
from kartoteka_singer.private import private_folder, write_private
from kartoteka_singer.program import Program
from kartoteka_singer.told import Told


def first_schema(program: Program, stream: str, timeout: float) -> dict[str, Any]:
    """The entry that a catalog would have for a stream. The tap is ended as soon as it is known.

    Raises:
        InputError: It does not send such a stream, or does not run.
    """
    told, others = Told(program.settings), set()
    with private_folder() as folder:
        config = write_private(folder / "config.json", json.dumps(program.settings, default=str))
        with Child(program, ["--config", str(config)], told=told, timeout=timeout, failure=InputError) as child:
            for message in messages(child.lines(), program.name, told.hidden):
                if isinstance(message, Schema):
                    if message.stream == stream:
                        return {"stream": stream, "schema": message.schema, "key_properties": message.key}
                    others.add(message.stream)
            child.finish()
    sent = ", ".join(sorted(others)) or _("none")
    raise InputError(
        _("{program} sends no stream {stream!r}; it sent: {sent}", program=program.name, stream=stream, sent=sent),
        hint=_("Name one of them as `stream`."),
    )
