"""Headcounts as people write them: `250 to 499`, `1 000+`, `od 50 do 249`, `moins de 50`, `от 50 до 249 чел.`.

The patterns mean the same to RE2, to Rust's regular expressions and to Python's, so that landing and every engine read alike.
They are matched against a text whose letters are lower-case, whose runs of blanks are one space each, and whose dashes are
hyphens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kartoteka.model.cells import BLANKS

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

BLANK_RUN = f"[{BLANKS}]+"
DASH = "[\u2010-\u2015\u2212]"

_DIGITS = "(?:[0-9]{1,9}|[1-9][0-9]{0,2}(?:[ .,'\u2019][0-9]{3}){1,2})"
_PEOPLE = (
    "(?: ?(?:employees?|people|persons?|staff|workers?|fte"
    "|pracownik(?:ów|ow|a|i)?|os[oó]b[ay]?|os[.]?|zatrudnionych|etat(?:ów|ow|y)?"
    "|salari[ée]e?s?|salari[ée]\\(s\\)|employ[ée]s?|personnes?|pers[.]?"
    "|сотрудник(?:ов|а|и)?|работник(?:ов|а|и)?|человека?|чел[.]?))"
)
_NUMBER = f"{_DIGITS}{_PEOPLE}?"
_LEAD = "(?:(?:from|between|od|mi[ęe]dzy|de|entre|от|между|с) )?"
_BETWEEN = "(?: ?(?:-|[.]{2,3}|\u2026) ?| (?:to|and|or|do|a|i|lub|à|et|ou|до|и|или|по) )"


def _words(text: str) -> str:
    """One of some words, written as one text with `|` between, in which a character may have its alternatives in brackets."""
    return f"(?:{'|'.join(word.strip() for word in text.split('|'))})"


_AT_LEAST = _words(
    ">= | ≥ | from | at least | min[.]? | minimum | od | co najmniej | przynajmniej | [àa] partir de | au moins | d[èe]s"
    " | от | не менее | минимум"
)
_OR_MORE = _words(
    "(?:and|or) (?:more|over|above|up) | (?:i|lub) (?:wi[ęe]cej|powy[żz]ej) | (?:et|ou) (?:plus|davantage)"
    " | (?:и|или) (?:более|больше|выше)"
)
_MORE_THAN = _words(
    "> | over | more than | above | powy[żz]ej | ponad | wi[ęe]cej ni[żz] | plus de | [+] ?de | sup[ée]rieur [àa]"
    " | (?:более|больше)(?: чем)? | свыше | выше"
)
_AT_MOST = _words(
    "<= | ≤ | up to | at most | max[.]? | maximum | do | maks[.]? | maksymalnie | co najwy[żz]ej | jusqu['\u2019]?[àa]"
    " | au plus | до | не более | максимум"
)
_OR_LESS = _words(
    "(?:and|or) (?:less|fewer|under|below) | (?:i|lub) (?:mniej|poni[żz]ej) | (?:et|ou) moins | (?:и|или) (?:менее|меньше|ниже)"
)
_LESS_THAN = _words(
    "< | under | less than | fewer than | below | poni[żz]ej | mniej ni[żz] | moins de | - ?de | inf[ée]rieur [àa]"
    " | (?:менее|меньше)(?: чем)? | ниже"
)

EXACT = f"^{_NUMBER}$"
"""`50 people` and `50`."""
RANGE = f"^{_LEAD}{_NUMBER}{_BETWEEN}{_NUMBER}$"
AT_LEAST = f"^(?:{_AT_LEAST} ?{_NUMBER}|{_DIGITS} ?[+]{_PEOPLE}?|{_NUMBER} {_OR_MORE}{_PEOPLE}?)$"
MORE_THAN = f"^{_MORE_THAN} ?{_NUMBER}$"
AT_MOST = f"^(?:{_AT_MOST} ?{_NUMBER}|{_NUMBER} {_OR_LESS}{_PEOPLE}?)$"
LESS_THAN = f"^{_LESS_THAN} ?{_NUMBER}$"
READABLE = "|".join((EXACT, RANGE, AT_LEAST, MORE_THAN, AT_MOST, LESS_THAN))
"""Any of them."""

_FIRST_OF_TWO = f"^{_LEAD}{_NUMBER}{_BETWEEN}"
_SECOND_OF_TWO = f"{_BETWEEN}{_NUMBER}$"


@dataclass(frozen=True, slots=True)
class HeadcountBounds:
    """What a headcount says, as two expressions over whole numbers of people.

    Attributes:
        at_least: The fewest people that it can mean, 0 for `<50`; empty where the text is empty or not understood.
        at_most: The most people that it can mean; empty as well where there is no upper end, as in `500+`.
    """

    at_least: nw.Expr
    at_most: nw.Expr


def headcount_bounds(text: nw.Expr) -> HeadcountBounds:
    """Read headcounts that are written as a number, a range or with one end, in English, Polish, French and Russian.

    `250 to 499`, `250-499`, `1 000+`, `500 and more`, `od 50 do 249`, `de 50 à 99 salariés`, `от 50 до 249`, `<50` and
    `powyżej 250` are understood; *from*, *up to* and their like take the number itself in, *over* and *under* do not. A
    range that ends before it begins is not understood.

    Args:
        text: Texts (`nw.String`), as in the field `employees_band`.
    """
    import narwhals.stable.v2 as nw

    plain = text.str.to_lowercase().str.replace_all(BLANK_RUN, " ").str.replace_all(DASH, "-")
    plain = plain.str.replace_all("^ | $", "")
    first = _number_in(plain, RANGE, _SECOND_OF_TWO)
    second = _number_in(plain, RANGE, _FIRST_OF_TWO)
    exact = _number_in(plain, EXACT)
    below = nw.coalesce(_number_in(plain, AT_MOST), _number_in(plain, LESS_THAN) - 1)
    above = nw.coalesce(_number_in(plain, AT_LEAST), _number_in(plain, MORE_THAN) + 1)
    at_least = nw.coalesce(exact, first, above, nw.when(below >= 0).then(nw.lit(0, dtype=nw.Int64)))
    at_most = nw.coalesce(exact, second, below)
    sound = at_most.is_null() | (at_most >= at_least)
    return HeadcountBounds(nw.when(sound).then(at_least), nw.when(sound & (at_most >= 0)).then(at_most))


def _number_in(plain: nw.Expr, shape: str, without: str = "[^0-9]") -> nw.Expr:
    """The digits of a text of a shape, without those in a part of it."""
    import narwhals.stable.v2 as nw

    shaped = nw.when(plain.str.contains(shape)).then(plain)
    return shaped.str.replace_all(without, "").str.replace_all("[^0-9]", "").cast(nw.Int64)
