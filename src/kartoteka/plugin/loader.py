"""Loading: each plugin is imported under a guard, and ends as loaded, blocked, failed or incompatible.

The guard survives whatever a registration module does, `sys.exit` included. Only Ctrl-C gets through. What a module prints
while it is imported is kept from the screen and noted.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING, Literal

from kartoteka.language import gettext as _
from kartoteka.plugin.blame import describe, place_in
from kartoteka.plugin.blocked import Blocked
from kartoteka.plugin.compatible import Incompatible, check_requirement, hooks_of
from kartoteka.plugin.discovery import Found
from kartoteka.plugin.kinds import Kind
from kartoteka.plugin.provenance import Provenance
from kartoteka.plugin.registration import BadSpec, specs_of
from kartoteka.specs import Spec

if TYPE_CHECKING:
    import pluggy

Status = Literal["loaded", "blocked", "failed", "incompatible"]

HEAVY = frozenset({"duckdb", "narwhals", "pyarrow", "sqlalchemy", "sqlglot", "alembic", "numpy", "pandas", "polars", "pyspark"})
"""Libraries that a registration module must not import: every command would wait for them."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """An installed plugin, and what became of it.

    Attributes:
        reason: Why it is not loaded, as a sentence that names the plugin; None where it is.
        specs: What it brings, by kind; empty unless it is loaded.
        hooks: Its implementations, by hook; empty unless it is loaded.
        notes: What its author should know although it works.
    """

    provenance: Provenance
    status: Status
    reason: str | None = None
    specs: Mapping[Kind, tuple[Spec, ...]] = field(default_factory=dict)
    hooks: Mapping[str, pluggy.HookImpl] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def load_plugin(found: Found, blocked: Blocked) -> Plugin:
    """Load one plugin, if it may be loaded. Raises nothing but KeyboardInterrupt."""
    provenance = found.provenance
    reason = blocked.reason(provenance)
    if reason is not None:
        return Plugin(provenance, "blocked", reason)
    printed = StringIO()
    heavy = HEAVY & sys.modules.keys()
    hooks: Mapping[str, pluggy.HookImpl] = {}
    specs: Mapping[Kind, tuple[Spec, ...]] = {}
    status: Status = "loaded"
    try:
        with redirect_stdout(printed), redirect_stderr(printed):
            check_requirement(found.requires)
            hooks = hooks_of(found.entry_point.load())
            specs = specs_of(hooks)
    except KeyboardInterrupt:
        raise
    except Incompatible as error:
        status, reason = "incompatible", _("{plugin} is incompatible: {error}", plugin=provenance, error=error)
    except BadSpec as error:
        status, reason = "failed", _("{plugin} failed to load: {error}", plugin=provenance, error=error)
    except BaseException as error:
        place = place_in(error, found.entry_point.value.partition(".")[0].partition(":")[0])
        said = f"{describe(error)} ({place})" if place else describe(error)
        status, reason = "failed", _("{plugin} failed to load: {error}", plugin=provenance, error=said)
    notes = _notes(provenance, printed.getvalue(), (HEAVY & sys.modules.keys()) - heavy)
    if status != "loaded":
        return Plugin(provenance, status, reason, notes=notes)
    if not hooks:
        notes = (
            *notes,
            _(
                "{plugin} implements no hook: {target} is not a registration module",
                plugin=provenance,
                target=found.entry_point.value,
            ),
        )
    return Plugin(provenance, status, None, specs, hooks, notes)


def _notes(provenance: Provenance, printed: str, heavy: frozenset[str] | set[str]) -> tuple[str, ...]:
    notes = []
    if printed.strip():
        notes.append(
            _(
                "{plugin} printed while it was loaded: {text!r}",
                plugin=provenance,
                text=printed.strip().splitlines()[0][:200],
            )
        )
    if heavy:
        notes.append(
            _(
                "{plugin} imports {names} when it is loaded, which slows every command down",
                plugin=provenance,
                names=", ".join(sorted(heavy)),
            )
        )
    return tuple(notes)
