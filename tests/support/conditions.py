"""Random conditions, each with its text and a plain three-valued reading of it in Python."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from kartoteka import Boolean, Day, Integer, Money, Number, Period, Text

AS_OF = date(2026, 11, 30)
COLUMNS = {"i": Integer, "m": Money, "f": Number, "s": Text, "d": Day, "e": Day, "p": Boolean, "q": Boolean}

_TEXTS = ["", "a", "A", "ab", "aB", "a%b", "a.b", "a\nb", "ą", "Ą", " a ", "x_y", "it's", "(a)", "a\\b"]
_DAYS = [date(2024, 2, 29), date(2026, 1, 31), date(2026, 10, 31), AS_OF, date(2026, 12, 1)]
_AMOUNTS = [Decimal(text) for text in ("300.1000", "300.0999", "300.1001", "-1.5000", "0.0000", "3.0000", "0.3000")]
_NUMBERS = [0.0, 0.1, 0.3, 0.5, -2.0, 3.0, 300.1]

rows = st.lists(
    st.fixed_dictionaries(
        {
            "i": st.sampled_from([None, *range(-2, 4), 300]),
            "m": st.sampled_from([None, *_AMOUNTS]),
            "f": st.sampled_from([None, *_NUMBERS]),
            "s": st.sampled_from([None, *_TEXTS]),
            "d": st.sampled_from([None, *_DAYS]),
            "e": st.sampled_from([None, *_DAYS]),
            "p": st.sampled_from([None, True, False]),
            "q": st.sampled_from([None, True, False]),
        }
    ),
    min_size=1,
    max_size=10,
)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Written:
    """A text and what it means for a row; None is NULL, or unknown."""

    text: str
    of: Callable[[Row], Any]
    binding: int = 9  # how tightly the outermost operator binds

    def within(self, binding: int) -> str:
        return self.text if self.binding > binding else f"({self.text})"


def _column(name: str) -> Written:
    return Written(name, lambda row: row[name])


def _constant(text: str, value: Any) -> Written:
    return Written(text, lambda row: value)


def _strict(text: str, function: Callable[..., Any], *operands: Written, binding: int = 9) -> Written:
    """A function that is NULL where an operand is."""

    def of(row: Row) -> Any:
        values = [operand.of(row) for operand in operands]
        return None if None in values else function(*values)

    return Written(text, of, binding)


def _numbers(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Numbers meet as doubles if one is a double, else exactly."""

    def met(a: Any, b: Any) -> Any:
        if isinstance(a, float) or isinstance(b, float):
            return function(float(a), float(b))
        return function(Decimal(a), Decimal(b)) if isinstance(a, Decimal) or isinstance(b, Decimal) else function(a, b)

    return met


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


