"""The README and the pages of `docs/`, cut into blocks. A comment before a block says what a test has to do with it.

- ```` ```yaml ```` that begins with `version:` is a whole project. It is written to `kartoteka.yaml`, checked, and run.
- `<!-- in: pipelines.print-shop.campaigns -->` before YAML: it stands there in the project before it on the page, or in that
  of the print shop. The result is checked and run without keeping anything.
- `<!-- excerpt: pipelines.print-shop.segments.loyalty -->` before YAML: it stands there in the project of the print shop.
- `<!-- file: data/orders.csv cp1250 -->` before any block: it is that file, in that encoding (UTF-8 where none is named).
- `<!-- shows: out/list.csv -->` before any block: the lines stand in that file. `…` is whatever there is, alone on a line for
  any number of lines.
- `<!-- output: kartoteka check -->` before any block: the command prints these lines. `…` as above.
- `scores: {…}` within a sentence, likewise `segments` and `campaigns`, stands in the pipeline of the print shop.
- Python or TOML whose first line is a comment with the name of a file belongs to the plugin of the page, which is installed.
- Other Python is run, unless `<!-- hook -->` stands before it: then it is registered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(page for page in DOCS.rglob("*.md") if "_build" not in page.parts))

_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<language>\S*)\s*$")
_NOTE = re.compile(r"^<!--\s*(?P<kind>[a-z]+)(?::\s*(?P<value>.*?))?\s*-->$")
_NAMED = re.compile(r"# (?P<file>[\w./-]+\.(?:py|toml))$")


@dataclass(frozen=True)
class Block:
    """A block of code of a page.

    Attributes:
        line: Where its text begins, from 1.
        kind: What the comment before it says it is; "" where there is none.
        value: What the comment says about it.
    """

    page: Path
    line: int
    language: str
    text: str
    kind: str = ""
    value: str = ""

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def is_project(self) -> bool:
        return self.language == "yaml" and self.text.startswith("version:")

    @property
    def plugin_file(self) -> str | None:
        """The file of a plugin that it is."""
        found = _NAMED.match(self.text.partition("\n")[0]) if self.language in ("python", "toml") else None
        return found["file"] if found else None


def blocks(page: Path) -> list[Block]:
    """All blocks of a page, in order."""
    return list(_blocks(page))


def _blocks(page: Path) -> Iterator[Block]:
    lines = page.read_text(encoding="utf-8").splitlines()
    number, kind, value = 0, "", ""
    while number < len(lines):
        note = _NOTE.match(lines[number])
        opened = _FENCE.match(lines[number])
        if note:
            kind, value = note["kind"], note["value"] or ""
        elif opened:
            start = number + 1
            end = next(at for at in range(start, len(lines)) if lines[at].rstrip() == opened["fence"])
            yield Block(page, start + 1, opened["language"], "\n".join(lines[start:end]) + "\n", kind, value)
            number = end
            kind = value = ""
        elif lines[number].strip():
            kind = value = ""
        number += 1


def prose(page: Path) -> str:
    """A page without its blocks."""
    text = page.read_text(encoding="utf-8")
    return re.sub(r"^(`{3,})\S*\s*\n.*?^\1\s*$", "", text, flags=re.DOTALL | re.MULTILINE)


def page_id(page: Path) -> str:
    return str(page.relative_to(ROOT))
