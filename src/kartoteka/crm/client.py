"""Requests to a CRM: tried again where that may help, told without secrets where it does not."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kartoteka.crm.errors import Refused, Unreachable
from kartoteka.crm.retry import Again, Patience, http_date, retrying, seconds_asked
from kartoteka.errors import ConfigError
from kartoteka.language import gettext as _

if TYPE_CHECKING:
    import httpx

_REPEATABLE = ("GET", "HEAD", "PUT", "DELETE")
_BUSY = (429, 503)
_BROKEN = (500, 502, 504)
_BROKEN_TRIES = 3
_LONGEST_REASON = 300


class CrmClient:
    """Speaks JSON over HTTP with one CRM. Redirects are not followed: what the headers hold is for this server alone.

    A request is made again when the CRM is busy (429, 503), when no connection came about, and, where it may be repeated, when
    the connection broke or the CRM failed (500, 502, 504; these up to three times, as it may always fail there).

    Args:
        url: What all paths are put behind.
        name: What people call it: `Tryton at crm.example.com`.
        headers: Sent with every request.
        secrets: Texts that are left out of every message.
        patience: How long to wait.
        per_second: How many requests it takes in a second; None where it does not say.
        decode: What becomes of each JSON object, for a CRM that writes more types than JSON has.
        sleep: Waits; `time.sleep` where it is None.

    Attributes:
        requests: How many requests were sent, by method.
        server_time: When the last answer was made, by the server's clock; our own where it does not say.
    """

    def __init__(
        self,
        url: str,
        *,
        name: str,
        headers: Mapping[str, str] | None = None,
        secrets: Sequence[str] = (),
        patience: Patience | None = None,
        per_second: float | None = None,
        decode: Callable[[dict[str, Any]], Any] | None = None,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        httpx = require_httpx()
        self.name = name
        self.requests: dict[str, int] = {}
        self.server_time = datetime.now(UTC)
        self._secrets = [secret for secret in secrets if secret]
        self._patience = patience or Patience()
        self._pause = 0.0 if per_second is None else 1 / per_second
        self._decode = decode
        self._sleep = sleep or time.sleep
        self._last = 0.0
        sent = {"Accept": "application/json", "User-Agent": "kartoteka", **(headers or {})}
        self._http = httpx.Client(base_url=url, headers=sent, timeout=self._patience.timeout, follow_redirects=False)

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:
        """The JSON at a path. Numbers with decimals are `Decimal`s.

        Raises:
            Refused: It does not give it.
            Unreachable: It does not answer, or not in JSON.
        """
        return self.send("GET", path, params=params)

    def send(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        repeatable: bool | None = None,
    ) -> Any:
        """Make a request, and give the JSON of the answer; None where it is empty.

        Args:
            method: `GET`, `POST`, …
            path: Behind the client's URL.
            params: The query; it is never told.
            body: Sent as JSON.
            headers: Beside those of the client.
            repeatable: Whether twice is as good as once, so that it may be made again when it is not known what became of it.
                By default what HTTP says of the method.

        Raises:
            Refused: The CRM does not do it.
            Unreachable: It does not answer, or not in JSON; where the request is not repeatable it may have been done.
        """
        again = method in _REPEATABLE if repeatable is None else repeatable
        request = self._http.build_request(method, path, params=params, json=body, headers=headers)
        place = f"{method} {path}"
        try:
            return retrying(self._patience, self._sleep)(self._try, request, place, again)
        except Again as error:
            reason = self.scrubbed(error.reason)
            if error.after is None:
                said = _("{name} could not be asked ({reason}, at {request})", name=self.name, reason=reason, request=place)
            else:
                said = _(
                    "{name} could not be asked ({reason}, at {request}; it asks to wait {seconds} s)",
                    name=self.name,
                    reason=reason,
                    request=place,
                    seconds=f"{error.after:.0f}",
                )
            raise Unreachable(
                said,
                hint=_("See that it runs and can be reached from here; the next run tries again."),
            ) from None

    def scrubbed(self, text: str) -> str:
        """A text in one line, without secrets and not too long."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        text = " ".join(text.split())
        return text if len(text) <= _LONGEST_REASON else f"{text[:_LONGEST_REASON]}…"

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _try(self, request: httpx.Request, place: str, again: bool) -> Any:
        import httpx

        self._keep_pace()
        self.requests[request.method] = self.requests.get(request.method, 0) + 1
        try:
            answer = self._http.send(request)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise Again(str(error) or _("no connection")) from None
        except httpx.HTTPError as error:
            reason = str(error) or _("no answer in time")
            if again:
                raise Again(reason) from None
            raise Unreachable(
                _(
                    "{name} did not answer ({reason}, at {request})",
                    name=self.name,
                    reason=self.scrubbed(reason),
                    request=place,
                ),
                hint=_("It may have done what it was asked; the next run looks."),
            ) from None
        self.server_time = http_date(answer.headers.get("date")) or datetime.now(UTC)
        return self._understood(answer, place, again)

    def _understood(self, answer: httpx.Response, place: str, again: bool) -> Any:
        status = answer.status_code
        if status in _BUSY or (status in _BROKEN and again):
            after = seconds_asked(answer.headers.get("retry-after"), self.server_time)
            raise Again(
                f"HTTP {status}: {_reason(answer)}",
                after=after,
                tries=None if status in _BUSY else _BROKEN_TRIES,
            )
        if answer.is_redirect:
            raise self._refusal(status, _("it is elsewhere: {address}", address=answer.headers.get("location", "")), place)
        if not answer.is_success:
            raise self._refusal(status, _reason(answer), place)
        if not answer.content:
            return None
        try:
            return json.loads(answer.content, parse_float=Decimal, object_hook=self._decode)
        except ValueError:
            if again:
                raise Again(_("the answer is no JSON"), tries=_BROKEN_TRIES) from None
            told = _("{name} gave an answer that is no JSON (at {request})", name=self.name, request=place)
            raise Unreachable(told) from None

    def _refusal(self, status: int, reason: str, place: str) -> Refused:
        reason = self.scrubbed(reason)
        hint = {
            401: _("See that the key is right and has not been withdrawn."),
            403: _("See what the key's user may do there."),
            404: _("See that `url` is right, and that the CRM has what is asked for."),
        }.get(status, _("Write the address that it names as `url`.") if 300 <= status < 400 else None)
        return Refused(
            _("{name} refuses: {reason} ({request})", name=self.name, reason=reason, request=place),
            status=status,
            reason=reason,
            hint=hint,
        )

    def _keep_pace(self) -> None:
        left = self._last + self._pause - time.monotonic()
        if left > 0:
            self._sleep(left)
        self._last = time.monotonic()


def require_httpx() -> Any:
    """The library for HTTP.

    Raises:
        ConfigError: It is not installed, or the one for trying again is not.
    """
    try:
        import httpx
        import tenacity  # noqa: F401  # whether it is there
    except ImportError as error:
        raise ConfigError(
            _("CRMs are spoken to by the libraries httpx and tenacity, and {name} is not installed", name=error.name),
            hint="pip install 'kartoteka[crm]'",
        ) from None
    return httpx


def _reason(answer: httpx.Response) -> str:
    """What an answer says, in words: the texts of a JSON document, or those of a page without its marks."""
    try:
        found = list(_texts(json.loads(answer.content)))
    except ValueError:
        page = re.sub(r"(?is)<(head|title|style|script)\b.*?</\1>|<[^>]+>", " ", answer.text)
        found = [page.strip()]
    told = "; ".join(text for text in found if text.strip())
    return told or answer.reason_phrase or f"HTTP {answer.status_code}"


def _texts(document: Any) -> list[str]:
    if isinstance(document, str):
        return [document]
    if isinstance(document, dict):
        return [text for value in document.values() for text in _texts(value)]
    return [text for value in document for text in _texts(value)] if isinstance(document, list) else []
