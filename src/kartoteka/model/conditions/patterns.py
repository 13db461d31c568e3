"""`like` patterns, as the cheapest expression that means the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

_SPECIAL = re.compile(r"[\\.+*?()|\[\]{}^$]")


def like(text: nw.Expr, pattern: str) -> nw.Expr:
    """Whether a text is as the pattern: `%` stands for any text, `_` for any one character, all else for itself."""
    plain = pattern.strip("%")
    if "%" in plain or "_" in plain:
        return text.str.contains(regex(pattern))
    before, after = pattern.startswith("%"), pattern.endswith("%")
    if not plain:
        return text.str.starts_with("") if before else text == ""
    if before and after:
        return text.str.contains(plain, literal=True)
    if after:
        return text.str.starts_with(plain)
    return text.str.ends_with(plain) if before else text == plain


def regex(pattern: str) -> str:
    """A regular expression for the whole text, of what RE2, Rust, Java and Python read alike."""
    parts = [".*" if char == "%" else "." if char == "_" else _SPECIAL.sub(r"\\\g<0>", char) for char in pattern]
    return rf"(?s)\A{''.join(parts)}\z"
