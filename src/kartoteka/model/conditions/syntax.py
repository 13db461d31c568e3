"""Text to sqlglot trees, one for each top-level conjunct, refusing what cannot be read safely or one way only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlglot import Token, TokenType, exp, tokenize
from sqlglot.errors import ParseError, TokenError
from sqlglot.parser import Parser

from kartoteka.language import N_
from kartoteka.language import gettext as _
from kartoteka.model.conditions.errors import ConditionError
from kartoteka.model.conditions.whitelist import MAX_NESTING

Tree: TypeAlias = "exp.Expr"
"""A tree of sqlglot's."""

QUOTING = N_("names with blanks and reserved words stand in double quotes (\"Nr klienta\"), texts in single ones ('food')")

_COMPARISONS = {TokenType.EQ, TokenType.NEQ, TokenType.LT, TokenType.LTE, TokenType.GT, TokenType.GTE}
_OPENING = {TokenType.L_PAREN, TokenType.CASE, TokenType.L_BRACKET, TokenType.L_BRACE}
_CLOSING = {TokenType.R_PAREN, TokenType.END, TokenType.R_BRACKET, TokenType.R_BRACE}
_SIGNS = {TokenType.DASH, TokenType.NOT, TokenType.PLUS}
_FRESH = {TokenType.AND, TokenType.OR, TokenType.COMMA, TokenType.WHEN, TokenType.THEN, TokenType.ELSE}


class _Grammar(Parser):
    """Every function call is read as just that: a name and arguments. The whitelist knows the rest."""

    FUNCTIONS = {}
    FUNCTION_PARSERS = {}
    NO_PAREN_FUNCTIONS = {}
    NO_PAREN_FUNCTION_PARSERS = {"CASE": Parser.NO_PAREN_FUNCTION_PARSERS["CASE"]}


@dataclass(frozen=True, slots=True)
class Part:
    """A top-level conjunct: its original spelling and its tree."""

    text: str
    tree: Tree


def read(text: str) -> tuple[Part, ...]:
    """The conjuncts of a condition, in their order; one for anything that is not an `and`.

    Raises:
        ConditionError: It is not SQL, or too deep, or nothing at all.
    """
    try:
        tokens = tokenize(text)
    except TokenError:
        raise ConditionError(_("a quote is opened and never closed"), _unclosed(text), _(QUOTING)) from None
    if not tokens:
        raise ConditionError(_("there is no condition here"), None, _("write something such as employees > 50"))
    _refuse_unclear(tokens)
    return tuple(Part(text[part[0].start : part[-1].end + 1], _parse(part, text)) for part in _conjuncts(tokens))


def names_of(tree: Tree) -> list[exp.Column]:
    """Every column that a tree names, known or not, in the order of the text."""
    return list(tree.find_all(exp.Column, bfs=False))


def _refuse_unclear(tokens: Sequence[Token]) -> None:
    """Refuse comments, statements, deep nesting, and `a = b is null`, which readers of SQL group in different ways."""
    nesting = signs = 0
    compared = [False]
    for token in tokens:
        kind = token.token_type
        if token.comments:
            raise ConditionError(
                _("there is a comment here"), token.start, _("comment in YAML with #; for minus a minus write -(-x)")
            )
        if kind is TokenType.SEMICOLON:
            raise ConditionError(
                _("a condition ends here, and something else begins"), token.start, _("leave out the semicolon")
            )
        if kind in _OPENING:
            nesting += 1
            compared.append(False)
        elif kind in _CLOSING:
            nesting = max(0, nesting - 1)
            compared = compared[:-1] or [False]
        elif kind in _FRESH:
            compared[-1] = False
        elif kind in _COMPARISONS:
            compared[-1] = True
        elif kind is TokenType.IS and compared[-1]:
            raise ConditionError(
                _("is after a comparison can be read in two ways"),
                token.start,
                _("put parentheses: (a = b) is null, or a = (b is null)"),
            )
        signs = signs + 1 if kind in _SIGNS else 0
        if nesting > MAX_NESTING or signs > MAX_NESTING:
            raise _too_deep(token.start)


