"""All tests: which language they speak, and which of them need not run on every interpreter.

The program speaks English unless a test says otherwise, whatever the machine and the project speak. No property fails because a
machine was busy.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")
os.environ["KARTOTEKA_LANGUAGE"] = "en"

TESTS = Path(__file__).parent
ONCE = frozenset({"crash", "damage", "databases", "demo", "docs", "report", "test_lowest.py"})
"""What takes minutes and depends on the system, the files, the pages, a database or a browser rather than on the
interpreter: with KARTOTEKA_TESTS=short it is left out, as are the tests marked `slow`.
"""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("KARTOTEKA_TESTS", "all") == "all":
        return
    left_out = [item for item in items if item.path.relative_to(TESTS).parts[0] in ONCE or item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]
