"""The server's own interface for its clients: what tests use to set it up, and to look at what became of it."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import httpx


class Rpc:
    """A person who is logged in, whose id is `user`. Any method of a model can be called: `rpc("model.res.user.read", …)`."""

    def __init__(self, url: str, database: str, user: str = "admin", password: str = "admin") -> None:
        self._client = httpx.Client(base_url=f"{url}/{database}/rpc/", timeout=120, trust_env=False)
        self.context: dict[str, Any] = {}
        self.user, session, *_ = self._call("common.db.login", user, {"password": password})
        token = base64.b64encode(f"{user}:{self.user}:{session}".encode()).decode()
        self._client.headers["Authorization"] = f"Session {token}"

    def __call__(self, method: str, *parameters: Any) -> Any:
        """Call a method, with the context last.

        Raises:
            AssertionError: The server refused; it says why.
        """
        return self._call(method, *parameters, self.context)

    def find(self, model: str, domain: Sequence[Any], fields: Sequence[str]) -> list[dict[str, Any]]:
        """Records with these fields, in the order of their ids."""
        found: list[dict[str, Any]] = self(f"model.{model}.search_read", domain, 0, None, [["id", "ASC"]], list(fields))
        return found

    def make(self, model: str, *values: Mapping[str, Any]) -> list[int]:
        """New records, and their ids."""
        made: list[int] = self(f"model.{model}.create", list(values))
        return made

    def write(self, model: str, ids: Sequence[int], values: Mapping[str, Any]) -> None:
        """Change records."""
        self(f"model.{model}.write", list(ids), values)

    def close(self) -> None:
        self._client.close()

    def _call(self, method: str, *parameters: Any) -> Any:
        answer = self._client.post("", json={"id": 1, "method": method, "params": list(parameters)})
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert "error" not in told, f"{method}: {told['error']}"
        return told["result"]


def decimal(value: object) -> dict[str, str]:
    """A decimal as the server writes it."""
    return {"__class__": "Decimal", "decimal": str(value)}


def day(text: str) -> dict[str, Any]:
    """A day as the server writes it."""
    year, month, number = map(int, text.split("-"))
    return {"__class__": "date", "year": year, "month": month, "day": number}
