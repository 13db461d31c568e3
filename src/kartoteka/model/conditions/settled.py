"""What a condition can be whatever the row: for telling of one that holds for everybody, or for nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kartoteka.model.conditions.tree import Call, Literal, Node, names_in
from kartoteka.model.types import ColumnType

Truth = bool | None
ANY: frozenset[Truth] = frozenset({True, False, None})


def truths(node: Node, as_of: date) -> frozenset[Truth]:
    """Everything that a condition can be: true, false, unknown (None). It may name more than ever come, and never fewer."""
    match node:
        case Literal(bool() | None as value):
            return frozenset({value})
        case Call("and", arguments):
            return _joined((truths(argument, as_of) for argument in arguments), ends=False)
        case Call("or", arguments):
            return _joined((truths(argument, as_of) for argument in arguments), ends=True)
        case Call("not", (argument,)):
            return frozenset(None if value is None else not value for value in truths(argument, as_of))
        case Call("is_true", (argument,)):
            return frozenset(value is True for value in truths(argument, as_of))
        case Call("is_false", (argument,)):
            return frozenset(value is False for value in truths(argument, as_of))
    if node.type is ColumnType.BOOLEAN and not any(names_in(node)):
        return _evaluated(node, as_of)
    return ANY


def _joined(operands: Iterable[frozenset[Truth]], *, ends: bool) -> frozenset[Truth]:
    """What `and` (which false `ends`) or `or` (which true does) makes of all combinations."""
    found: frozenset[Truth] = frozenset({not ends})
    for operand in operands:
        pairs = ((one, other) for one in found for other in operand)
        found = frozenset(ends if ends in pair else None if None in pair else not ends for pair in pairs)
    return found


def _evaluated(node: Node, as_of: date) -> frozenset[Truth]:
    """A condition without columns, as an engine finds it."""
    import narwhals.stable.v2 as nw
    import pyarrow as pa

    from kartoteka.model.conditions.build import build, spread

    row = nw.from_native(pa.table({"row": [1]}), eager_only=True)
    try:
        value = row.select(truth=spread(build(node, as_of), "row"))["truth"].to_list()[0]
    except Exception:  # an engine may not be able to; then nothing is known of it
        return ANY
    return frozenset({None if value is None else bool(value)})
