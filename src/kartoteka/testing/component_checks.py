"""What holds for a component of any kind: its options, and its registration."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from marshmallow import ValidationError

from kartoteka.testing.failed import CheckFailed, expect, expect_none
from kartoteka.testing.registered import registered

if TYPE_CHECKING:
    from kartoteka.testing.checks import Checks

_UNKNOWN = "no_such_option"
_LISTED = "import sys, kartoteka, pluggy; before = set(sys.modules); import {}; print(*(set(sys.modules) - before))"


def options_are_described(checks: Checks) -> None:
    """Every option has a description in plain words: the reference and editors show it."""
    fields = checks.component.Options().fields
    wrong = [name for name, field in fields.items() if not str(field.metadata.get("description", "")).strip()]
    expect_none(wrong, 'these options have no metadata={"description": …}:')


def unknown_options_are_refused(checks: Checks) -> None:
    """An option that the component does not know is an error: a slip of the pen must not pass for an option left out."""
    try:
        checks.component.Options().load({_UNKNOWN: 1})
    except ValidationError as error:
        expect(_UNKNOWN in error.messages_dict, f"the option {_UNKNOWN!r} was passed over; derive Options from OptionsSchema")
        return
    raise CheckFailed(f"the option {_UNKNOWN!r} was taken; derive Options from OptionsSchema")


def registration_is_light(checks: Checks) -> None:
    """The registration module imports `kartoteka` and nothing else: every command, `--help` as well, waits for it."""
    (spec,) = (spec for spec in registered(checks.plugin, checks.kind) if spec.name == checks.use)
    told = subprocess.run(
        [sys.executable, "-c", _LISTED.format(checks.plugin)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    expect(told.returncode == 0, f"{checks.plugin} cannot be imported by itself: {told.stderr.strip().splitlines()[-1:]}")
    loaded = told.stdout.split()
    package = checks.plugin.partition(".")[0]
    parts = checks.plugin.split(".")
    own = {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
    strangers = {name.partition(".")[0] for name in loaded} - set(sys.stdlib_module_names) - {"kartoteka", "pluggy", package}
    further = {name for name in loaded if name.partition(".")[0] == package} - own
    expect_none(sorted(strangers | further), f"{checks.plugin} imports what it does not need to name {spec.target}:")


COMPONENT_CHECKS = (options_are_described, unknown_options_are_refused, registration_is_light)
