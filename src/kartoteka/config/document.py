"""A YAML file as plain values with the place of each. Whatever is wrong with it is a problem, never a traceback."""

from __future__ import annotations

import codecs
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka.config.nodes import Unreadable, read_nodes
from kartoteka.config.places import Places
from kartoteka.config.shown import shown_path
from kartoteka.errors import Problem
from kartoteka.language import N_
from kartoteka.language import gettext as _

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.nodes import Node


@dataclass(frozen=True, slots=True)
class Document:
    """The values of a file: mappings with text keys, lists, text, numbers, booleans, days, None."""

    data: Any
    places: Places


def read_document(file: Path) -> tuple[Document | None, list[Problem]]:
    """Read a YAML file. The document is None when the file as such cannot be read; otherwise it may still have problems."""
    name = shown_path(file)
    try:
        raw = file.read_bytes()
    except OSError as error:
        return None, [Problem(_("the file cannot be read: {reason}", reason=error.strerror or error), name)]
    text = _decoded(raw, name)
    return (None, [text]) if isinstance(text, Problem) else parse_document(text, name)


def parse_document(text: str, name: str) -> tuple[Document | None, list[Problem]]:
    """Read YAML that is already in memory; `name` stands for the file in problems."""
    node = _composed(text, name)
    if isinstance(node, Problem):
        return None, [node]
    try:
        data, places, problems = read_nodes(node, text, name)
    except Unreadable as error:
        return None, [error.problem]
    return Document(data, places), problems


def _decoded(raw: bytes, name: str) -> str | Problem:
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        if wide:
            return Problem(_("the file begins like UTF-16 but is broken further on"), name, hint=_("save it as UTF-8"))
        before = raw[: error.start].decode("utf-8-sig", errors="replace")
        line, column = _position(before, len(before))
        return Problem(
            _("byte {byte:#04x} is not UTF-8", byte=raw[error.start]),
            name,
            line,
            column,
            hint=_("save the file as UTF-8 in your editor"),
        )


def _composed(text: str, name: str) -> Node | Problem | None:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.reader import ReaderError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an anchor that is defined twice is allowed in YAML 1.2
            node: Node | None = YAML(typ="safe", pure=True).compose(text)
            return node
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        message = " ".join(str(error.problem or error.context or "not YAML").removeprefix("but ").split())
        return Problem(
            _("this is not YAML: {message}", message=message), name, line, column, hint=_syntax_hint(message, error, text)
        )
    except ReaderError as error:
        line, column = _position(text, error.position)
        return Problem(
            _("the character U+{code:04X} may not stand in YAML", code=ord(text[error.position])),
            name,
            line,
            column,
            hint=_("delete it"),
        )
    except RecursionError:
        return Problem(_("this is nested too deeply"), name)
    except (YAMLError, ValueError, OverflowError, LookupError, AttributeError, AssertionError, TypeError) as error:
        # What the parser lets through as other exceptions, such as `"\U11111111"`, is the file's fault all the same.
        message = " ".join(str(error).split()) or type(error).__name__
        return Problem(_("this is not YAML: {message}", message=message), name)


_BRACES = N_('put text that holds { or } in quotes: path: "out/{segment}.csv"')


def _syntax_hint(message: str, error: MarkedYAMLError, text: str) -> str | None:
    context, problem = error.context_mark, error.problem_mark
    if "quoted scalar" in str(error.context) and context:
        return _(
            "the quote that opens in line {line}, column {column} is never closed; close it",
            line=context.line + 1,
            column=context.column + 1,
        )
    if "\\t" in message:
        return _("indent with spaces, not with tabs")
    if "another document" in message:
        return _("keep one document; '---' begins another")
    if "undefined alias" in message:
        return _("define it before with '&', or put the text that begins with '*' in quotes")
    if "mapping values are not allowed" in message:
        return _("put text that holds ': ' in quotes, or check the indentation")
    if "cannot start any token" in message:
        return _("put text that begins with this character in quotes")
    if problem and "<scalar>" in message:
        before = text.splitlines()[problem.line][: problem.column].rstrip()
        if before.endswith(("'", '"')):
            return _("the value begins with a quote and goes on after it: put the whole value in quotes: '\"A b\" > 5'")
        if before.endswith("}"):
            return _(_BRACES)
    if "but got '{'" in message:
        return _(_BRACES)
    if "expected ',' or" in message:
        return _("close the bracket, or put a comma between the entries")
    return None


def _position(text: str, index: int) -> tuple[int, int]:
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1
