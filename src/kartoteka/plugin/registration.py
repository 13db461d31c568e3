"""What a plugin brings: its registering hooks called once, their specs checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

from kartoteka.plugin.kinds import KINDS, Kind, Registration
from kartoteka.specs import Spec

if TYPE_CHECKING:
    import pluggy

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class BadSpec(Exception):
    """A hook gave something that cannot be used; the message says what, and what would do."""


def specs_of(hooks: Mapping[str, pluggy.HookImpl]) -> dict[Kind, tuple[Spec, ...]]:
    """Call the registering hooks of one plugin, each consumed here and now: a generator fails late.

    Raises:
        BadSpec: A hook gave anything but specs of its kind, or one that is malformed.
        BaseException: Whatever the hook raised.
    """
    brought: dict[Kind, tuple[Spec, ...]] = {}
    for kind, registration in KINDS.items():
        hook = hooks.get(registration.hook)
        if hook is not None:
            brought[kind] = _checked(kind, registration, hook.function())
    return brought


def _checked(kind: Kind, registration: Registration, result: object) -> tuple[Spec, ...]:
    hook, wanted = registration.hook, registration.spec.__name__
    if result is None:
        return ()
    if isinstance(result, str | bytes) or not hasattr(result, "__iter__"):
        raise BadSpec(f"{hook} gave {_shown(result)}; it must yield {wanted}")
    specs = tuple(cast("Iterable[object]", result))
    names = set()
    for spec in specs:
        if not isinstance(spec, registration.spec):
            raise BadSpec(f"{hook} gave {_shown(spec)}; it must yield {wanted}")
        _check(kind, wanted, spec)
        if spec.name in names:
            raise BadSpec(f"{hook} gave the {kind} {spec.name!r} twice")
        names.add(spec.name)
    return cast("tuple[Spec, ...]", specs)


def _check(kind: Kind, wanted: str, spec: Spec) -> None:
    if not isinstance(spec.name, str) or not _NAME.fullmatch(spec.name):
        raise BadSpec(f"{wanted} name {spec.name!r} is not a name; write small letters, digits and dashes: 'acme-mail'")
    module, colon, attribute = spec.target.partition(":") if isinstance(spec.target, str) else ("", "", "")
    if not colon or not attribute.isidentifier() or not all(part.isidentifier() for part in module.split(".")):
        raise BadSpec(f"target {spec.target!r} of the {kind} {spec.name!r} is not a target; write 'package.module:Name'")
    if not isinstance(spec.summary, str) or not spec.summary.strip() or "\n" in spec.summary:
        raise BadSpec(f"summary {spec.summary!r} of the {kind} {spec.name!r} is not one line of text")


def _shown(value: object) -> str:
    """A value of a stranger, short: its class, and its text where that is plain."""
    name = type(value).__name__
    return f"{value!r} ({name})" if isinstance(value, str | bytes | int | float) and len(repr(value)) < 60 else f"a {name}"
