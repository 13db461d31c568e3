"""The frame that components get and give: lazy, on any engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

Frame: TypeAlias = "nw.LazyFrame[Any]"
"""`narwhals.stable.v2.LazyFrame`, whatever lies beneath it."""
