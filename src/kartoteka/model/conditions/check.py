"""sqlglot's tree to ours: only what is on the whitelist, with columns that exist and types that fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlglot import exp

from kartoteka.language import N_, alternatives_in_words
from kartoteka.language import gettext as _
from kartoteka.model.conditions import arithmetic, calls, fitting
from kartoteka.model.conditions.errors import ConditionError, nearest
from kartoteka.model.conditions.syntax import Tree
from kartoteka.model.conditions.tree import AsOf, Call, Column, Literal, Node, is_null
from kartoteka.model.conditions.whitelist import AS_OF, MAX_CHAIN, REFUSED, TODAY
from kartoteka.model.periods import Period
from kartoteka.model.types import ColumnType

_ARITHMETIC: dict[type[Tree], str] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/"}
_COMPARISONS: dict[type[Tree], str] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}
_KNOWN_ARGUMENTS = {
    *("this", "expression", "expressions", "low", "high", "unit", "ifs", "default", "true"),
    *("negate", "quoted", "to", "query", "table"),
}
_HARMLESS_ARGUMENTS = {"is_string", "safe", "typed", "symmetric"}


class Checker:
    """Types the trees of one text over one set of columns."""

    def __init__(self, columns: Mapping[str, ColumnType]) -> None:
        self._columns = columns
        self._depth = 0
        self._handlers: dict[type[Tree], Callable[..., Node]] = {
            exp.Paren: lambda tree: self.any(tree.this),
            exp.Column: self._column,
            exp.Literal: self._literal,
            exp.Boolean: lambda tree: Literal(bool(tree.this), ColumnType.BOOLEAN, position(tree)),
            exp.Null: lambda tree: Literal(None, None, position(tree)),
            exp.Cast: self._typed_literal,
            exp.And: self._connected,
            exp.Or: self._connected,
            exp.Not: lambda tree: Call("not", (self.boolean(tree.this),), ColumnType.BOOLEAN, position(tree)),
            exp.Is: self._is,
            exp.In: self._in,
            exp.Between: self._between,
            exp.Like: self._like,
            exp.ILike: self._like,
            exp.Neg: lambda tree: arithmetic.negative(self.any(tree.this), position(tree)),
            exp.DPipe: self._joined,
            exp.Case: self._case,
            exp.Anonymous: self._function,
            **dict.fromkeys(_ARITHMETIC, self._arithmetic),
            **dict.fromkeys(_COMPARISONS, self._comparison),
        }

    def any(self, tree: Tree) -> Node:
        """Whatever it is."""
        handler = self._handlers.get(type(tree))
        if handler is None:
            raise refused(tree)
        for name, value in tree.args.items():
            if value and name not in _KNOWN_ARGUMENTS and name not in _HARMLESS_ARGUMENTS:
                raise refused(tree)
        self._depth += 1
        if self._depth > MAX_CHAIN:
            raise ConditionError(
                _("this is too long a chain of operators"),
                position(tree),
                _("at most {most} in a row", most=MAX_CHAIN),
            )
        try:
            return handler(tree)
        finally:
            self._depth -= 1

    def boolean(self, tree: Tree) -> Node:
        """A condition: true, false or unknown."""
        node = self.any(tree)
        if is_null(node):
            return Literal(None, ColumnType.BOOLEAN, node.at)
        if node.type is not ColumnType.BOOLEAN:
            hint = _("compare it with something: employees > 50")
            raise ConditionError(_("{value} is not a condition", value=fitting.described(node)), node.at, hint)
        return node

    def _column(self, tree: exp.Column) -> Node:
        at, name = position(tree), tree.name
        if tree.table or not isinstance(tree.this, exp.Identifier):
            raise ConditionError(
                _("{name} has a dot", name=tree.sql()), at, _('name the column alone; a dot in its name needs quotes: "a.b"')
            )
        quoted = bool(tree.this.args.get("quoted"))
        if name == AS_OF and not quoted:
            return AsOf(at)
        if name not in self._columns and not quoted:
            same = [column for column in self._columns if column.casefold() == name.casefold()]
            if len(same) > 1:
                choice = alternatives_in_words([f'"{column}"' for column in same])
                raise ConditionError(
                    _("{name} could be more than one column", name=name),
                    at,
                    _("write {names}, with the quotes", names=choice),
                )
            name = same[0] if same else AS_OF if name.lower() == AS_OF else name
            if name == AS_OF:
                return AsOf(at)
        if name not in self._columns:
            raise self._unknown_column(name, at, quoted=quoted)
        return Column(name, self._columns[name], at, scale=4 if self._columns[name] is ColumnType.MONEY else 0)

    def _unknown_column(self, name: str, at: int, *, quoted: bool) -> ConditionError:
        from kartoteka.model.fields import field

        if name.lower() in TODAY:
            return ConditionError(_("the clock cannot be read in a condition"), at, _("the run's day is {name}", name=AS_OF))
        if "customer_id" in self._columns and field("customers", name) is not None:
            hint = _(
                "it is a field of the customers; say which column it is: columns: {{{name}: …}} under sources.customers",
                name=name,
            )
            return ConditionError(_('there is no column "{name}"', name=name), at, hint)
        if close := nearest(name, [*self._columns, AS_OF]):
            spelled = close if close.isidentifier() else f'"{close}"'
            return ConditionError(_('there is no column "{name}"', name=name), at, _("did you mean {name}?", name=spelled))
        known = ", ".join(sorted(self._columns)[:12]) + (", …" if len(self._columns) > 12 else "")
        names = known or _("none")
        hint = (
            _("a text stands in single quotes: '{name}'; the columns are: {names}", name=name, names=names)
            if quoted
            else _("the columns are: {names}", names=names)
        )
        return ConditionError(_('there is no column "{name}"', name=name), at, hint)

    def _literal(self, tree: exp.Literal) -> Node:
        if tree.is_string:
            return Literal(str(tree.this), ColumnType.TEXT, position(tree))
        return fitting.number(str(tree.this), position(tree))

    def _typed_literal(self, tree: exp.Cast) -> Node:
        kind, value = tree.to.this, tree.this
        written = isinstance(value, exp.Literal) and value.is_string and value.meta.get("start", 0) > 0
        if not written or not self._spelled_in_front(tree):
            raise refused(tree)
        if kind == exp.DataType.Type.DATE:
            return fitting.day(str(value.this), position(value))
        if kind == exp.DataType.Type.TIMESTAMP:
            return fitting.moment(str(value.this), position(value))
        raise refused(tree)

    @staticmethod
    def _spelled_in_front(tree: exp.Cast) -> bool:
        """`date '…'`, not `'…'::date`: sqlglot marks only the first as typed already."""
        return tree.type is not None

    def _connected(self, tree: exp.And | exp.Or) -> Node:
        operands = tuple(self.boolean(operand) for operand in _flat(tree))
        return Call("and" if isinstance(tree, exp.And) else "or", operands, ColumnType.BOOLEAN, position(tree))

    def _comparison(self, tree: Tree) -> Node:
        return compared(_COMPARISONS[type(tree)], self.any(tree.this), self.any(tree.args["expression"]), position(tree))

    def _is(self, tree: exp.Is) -> Node:
        at = position(tree)
        if isinstance(tree.expression, exp.Null):
            operand = self.any(tree.this)
            if isinstance(operand, Literal):
                return Literal(is_null(operand), ColumnType.BOOLEAN, at)
            return Call("is_null", (operand,), ColumnType.BOOLEAN, at)
        if isinstance(tree.expression, exp.Boolean):
            name = "is_true" if tree.expression.this else "is_false"
            return Call(name, (self.boolean(tree.this),), ColumnType.BOOLEAN, at)
        raise ConditionError(_("is stands before null, true or false"), at, _("to compare two values write ="))

    def _in(self, tree: exp.In) -> Node:
        at = position(tree)
        if tree.args.get("query") is not None:
            raise refused(tree.args["query"])
        if not tree.expressions:
            raise ConditionError(_("the list after in is empty"), at, _("write the values in parentheses: x in ('a', 'b')"))
        values = [self.any(value) for value in tree.expressions]
        nodes, shared = fitting.fit([self.any(tree.this), *values], fitting.CANNOT_COMPARE)
        if shared is None or is_null(nodes[0]):
            return Literal(None, ColumnType.BOOLEAN, at)
        return Call("in", nodes, ColumnType.BOOLEAN, at)

    def _between(self, tree: exp.Between) -> Node:
        at, value = position(tree), self.any(tree.this)
        low = compared(">=", value, self.any(tree.args["low"]), at)
        high = compared("<=", value, self.any(tree.args["high"]), at)
        return Call("and", (low, high), ColumnType.BOOLEAN, at)

    def _like(self, tree: exp.Like | exp.ILike) -> Node:
        at, name = position(tree), "ilike" if isinstance(tree, exp.ILike) else "like"
        value, pattern = self.any(tree.this), self.any(tree.expression)
        if value.type not in (ColumnType.TEXT, None):
            raise ConditionError(
                _("{value} is not a text", value=fitting.described(value)),
                value.at,
                _("{operator} compares a text with a pattern", operator=name),
            )
        if not isinstance(pattern, Literal) or pattern.type not in (ColumnType.TEXT, None):
            raise ConditionError(_("{operator} needs a written-out pattern", operator=name), pattern.at, f"x {name} 'A%'")
        if is_null(value) or is_null(pattern):
            return Literal(None, ColumnType.BOOLEAN, at)
        node = Call(name, (value,), ColumnType.BOOLEAN, at, pattern=str(pattern.value))
        return Call("not", (node,), ColumnType.BOOLEAN, at) if tree.args.get("negate") else node

    def _arithmetic(self, tree: Tree) -> Node:
        operator, at = _ARITHMETIC[type(tree)], position(tree)
        left, right = tree.this, tree.args["expression"]
        if isinstance(left, exp.Interval) and operator == "+" and not isinstance(right, exp.Interval):
            left, right = right, left
        if isinstance(right, exp.Interval):
            return arithmetic.moved(operator, self.any(left), _period(right, at), position(right, at))
        return arithmetic.calculated(operator, self.any(left), self.any(right), at)

    def _joined(self, tree: exp.DPipe) -> Node:
        nodes = (self.any(tree.this), self.any(tree.args["expression"]))
        for node in nodes:
            if is_null(node):
                return node
            if node.type is not ColumnType.TEXT:
                raise ConditionError(_("{value} is not a text", value=fitting.described(node)), node.at, _("|| joins texts"))
        return Call("||", nodes, ColumnType.TEXT, position(tree))

    def _case(self, tree: exp.Case) -> Node:
        whens = tree.args["ifs"]
        if tree.this is None:
            tests = [self.boolean(when.this) for when in whens]
        else:
            subject = self.any(tree.this)
            tests = [compared("=", subject, self.any(when.this), position(when.this)) for when in whens]
        default = tree.args.get("default")
        results = [self.any(when.args["true"]) for when in whens]
        results.append(Literal(None, None) if default is None else self.any(default))
        return calls.chosen(tests, results, position(tree))

    def _function(self, tree: exp.Anonymous) -> Node:
        at = position(tree)
        function = calls.function_named(str(tree.this), at)
        return calls.called(function, [self.any(argument) for argument in tree.expressions], at)


def compared(operator: str, left: Node, right: Node, at: int) -> Node:
    """`left operator right`."""
    (left, right), shared = fitting.fit((left, right), fitting.CANNOT_COMPARE)
    if shared is None or is_null(left) or is_null(right):
        return Literal(None, ColumnType.BOOLEAN, at)
    if shared is ColumnType.BOOLEAN and operator not in ("=", "<>"):
        raise ConditionError(
            _("true and false have no order for {operator}", operator=operator), at, _("compare them with = or <>")
        )
    return Call(operator, (left, right), ColumnType.BOOLEAN, at)


def position(tree: Tree, otherwise: int = 0) -> int:
    """Where a tree begins in the text, as far as sqlglot remembers."""
    starts = [node.meta["start"] for node in tree.walk() if "start" in node.meta] if tree else []
    return min(starts, default=otherwise)


def refused(tree: Tree) -> ConditionError:
    """It is SQL, but not of the kind that conditions are made of."""
    name = type(tree).__name__
    what, hint = REFUSED.get(name, (f"SQL ({name})", N_("the operators and functions of conditions are listed in the docs")))
    what = _(what) if name in REFUSED else _("this kind of SQL ({name})", name=name)
    return ConditionError(_("{what} cannot be used in a condition", what=what), position(tree), _(hint))


def _flat(tree: exp.And | exp.Or) -> list[Tree]:
    """The operands of a chain of one connector, without recursion: a chain may be long."""
    operands: list[Tree] = []
    waiting: list[Tree] = [tree]
    while waiting:
        node = waiting.pop()
        if type(node) is type(tree):
            waiting += [node.args["expression"], node.this]
        else:
            operands.append(node)
    return operands


def _period(tree: exp.Interval, at: int) -> Period:
    number, unit = tree.this, tree.args.get("unit")
    if not isinstance(number, exp.Literal):
        raise ConditionError(_("a period is written out"), position(tree, at), "interval '30' day, interval '2 weeks'")
    text = f"{number.this} {unit.name.lower() if unit else ''}".strip()
    try:
        return Period.parse(text)
    except ValueError as error:
        raise ConditionError(f"{error}", position(tree, at), "interval '30' day, interval '2 weeks'") from None
