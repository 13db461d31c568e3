"""The language of conditions, from its whitelist."""

from __future__ import annotations

from _pages.markdown import code, table
from kartoteka.model.conditions.whitelist import AS_OF, FUNCTIONS, MAX_CHAIN, MAX_NESTING, OPERATORS, REFUSED, WORDS

_HEAD = f"""# Conditions

A condition is what stands after `where` in SQL. Only what is listed here is understood; anything else is an error that says
where it stands. No text of a project ever reaches a database as SQL.

- A **column** stands by its name: `employees > 50`. A name with blanks or capitals that matter stands in double quotes:
  `"Nr klienta"`. Without quotes, upper and lower case make no difference where only one column fits.
- A **text** stands in single quotes: `industry = 'food'`; a quote inside is doubled.
- A **day** is written `date '2026-11-30'`, a **moment** (in UTC) `timestamp '2026-11-30 08:00:00'`. Beside a column of days,
  the text `'2026-11-30'` alone will do.
- `{AS_OF}` is the day of the run. There is no other clock: the same inputs and as-of date give the same result.
- A **period** stands after `interval` and is added to a day or taken from it: `{AS_OF} + interval '2 weeks'`,
  `ordered_on >= {AS_OF} - interval '30' day`.

An empty cell is neither equal nor unequal to anything: a comparison with it is *unknown*, and so is `not` of that. A condition
selects a row only where it is true. `is null` asks whether a cell is empty, `coalesce(x, 0)` puts something in its place.

Parentheses may be nested {MAX_NESTING} deep, and {MAX_CHAIN} operators may follow one another.
"""


def page() -> str:
    """The page."""
    kinds = table(("type",), [(word,) for word in WORDS.values()])
    operators = table(
        ("operator", "on", "gives", "meaning"),
        [(code(one.spelling), one.operands, one.result, one.meaning) for one in OPERATORS],
    )
    functions = table(
        ("function", "gives", "meaning"),
        [
            (
                code(one.signature),
                "their type" if one.result is None else WORDS[one.result],
                one.meaning + ("; the last argument has to be written out" if one.literal else ""),
            )
            for one in FUNCTIONS
        ],
    )
    refused = table(("not understood", "what to do"), sorted({(told, remedy) for told, remedy in REFUSED.values()}))
    return "\n".join(
        [
            _HEAD,
            f"## Types\n\nEvery column is one of these, and both sides of an operator have to fit.\n\n{kinds}",
            f"## Operators\n\n{operators}",
            f"## Functions\n\n{functions}",
            f"## What people try\n\n{refused}",
        ]
    )
