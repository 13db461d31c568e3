"""The oldest dependencies that are tested are the oldest that are allowed."""

from __future__ import annotations

import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]


def test_the_pins_are_the_lower_bounds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    written = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    allowed = {}
    for requirement in map(Requirement, written):
        (bound,) = requirement.specifier
        assert bound.operator == ">=", f"{requirement} needs a lower bound and nothing else"
        allowed[requirement.name] = bound.version
    pins = [line.split("==") for line in (ROOT / "tests" / "lowest.txt").read_text().splitlines() if "==" in line]

    assert dict(pins) == allowed
