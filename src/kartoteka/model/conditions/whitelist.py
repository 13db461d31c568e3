"""All that a condition may be made of, as data. What is not listed here is refused."""

from __future__ import annotations

from dataclasses import dataclass

from kartoteka.language import N_
from kartoteka.language import gettext as _
from kartoteka.model.types import ColumnType

MAX_NESTING = 40
"""How deep parentheses, function calls and signs may lie in one another."""

MAX_CHAIN = 200
"""How many arithmetic or comparison operators may follow one another without parentheses."""

MAX_DECIMALS = 12
"""How many decimal places a product of amounts may have, so that it stays exact: three amounts of four."""

AS_OF = "as_of"
"""The name of the run's day inside a condition, unless it is quoted."""

TODAY = frozenset({"current_date", "current_timestamp", "now", "today", "getdate", "sysdate"})
"""Ways to ask for the clock; the same inputs and as-of date must give the same result."""

NUMERIC = (ColumnType.INTEGER, ColumnType.MONEY, ColumnType.NUMBER)
ANY = tuple(ColumnType)

WORDS = {
    ColumnType.TEXT: N_("a text"),
    ColumnType.INTEGER: N_("a whole number"),
    ColumnType.NUMBER: N_("a number"),
    ColumnType.MONEY: N_("an amount"),
    ColumnType.BOOLEAN: N_("true or false"),
    ColumnType.DAY: N_("a day"),
    ColumnType.MOMENT: N_("a moment"),
}


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator: how it is written, on what, and what comes out."""

    spelling: str
    operands: str
    result: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Function:
    """A function: the types of its arguments, and of its result (None: the type its arguments share).

    Attributes:
        literal: The last argument must be written out, it cannot be a column.
        variadic: It takes one argument or more, of one type.
    """

    name: str
    arguments: tuple[tuple[ColumnType, ...], ...]
    result: ColumnType | None
    meaning: str
    literal: bool = False
    variadic: bool = False

    @property
    def signature(self) -> str:
        """`starts_with(a text, a text)`."""
        kinds = [
            _("a number") if kinds == NUMERIC else _("anything") if kinds == ANY else _(WORDS[kinds[0]])
            for kinds in self.arguments
        ]
        return f"{self.name}({', '.join(kinds)}{', …' if self.variadic else ''})"


OPERATORS = (
    Operator("=, ==, <>, !=", "two of one type", "true or false", "equal (= and == alike), not equal"),
    Operator("<, <=, >, >=", "two numbers, texts, days or moments", "true or false", "in order; texts by code point"),
    Operator("between … and …", "numbers, texts, days or moments", "true or false", "both bounds included"),
    Operator("in (…), not in (…)", "one type", "true or false", "equal to one of them; to none of them"),
    Operator("is null, is not null", "anything", "true or false", "empty, not empty; never unknown"),
    Operator("is true, is not true, is false, is not false", "true or false", "true or false", "never unknown"),
    Operator("like, not like", "a text and a written-out pattern", "true or false", "% is any text, _ any one character"),
    Operator("ilike, not ilike", "a text and a written-out pattern", "true or false", "like, whatever the case"),
    Operator("and, or, not", "true or false", "true or false", "with unknown, as SQL has it"),
    Operator("+, -, *", "numbers", "a number; exact for whole numbers and amounts", "arithmetic"),
    Operator("/", "numbers", "a number", "division; empty where the divisor is zero"),
    Operator("+", "a day and a period: interval '2 weeks', interval '30' day", "a day", "calendar arithmetic"),
    Operator("-", "two days", "a whole number", "the days between them"),
    Operator("||", "two texts", "a text", "one after the other"),
    Operator("case [x] when … then … else … end", "results of one type", "that type", "the first that holds"),
)

_TEXT = (ColumnType.TEXT,)
_DAY = (ColumnType.DAY,)

FUNCTIONS = (
    Function("abs", (NUMERIC,), None, "without its sign"),
    Function("coalesce", (ANY,), None, "the first that is not empty", variadic=True),
    Function("contains", (_TEXT, _TEXT), ColumnType.BOOLEAN, "the second is somewhere in the first", literal=True),
    Function("days_between", (_DAY, _DAY), ColumnType.INTEGER, "days from the first to the second"),
    Function("ends_with", (_TEXT, _TEXT), ColumnType.BOOLEAN, "the first ends with the second", literal=True),
    Function("length", (_TEXT,), ColumnType.INTEGER, "how many characters"),
    Function("lower", (_TEXT,), ColumnType.TEXT, "in lower case"),
    Function("month", (_DAY,), ColumnType.INTEGER, "the month, 1 to 12"),
    Function("starts_with", (_TEXT, _TEXT), ColumnType.BOOLEAN, "the first starts with the second", literal=True),
    Function("trim", (_TEXT,), ColumnType.TEXT, "without blanks at either end"),
    Function("upper", (_TEXT,), ColumnType.TEXT, "in upper case"),
    Function("year", (_DAY,), ColumnType.INTEGER, "the year"),
)
FUNCTIONS_BY_NAME = {function.name: function for function in FUNCTIONS}

REFUSED_FUNCTIONS = {
    "cast": "Cast",
    "try_cast": "Cast",
    **dict.fromkeys(("count", "sum", "avg", "min", "max", "row_number", "rank"), "Filter"),
}
"""Functions that are explained like a kind of SQL."""

REFUSED = {
    "Cast": (
        N_("a cast"),
        N_("a field has its type from the mapping; only date '2026-01-31' and timestamp '…' are written so"),
    ),
    "Subquery": (N_("a query"), N_("a condition sees one row and no tables")),
    "Select": (N_("a query"), N_("a condition sees one row and no tables")),
    "Exists": (N_("a query"), N_("a condition sees one row and no tables")),
    "Window": (N_("a window function"), N_("a condition sees one row and no others")),
    "Filter": (N_("an aggregate"), N_("a condition sees one row and no others")),
    "Escape": (N_("an escape in a like pattern"), N_("use contains(…), starts_with(…) or ends_with(…) for texts with % and _")),
    "Tuple": (N_("a list"), N_("a list stands only after in")),
    "Any": ("any(…)", N_("list the values: x in ('a', 'b')")),
    "All": ("all(…)", N_("list the values: x not in ('a', 'b')")),
    "NullSafeEQ": ("is not distinct from", N_("write a = b or (a is null and b is null)")),
    "NullSafeNEQ": ("is distinct from", N_("write a <> b, and say with is null what is to happen when one is empty")),
    "Interval": (N_("a period on its own"), N_("add it to a day: ordered_on + interval '30' day")),
    "Mod": ("%", N_("there is no remainder here")),
    "Placeholder": (N_("a parameter"), N_("write the value itself")),
    "Parameter": (N_("a parameter"), N_("write the value itself")),
    "Star": ("*", N_("name a column")),
}
"""Kinds of SQL that people try, with what to do instead; anything else that is not listed above is refused as well."""
