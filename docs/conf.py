"""How Sphinx builds these pages. It needs no network."""

from __future__ import annotations

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

project = "kartoteka"
copyright = "the kartoteka authors"  # noqa: A001  # Sphinx wants it under this name
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "_pages"]
html_theme = "furo"
html_title = "kartoteka"
myst_heading_anchors = 4
smartquotes = False  # quotes in conditions are to be copied


def setup(app: Sphinx) -> None:
    """Blocks of CSV are text to the highlighter, which knows no such language."""
    app.add_lexer("csv", TextLexer)
