"""The colours of pictures, each by what it says; the style sheet of the report has them for light and for dark.

They follow the palette of Okabe and Ito, which people with any kind of colour vision can tell apart; some are darkened or
lightened so that they stand out from the paper. A picture says nothing by its colours alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Role = Literal[
    "up",
    "down",
    "sideways",
    "new",
    "gone",
    "stayed",
    "passed",
    "failed",
    "open",
    "bar",
    "bar-too",
    "mark",
    "ink",
    "faint",
    "line",
]

DRAWN: Mapping[str, str] = {role: f"#0000{number:02x}" for number, role in enumerate(get_args(Role), start=1)}
"""What a role is drawn in. No colour that anybody sees: the picture's markup gets classes of the style sheet instead."""

ROLES: Mapping[str, str] = {colour: role for role, colour in DRAWN.items()}
"""The role that is drawn in a colour."""