_ARITHMETIC = {"+": operator.add, "-": operator.sub, "*": operator.mul}
_COMPARISONS = {
    "=": operator.eq,
    "<>": operator.ne,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

_whole = st.integers(-2, 301).map(lambda value: _constant(f"({value})" if value < 0 else str(value), value))
_exact = st.sampled_from(["300.1", "300.10", "0.3", "1.23", "2.0", "300.10005"]).map(
    lambda text: _constant(text, Decimal(text))
)
_number = st.one_of(st.sampled_from("imf").map(_column), _whole, _exact)


@st.composite
def _calculation(draw: st.DrawFn, depth: int = 1) -> Written:
    left = draw(_number if depth == 0 else st.one_of(_number, _calculation(depth - 1)))
    right = draw(_number)
    kind = draw(st.sampled_from(["+", "-", "*", "/", "negative", "abs", "coalesce", "case"]))
    if kind == "/":
        divisor = draw(st.sampled_from([("3", 3), ("0.7", Decimal("0.7")), ("(-2)", -2)]))
        return _strict(f"({left.text}) / {divisor[0]}", lambda a: float(a) / float(divisor[1]), left, binding=8)
    if kind == "negative":
        return _strict(f"-({left.text})", lambda a: -a, left, binding=7)
    if kind == "abs":
        return _strict(f"abs({left.text})", abs, left)
    if kind == "coalesce":
        return Written(f"coalesce({left.text}, {right.text})", lambda row: _first(left.of(row), right.of(row)))
    if kind == "case":
        return Written(
            f"case when p then {left.text} else {right.text} end", lambda row: left.of(row) if row["p"] else right.of(row)
        )
    function = _numbers(_ARITHMETIC[kind])
    # A product of amounts has all its decimal places, so it is made of columns and literals alone.
    if kind == "*":
        left = draw(_number)
    return _strict(f"({left.text}) {kind} {right.text}", function, left, right, binding=7)


def _first(a: Any, b: Any) -> Any:
    return b if a is None else a


numbers = st.one_of(_number, _calculation())

_periods = st.sampled_from(["31 days", "2 weeks", "1 month", "1 year"])


def _moved(text: str) -> Written:
    period = Period.parse(text)
    return _strict(f"d + interval '{text}'", period.after, _column("d"), binding=7)


_days = st.one_of(
    st.sampled_from("de").map(_column),
    st.just(_constant("as_of", AS_OF)),
    st.sampled_from(_DAYS).map(lambda day: _constant(f"date '{day}'", day)),
    _periods.map(_moved),
)

_texts = st.one_of(
    st.just(_column("s")),
    st.sampled_from(_TEXTS).map(lambda text: _constant(_quoted(text), text)),
    st.just(_strict("lower(s)", str.lower, _column("s"))),
    st.just(_strict("upper(s)", str.upper, _column("s"))),
    st.just(_strict("trim(s)", lambda text: text.strip(" "), _column("s"))),
    st.just(_strict("s || 'b'", lambda text: text + "b", _column("s"), binding=7)),
    st.just(Written("coalesce(s, 'a')", lambda row: _first(row["s"], "a"))),
)


@st.composite
def _comparison(draw: st.DrawFn) -> Written:
    sign = draw(st.sampled_from(list(_COMPARISONS)))
    function = _COMPARISONS[sign]
    kind = draw(st.sampled_from(["numbers", "days", "texts", "day text", "days between"]))
    if kind == "numbers":
        left, right = draw(numbers), draw(numbers)
        return _strict(f"{left.within(6)} {sign} {right.within(6)}", _numbers(function), left, right, binding=5)
    if kind == "day text":
        day = draw(st.sampled_from(_DAYS))
        return _strict(f"d {sign} '{day}'", lambda value: function(value, day), _column("d"), binding=5)
    if kind == "days between":
        return _strict(f"d - e {sign} 30", lambda d, e: function((d - e).days, 30), _column("d"), _column("e"), binding=5)
    left, right = (draw(_days), draw(_days)) if kind == "days" else (draw(_texts), draw(_texts))
    return _strict(f"{left.within(6)} {sign} {right.within(6)}", function, left, right, binding=5)


@st.composite
def _membership(draw: st.DrawFn) -> Written:
    name, candidates = draw(
        st.sampled_from(
            [
                ("i", [("1", 1), ("2", 2), ("0.3", Decimal("0.3")), ("f", None)]),
                ("m", [("300.1", Decimal("300.1")), ("3", 3), ("0.30", Decimal("0.3")), ("300.10005", Decimal("300.10005"))]),
                ("f", [("0.5", 0.5), ("0.1", 0.1), ("3", 3.0)]),
                ("s", [("'a'", "a"), ("'A'", "A"), ("''", ""), ("'a%b'", "a%b")]),
                ("d", [("'2026-11-30'", AS_OF), ("date '2024-02-29'", date(2024, 2, 29)), ("e", None)]),
            ]
        )
    )
    chosen = draw(st.lists(st.sampled_from([*candidates, ("null", None)]), min_size=1, max_size=4))
    negated = draw(st.booleans())

    def of(row: Row) -> bool | None:
        value = row[name]
        if value is None:
            return None
        members = [row.get(text, member) for text, member in chosen]
        equal = [None if member is None else _numbers(operator.eq)(value, member) for member in members]
        found = True if True in equal else None if None in equal else False
        return None if found is None else found != negated

    texts = ", ".join(text for text, _ in chosen)
    return Written(f"{name} {'not ' if negated else ''}in ({texts})", of, 5)


@st.composite
def _between(draw: st.DrawFn) -> Written:
    value, low, high = draw(numbers), draw(numbers), draw(numbers)
    negated = draw(st.booleans())
    at_least, at_most = _numbers(operator.ge), _numbers(operator.le)

    def of(row: Row) -> bool | None:
        v, a, b = value.of(row), low.of(row), high.of(row)
        inside = _and(None if None in (v, a) else at_least(v, a), None if None in (v, b) else at_most(v, b))
        return None if inside is None else inside != negated

    text = f"{value.within(6)} {'not ' if negated else ''}between {low.within(6)} and {high.within(6)}"
    return Written(text, of, 5)


@st.composite
def _like(draw: st.DrawFn) -> Written:
    pattern = "".join(draw(st.lists(st.sampled_from(["%", "_", "a", "b", "A", ".", "ą", "\\", "("]), max_size=4)))
    word = draw(st.sampled_from(["like", "not like", "ilike", "not ilike"]))
    regex = "".join(".*" if char == "%" else "." if char == "_" else re.escape(char) for char in pattern)
    flags = re.DOTALL | (re.IGNORECASE if "ilike" in word else 0)

    def matches(text: str) -> bool:
        return (re.fullmatch(regex, text, flags) is not None) != word.startswith("not")

    return _strict(f"s {word} {_quoted(pattern)}", matches, _column("s"), binding=5)


def _case(row: Row) -> bool | None:
    p, q, i = row["p"], row["q"], row["i"]
    if p is not None and q is not None and p == q:
        return None if i is None else i > 0
    return True if p else None


_calls = st.sampled_from(
    [
        _strict("starts_with(s, 'a')", lambda text: text.startswith("a"), _column("s")),
        _strict("ends_with(s, 'b')", lambda text: text.endswith("b"), _column("s")),
        _strict("contains(s, '.')", lambda text: "." in text, _column("s")),
        _strict("length(s) > 2", lambda text: len(text) > 2, _column("s"), binding=5),
        _strict("year(d) = 2026", lambda day: day.year == 2026, _column("d"), binding=5),
        _strict("month(d) in (2, 11)", lambda day: day.month in (2, 11), _column("d"), binding=5),
        Written("s is null", lambda row: row["s"] is None, 5),
        Written("d is not null", lambda row: row["d"] is not None, 5),
        Written("case p when q then i > 0 when true then true end", _case),
        _constant("true", True),
        _constant("false", False),
        _constant("null", None),
        _strict("p = q", operator.eq, _column("p"), _column("q"), binding=5),
    ]
)


_leaf = st.one_of(st.sampled_from("pq").map(_column), _comparison(), _comparison(), _membership(), _between(), _like(), _calls)


def _and(a: bool | None, b: bool | None) -> bool | None:
    return False if a is False or b is False else None if a is None or b is None else True


def _or(a: bool | None, b: bool | None) -> bool | None:
    return True if a is True or b is True else None if a is None or b is None else False


def _not(a: bool | None) -> bool | None:
    return None if a is None else not a


def _joined(children: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    pairs = st.tuples(children, children)
    ands = pairs.map(
        lambda ab: Written(f"{ab[0].within(1)} and {ab[1].within(2)}", lambda row: _and(ab[0].of(row), ab[1].of(row)), 2)
    )
    ors = pairs.map(
        lambda ab: Written(f"{ab[0].within(0)} or {ab[1].within(1)}", lambda row: _or(ab[0].of(row), ab[1].of(row)), 1)
    )
    nots = children.map(lambda a: Written(f"not {a.within(2)}", lambda row: _not(a.of(row)), 3))
    truths = st.tuples(
        children, st.sampled_from([("is true", True), ("is not true", True), ("is false", False), ("is not false", False)])
    )
    ises = truths.map(
        lambda at: Written(f"({at[0].text}) {at[1][0]}", lambda row: (at[0].of(row) is at[1][1]) != ("not" in at[1][0]), 5)
    )
    return st.one_of(ands, ors, nots, ises)


conditions = st.recursive(_leaf, _joined, max_leaves=5)
