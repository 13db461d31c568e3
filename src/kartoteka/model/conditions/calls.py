"""The types of functions and of `case`."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.language import N_, ngettext
from kartoteka.language import gettext as _
from kartoteka.model.conditions.errors import ConditionError, nearest
from kartoteka.model.conditions.fitting import day, described, fit
from kartoteka.model.conditions.tree import Call, Literal, Node, is_null
from kartoteka.model.conditions.whitelist import (
    AS_OF,
    FUNCTIONS_BY_NAME,
    REFUSED,
    REFUSED_FUNCTIONS,
    TODAY,
    WORDS,
    Function,
)
from kartoteka.model.types import ColumnType


def function_named(name: str, at: int) -> Function:
    """A function of the whitelist.

    Raises:
        ConditionError: It is not there; the hint says what is.
    """
    plain = name.lower()
    if plain in TODAY:
        raise ConditionError(_("the clock cannot be read in a condition"), at, _("the run's day is {name}", name=AS_OF))
    if plain in REFUSED_FUNCTIONS:
        what, hint = REFUSED[REFUSED_FUNCTIONS[plain]]
        raise ConditionError(_("{what} cannot be used in a condition", what=_(what)), at, _(hint))
    if plain not in FUNCTIONS_BY_NAME:
        close = nearest(name, FUNCTIONS_BY_NAME)
        known = ", ".join(FUNCTIONS_BY_NAME)
        hint = (
            _("did you mean {name}?", name=FUNCTIONS_BY_NAME[close].signature)
            if close
            else _("the functions are: {names}", names=known)
        )
        raise ConditionError(_("there is no function {name}(…) in conditions", name=name), at, hint)
    return FUNCTIONS_BY_NAME[plain]


def called(function: Function, arguments: Sequence[Node], at: int) -> Node:
    """A function of the whitelist, called."""
    count = len(arguments)
    if count < 1 if function.variadic else count != len(function.arguments):
        raise ConditionError(
            ngettext(
                "{function} does not take {number} argument",
                "{function} does not take {number} arguments",
                count,
                function=function.name,
                number=count,
            ),
            at,
            _("write {expected}", expected=function.signature),
        )
    if function.variadic:
        return _coalesced(arguments, at)
    nodes = tuple(_argument(function, index, node) for index, node in enumerate(arguments))
    if any(is_null(node) for node in nodes):
        return Literal(None, function.result, at)
    result = function.result or nodes[0].type
    assert result is not None  # a node without a type is NULL
    return Call(function.name, nodes, result, at, scale=nodes[0].scale if function.result is None else 0)


def chosen(tests: Sequence[Node], results: Sequence[Node], at: int) -> Node:
    """`case`: the result of the first test that holds, else the last result."""
    fitted, shared = fit(results, N_("case gives both {one} and {other}"))
    if shared is None:
        return Literal(None, None, at)
    return Call("case", (*tests, *fitted), shared, at, scale=max(node.scale for node in fitted))


def _coalesced(arguments: Sequence[Node], at: int) -> Node:
    nodes, shared = fit([node for node in arguments if not is_null(node)], N_("coalesce cannot give both {one} and {other}"))
    if shared is None:
        return Literal(None, None, at)
    return Call("coalesce", nodes, shared, at, scale=max(node.scale for node in nodes))


def _argument(function: Function, index: int, node: Node) -> Node:
    kinds = function.arguments[index]
    if is_null(node):
        return node
    if kinds == (ColumnType.DAY,) and isinstance(node, Literal) and isinstance(node.value, str):
        return day(node.value, node.at)
    if node.type not in kinds:
        raise ConditionError(
            _(
                "{function} takes {kind}, not {value}",
                function=function.name,
                kind=_(WORDS[kinds[0]]),
                value=described(node),
            ),
            node.at,
            function.signature,
        )
    if function.literal and index == len(function.arguments) - 1 and not isinstance(node, Literal):
        raise ConditionError(
            _("{function} looks for a written-out text", function=function.name),
            node.at,
            f"{function.name}(x, 'abc')",
        )
    return node