def _conjuncts(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Cut at each `and` that stands outside of parentheses, unless an `or` does."""
    inner = _unwrapped(tokens)
    parts: list[Sequence[Token]] = []
    begin = depth = between = 0
    for index, token in enumerate(inner):
        kind = token.token_type
        depth += (kind in _OPENING) - (kind in _CLOSING)
        if depth:
            continue
        if kind is TokenType.OR:
            return [tokens]
        if kind is TokenType.BETWEEN:
            between += 1
        elif kind is TokenType.AND and between:
            between -= 1
        elif kind is TokenType.AND:
            if index == begin:
                raise ConditionError(_("there is nothing before this and"), token.start, _("a condition stands on either side"))
            parts.append(inner[begin:index])
            begin = index + 1
    if begin == len(inner):
        raise ConditionError(_("there is nothing after this and"), inner[-1].start, _("a condition stands on either side"))
    parts.append(inner[begin:])
    if len(parts) == 1:
        return [tokens]
    return [conjunct for part in parts for conjunct in _conjuncts(part)]


def _unwrapped(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without the parentheses around the whole."""
    while len(tokens) > 2 and tokens[0].token_type is TokenType.L_PAREN:
        depth = 1
        closing = 0
        while depth and closing < len(tokens) - 1:
            closing += 1
            kind = tokens[closing].token_type
            depth += (kind is TokenType.L_PAREN) - (kind is TokenType.R_PAREN)
        if depth or closing < len(tokens) - 1:
            break
        tokens = tokens[1:-1]
    return tokens


def _parse(tokens: Sequence[Token], text: str) -> Tree:
    try:
        tree = _Grammar().parse_into(exp.Condition, list(tokens), text)[0]
    except ParseError as error:
        raise _syntax_error(error, text) from None
    except RecursionError:
        raise _too_deep(tokens[0].start) from None
    except Exception:  # on some broken texts sqlglot stumbles instead of saying what is wrong
        raise ConditionError(_("this is not a condition"), tokens[0].start, _(QUOTING)) from None
    if not isinstance(tree, exp.Expression):
        raise ConditionError(_("there is no condition here"), tokens[0].start, _(QUOTING))
    return tree


def _syntax_error(error: ParseError, text: str) -> ConditionError:
    if not error.errors:
        return ConditionError(_("this is not a condition"), None, _(QUOTING))
    found = error.errors[0]
    word = str(found.get("highlight") or "")
    lines = text.splitlines(keepends=True)
    end = sum(len(line) for line in lines[: int(found.get("line") or 1) - 1]) + int(found.get("col") or 0)
    column = min(max(0, end - len(word)), max(0, len(text) - 1))
    description = str(found.get("description") or "")
    if description.startswith("Expecting )"):
        return ConditionError(
            _("a closing parenthesis is missing, at the latest after {word!r}", word=word), column, _("add ) where it belongs")
        )
    if description.startswith("Required keyword"):
        return ConditionError(
            _("something is missing beside {word!r}", word=word), column, _("an operator has something on either side")
        )
    hint = _("there is no opening parenthesis for it") if word == ")" else _(QUOTING)
    return ConditionError(_("{word!r} does not fit here", word=word), column, hint)


def _unclosed(text: str) -> int | None:
    """Where the quote begins that is not closed."""
    opened: int | None = None
    for index, character in enumerate(text):
        if opened is None and character in "'\"":
            opened = index
        elif opened is not None and character == text[opened]:
            opened = None
    return opened


def _too_deep(column: int) -> ConditionError:
    return ConditionError(
        _("this is nested more than {most} deep", most=MAX_NESTING),
        column,
        _("write it flatter: in (…) for many values, several rules for many cases"),
    )
