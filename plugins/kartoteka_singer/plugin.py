"""Registration of the source `singer`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import SourceSpec, hookimpl


@hookimpl
def kartoteka_sources() -> Iterable[SourceSpec]:
    yield SourceSpec("singer", "kartoteka_singer.source:SingerSource", "A stream of any Singer tap, a program of its own.")
