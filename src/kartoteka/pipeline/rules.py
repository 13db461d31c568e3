"""The rules of a run, in one figure."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kartoteka.pipeline.plan import Plan


def rules_sha256(plan: Plan) -> str:
    """A fingerprint of the pipeline as it is written: two runs of one fingerprint followed the same rules."""
    rules = _canonical(plan.pipeline)
    rules.pop("personas")  # they are tried by the rules, and change none
    text = json.dumps(rules, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: _canonical(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    return value if value is None or isinstance(value, str | int | bool) else str(value)
