"""Write the pages of the reference out of the code: `python docs/generate.py`.

The pages are kept in the repository, so that they can be read where the code is read. A test makes them anew and compares, so
none of them can fall behind.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from _pages import (
    api,
    checks,
    commands,
    components,
    conditions,
    exit_codes,
    fields,
    frequency,
    headcount,
    hooks,
    personas,
    project_file,
    statuses,
)

REFERENCE = Path(__file__).parent / "reference"
PAGES = {
    "hooks.md": hooks.page,
    "api.md": api.page,
    "checks.md": checks.page,
    "components.md": components.page,
    "fields.md": fields.page,
    "commands.md": commands.page,
    "project-file.md": project_file.page,
    "personas.md": personas.page,
    "conditions.md": conditions.page,
    "frequency.md": frequency.page,
    "headcount.md": headcount.page,
    "statuses.md": statuses.page,
    "exit-codes.md": exit_codes.page,
}
MARK = "<!-- Made from the code by docs/generate.py. To change this page, change the code, and run that. -->\n\n"


def pages() -> dict[str, str]:
    """The text of each generated page, by its name in `reference/`."""
    return {name: MARK + page().rstrip("\n") + "\n" for name, page in PAGES.items()}


if __name__ == "__main__":
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
