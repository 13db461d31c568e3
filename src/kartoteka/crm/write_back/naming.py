"""What a value is called in a CRM: a discount of 20 is the price list `Discount 20 %`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Naming:
    """Names for values, and values for names.

    Attributes:
        pattern: The name, with `{value}` where the value stands.
        names: Names of single values, which the pattern does not hold for; None for a value that is not written at all.
    """

    pattern: str = "{value}"
    names: Mapping[str, str | None] = field(default_factory=dict)

    def name(self, value: str | None) -> str | None:
        """The name of a value; None for none."""
        if value is None:
            return None
        return self.names[value] if value in self.names else self.pattern.replace("{value}", value)

    def is_ours(self, name: str) -> bool:
        """Whether a name is that of some number, so that a write-back may have given it, and may take it away."""
        if name in self.names.values():
            return True
        head, _, tail = self.pattern.partition("{value}")
        fits = len(name) > len(head) + len(tail) and name.startswith(head) and name.endswith(tail)
        value = name[len(head) : len(name) - len(tail)] if fits else ""
        return value.replace(".", "", 1).isdecimal() and value.isascii()
