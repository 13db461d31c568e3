from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many kills hit which phase."""
    for report in terminalreporter.stats.get("passed", []):
        kills = dict(report.user_properties).get("kills")
        if kills:
            told = ", ".join(f"{phase} {number}" for phase, number in kills.items())
            terminalreporter.write_line(f"kills in {report.nodeid.rpartition('::')[2]}: {told}")
