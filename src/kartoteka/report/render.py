"""The page as HTML: one file that asks for nothing, and in which nothing runs but its own script."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path

from kartoteka.errors import ConfigError
from kartoteka.language import gettext as _
from kartoteka.language import ngettext, pgettext, speaking
from kartoteka.report.page import Mark, Page

_TEMPLATES = Path(__file__).with_name("templates")
_FILTER_FROM = 8
_SIGNS: dict[Mark, str] = {
    "up": "▲",
    "down": "▼",
    "sideways": "◆",
    "new": "+",
    "gone": "−",
    "stayed": "=",
    "passed": "✓",
    "failed": "✗",
    "open": "?",
}


def render(page: Page) -> str:
    """The whole document. Every text of the page is escaped; the markup of pictures is this program's own.

    Raises:
        ConfigError: The library of the templates is missing.
    """
    try:
        import jinja2
        from markupsafe import Markup
    except ImportError:
        raise missing_library("jinja2") from None
    style = (_TEMPLATES / "style.css").read_text(encoding="utf-8")
    script = (_TEMPLATES / "tables.js").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"kind": _kind, "worth": _worth, "made_here": Markup}
    environment.globals |= {"_": _, "ngettext": ngettext, "pgettext": pgettext}
    with speaking(page.language):
        return environment.get_template("report.html").render(
            page=page,
            policy=_policy(style, script),
            style=Markup(style),  # noqa: S704  # files of this program
            script=Markup(script),  # noqa: S704
            signs=_SIGNS,
            words=_words(),
            filter_from=_FILTER_FROM,
        )


def missing_library(name: str) -> ConfigError:
    """The extra of the report is not installed."""
    told = _("reports need the library {name}, which is not installed", name=name)
    return ConfigError(told, hint="pip install 'kartoteka[report]'")


def _policy(style: str, script: str) -> str:
    """A Content-Security-Policy: this style, this script, and nothing from anywhere."""
    allowed = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    return f"{allowed}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _kind(block: object) -> str:
    return type(block).__name__


def _worth(number: float) -> str:
    """A number as JavaScript reads it, short."""
    return f"{number:.10g}"


def _words() -> dict[Mark, str]:
    """What the signs say."""
    return {
        "up": _("up"),
        "down": _("down"),
        "sideways": _("sideways"),
        "new": _("new"),
        "gone": _("gone"),
        "stayed": _("stayed"),
        "passed": _("passed"),
        "failed": _("not passed"),
        "open": _("open"),
    }
