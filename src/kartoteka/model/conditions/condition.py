"""The two ways in: a condition, and a computed column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kartoteka.language import gettext as _
from kartoteka.model.conditions.errors import ConditionError
from kartoteka.model.conditions.tree import Call, Literal, Node, names_in, texts_compared
from kartoteka.model.conditions.whitelist import WORDS
from kartoteka.model.types import ColumnType

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

    from kartoteka.model.conditions.check import Checker
    from kartoteka.model.conditions.syntax import Tree


@dataclass(frozen=True, slots=True)
class Conjunct:
    """One of the conditions that a condition joins by `and`.

    Attributes:
        text: As it was written.
        names: The columns it uses.
    """

    text: str
    names: frozenset[str]
    _tree: Node = field(repr=False)
    _anchor: str | None = field(default=None, repr=False)

    @property
    def texts_compared(self) -> tuple[tuple[str, str], ...]:
        """Each column with a written-out text that `=`, `<>` or `in` compares it with, once."""
        return tuple(dict.fromkeys(texts_compared(self._tree)))

    def truths(self, as_of: date) -> frozenset[bool | None]:
        """Everything that it can be for any row: true, false, unknown (None). It may name more than ever come, never fewer."""
        from kartoteka.model.conditions.settled import truths

        return truths(self._tree, as_of)

    def expression(self, as_of: date) -> nw.Expr:
        """True, false or unknown (null) for each row, one value for each row even where no column is named."""
        from kartoteka.model.conditions.build import build, spread

        built = build(self._tree, as_of)
        return built if self.names else spread(built, self._anchor)


@dataclass(frozen=True, slots=True)
class Condition(Conjunct):
    """A where-clause, checked and ready to be compiled. Made by `parse_condition`.

    Attributes:
        conjuncts: What is joined by `and` at the top, each to be evaluated alone; a condition without `and` is its own only
            conjunct.
    """

    conjuncts: tuple[Conjunct, ...] = ()


@dataclass(frozen=True, slots=True)
class Computed:
    """A column computed from others. Made by `parse_expression`.

    Attributes:
        text: As it was written.
        type: Of its values. `+`, `-` and `*` on whole numbers and amounts are exact: the product of two amounts keeps all
            its decimal places, so that an amount may come with more than four and has to be rounded where it is stored.
            With a plain number, or through `/`, the result is a plain number.
        names: The columns it uses.
    """

    text: str
    type: ColumnType
    names: frozenset[str]
    _tree: Node = field(repr=False)

    def expression(self, as_of: date) -> nw.Expr:
        """The value for each row."""
        from kartoteka.model.conditions.build import build

        return build(self._tree, as_of)


def parse_condition(text: str, columns: Mapping[str, ColumnType]) -> Condition:
    """Read a where-clause over columns.

    Args:
        text: Such as `employees > 50 and "Nr klienta" like 'A%'`.
        columns: What there is, with types. An unquoted name matches whatever its case, where only one column does.

    Raises:
        ConditionError: It is not SQL, uses something that is not on the whitelist or a column that does not exist, or
            its types do not fit.
    """
    from kartoteka.model.conditions.check import Checker
    from kartoteka.model.conditions.syntax import read

    parts = read(text)
    check = Checker(columns).boolean
    anchor = "customer_id" if "customer_id" in columns else next(iter(columns), None)
    trees = [check(part.tree) for part in parts]
    conjuncts = tuple(
        Conjunct(part.text, frozenset(names_in(tree)), tree, anchor) for part, tree in zip(parts, trees, strict=True)
    )
    whole = trees[0] if len(trees) == 1 else Call("and", tuple(trees), ColumnType.BOOLEAN)
    return Condition(text, frozenset(names_in(whole)), whole, anchor, conjuncts)


def understood_conjuncts(text: str, columns: Mapping[str, ColumnType]) -> tuple[Conjunct, ...]:
    """Those conjuncts of a condition that can be understood by themselves; none where the text is no condition at all.

    For what can be told of a condition some of whose columns nobody knows.
    """
    from kartoteka.model.conditions.check import Checker
    from kartoteka.model.conditions.syntax import read

    understood = []
    with suppress(ConditionError):
        for part in read(text):
            with suppress(ConditionError):
                tree = Checker(columns).boolean(part.tree)
                understood.append(Conjunct(part.text, frozenset(names_in(tree)), tree))
    return tuple(understood)


def mistakes(text: str, columns: Mapping[str, ColumnType], hidden: Callable[[str], bool] | None = None) -> list[ConditionError]:
    """What is wrong with a condition: the first mistake of each conjunct.

    Args:
        text: The condition.
        columns: What there is, with types.
        hidden: Whether there may be a column of this name although `columns` has none. Of a conjunct that uses one, only the
            other names are judged: nobody knows its type.
    """
    from kartoteka.model.conditions.check import Checker
    from kartoteka.model.conditions.syntax import names_of, read

    try:
        parts = read(text)
    except ConditionError as error:
        return [error]
    checker = Checker(columns)
    found = []
    for part in parts:
        names = [] if hidden is None else names_of(part.tree)
        known = [name for name in names if hidden is None or _knows(checker, name) or not hidden(name.name)]
        try:
            if len(known) < len(names):
                for name in known:
                    checker.any(name)
            else:
                checker.boolean(part.tree)
        except ConditionError as error:
            found.append(error)
    return found


def _knows(checker: Checker, name: Tree) -> bool:
    try:
        checker.any(name)
    except ConditionError:
        return False
    return True


def parse_expression(text: str, columns: Mapping[str, ColumnType]) -> Computed:
    """Read a computed column, such as `Quantity * UnitPrice`; the same language as conditions.

    Raises:
        ConditionError: As `parse_condition`, or it is always empty.
    """
    from kartoteka.model.conditions.check import Checker
    from kartoteka.model.conditions.syntax import read

    parts = read(text)
    checker = Checker(columns)
    if len(parts) > 1:
        tree: Node = Call("and", tuple(checker.boolean(part.tree) for part in parts), ColumnType.BOOLEAN)
    else:
        tree = checker.any(parts[0].tree)
    if tree.type is None or (isinstance(tree, Literal) and tree.value is None):
        kinds = ", ".join(map(_, WORDS.values()))
        raise ConditionError(_("this is always empty"), 0, _("a computed column gives one of: {kinds}", kinds=kinds))
    return Computed(text, tree.type, frozenset(names_in(tree)), tree)
