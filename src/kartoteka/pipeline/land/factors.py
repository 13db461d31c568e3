"""Which of the cells that a calculation reads are amounts, and which are mere numbers beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kartoteka.model.fields import Field
from kartoteka.model.types import Money
from kartoteka.pipeline.land.computed import header_in, trees_of, type_by_name

if TYPE_CHECKING:
    from sqlglot import expressions as exp


def mere_numbers(text: str, headers: Sequence[str], fields: Sequence[Field]) -> frozenset[str]:
    """The headers to which the currency of a row does not apply, in a calculation that gives an amount.

    Of a product one factor is an amount: a quantity times a price is worth as much as the price says, once. It is the factor
    whose header is that of an amount, else one whose header says nothing, else the last; a divisor never is.
    """
    mere: list[str] = []
    amounts: list[str] = []
    for tree in trees_of(text):
        found = list(_mere(tree, headers, fields, amount=True))
        # By identity: nodes of one text are equal.
        others = [column for column in _columns(tree) if all(column is not one for one in found)]
        mere += _names(found, headers)
        amounts += _names(others, headers)
    return frozenset(mere) - frozenset(amounts)


def _mere(node: Any, headers: Sequence[str], fields: Sequence[Field], *, amount: bool) -> Iterator[exp.Expression]:
    from sqlglot import expressions as exp

    match node:
        case exp.Column():
            if not amount:
                yield node
        case exp.Mul():
            factors = list(_factors(node))
            _, best = max((_likeness(factor, headers, fields), place) for place, factor in enumerate(factors))
            for place, factor in enumerate(factors):
                yield from _mere(factor, headers, fields, amount=amount and place == best)
        case exp.Div():
            yield from _mere(node.this, headers, fields, amount=amount)
            yield from _mere(node.expression, headers, fields, amount=False)
        case _:
            for below in node.iter_expressions():
                yield from _mere(below, headers, fields, amount=amount)


def _factors(node: Any) -> Iterator[Any]:
    from sqlglot import expressions as exp

    inner = node.this if isinstance(node, exp.Paren) and isinstance(node.this, exp.Mul) else node
    if isinstance(inner, exp.Mul):
        yield from _factors(inner.this)
        yield from _factors(inner.expression)
    else:
        yield node


def _likeness(factor: Any, headers: Sequence[str], fields: Sequence[Field]) -> int:
    """How much a factor looks like an amount; a number that is written out does not at all."""
    types = [type_by_name(name, fields) for name in _names(_columns(factor), headers)]
    return max((3 if type_ is Money else 1 if type_ is not None else 2 for type_ in types), default=0)


def _columns(node: Any) -> list[exp.Expression]:
    from sqlglot import expressions as exp

    return list(node.find_all(exp.Column))


def _names(columns: Sequence[Any], headers: Sequence[str]) -> list[str]:
    return [name for name in (header_in(column.name, headers) for column in columns) if name is not None]
