"""What goes wrong between us and a CRM. Both are `InputError`s: a source lets them pass, a write-back makes its own of them."""

from __future__ import annotations

from kartoteka.errors import InputError


class Unreachable(InputError):
    """The CRM does not answer, or asks to be left alone for longer than we may wait. The same request may succeed later."""


class Refused(InputError):
    """The CRM has understood the request and does not do it. The same request would be refused again.

    Attributes:
        status: The HTTP status that it came with.
        reason: What the CRM says, in one line; secrets are left out.
    """

    def __init__(self, message: str, *, status: int, reason: str, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.reason = reason
