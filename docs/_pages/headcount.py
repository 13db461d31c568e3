"""The columns that `headcount` gives, the segments beside its bands, and how headcounts are read."""

from __future__ import annotations

from _pages.markdown import code, table
from kartoteka import BLACKLIST
from kartoteka_headcount import bands
from kartoteka_headcount.codes import INSEE, NOT_EMPLOYING
from kartoteka_headcount.evidence import evidence_columns

_MEANINGS = {
    "size_band": "The band of the headcount, `too-small` or `unknown`: told for `competitor` and the others too.",
    "headcount_at_least": "The fewest people that the headcount can mean.",
    "headcount_at_most": "The most people that it can mean; empty for `500+`, and where there is no headcount.",
    "reason": "Why `size_band` is `unknown`.",
    "competitor_until": "The end of the competitor's contract; empty unless it runs past the as-of date.",
    "approach_on": "The day to approach the customer: that end less `approach`, on the calendar.",
    "orders": "How many orders there are; with `main_products` only.",
    "main_orders": "How many of them have a line of a main product; with `main_products` only.",
}
_SEGMENTS = {
    bands.TOO_SMALL: ("the headcount is below the lowest band", "below the bands"),
    bands.COMPETITOR: ("`competitor` is filled in, and `competitor_until` is after the as-of date", "outside the order"),
    bands.OCCASIONAL: ("orders, none of them for one of `main_products`", "outside the order"),
    bands.UNKNOWN: ("no headcount that can be placed in one band", "outside the order"),
    BLACKLIST: ("on the pipeline's blacklist; given by the core", "outside the order"),
}
_REASONS = {
    bands.NO_HEADCOUNT: "Neither `employees` nor `employees_band` is filled in.",
    bands.NOT_UNDERSTOOD: "What is filled in is no headcount.",
    bands.STRADDLES: "It is told as a range, and not all of the range is of one size: `50 to 249` where a band begins at 51.",
    bands.BETWEEN_BANDS: "It lies in a gap between two bands.",
    bands.ABOVE_BANDS: "It lies above the highest band.",
}
_HEAD = """# Columns of `headcount`

A segmentation named `prospects` that uses `headcount` gives the column `prospects` with the segment, and these columns as
evidence.
"""
_ORDER = """The blacklist comes first, then `competitor`, then `occasional`, then the bands from the first to the last. Where
`competitor` says `no`, `none`, `brak`, `aucun`, `нет` or a dash, there is none. A competitor without the end of its
contract changes nothing, nor does the end without the competitor, and the run says how many there are. Order lines that name
no product say nothing: who has no others is not `occasional`.
"""
_READING = """## How headcounts are read

In the column of `employees`, a whole number is a headcount, also with a word for people after it: `60 osób`. Anything else
there is kept as text in `employees_band`, unless that field has a column of its own in which the cell is filled in. A number in
`employees` goes before `employees_band`.

| written | is read as |
| --- | --- |
| `250 to 499`, `250-499`, `od 250 do 499`, `de 250 à 499`, `от 250 до 499` | 250 to 499 |
| `500+`, `500 and more`, `500 i więcej`, `500 et plus`, `не менее 500` | 500 and more |
| `over 250`, `> 250`, `powyżej 250`, `plus de 250`, `свыше 250` | 251 and more |
| `up to 49`, `do 49`, `jusqu'à 49`, `до 49` | 0 to 49 |
| `under 50`, `<50`, `poniżej 50`, `moins de 50`, `менее 50` | 0 to 49 |

Thousands may be set off: `1 000`, `1,000`, `1.000`. What says *about* (`ca. 60`) is not understood, and what cannot be read is
listed in `emptied.csv`.

With `straddle: lower` or `straddle: upper` the lower or upper end of a range decides alone. An open end is above everything.
"""
_CODES = f"""## Codes

With `codes: insee`, numbers in `employees_band` are the French *tranches d'effectifs*. They are read in no other column: a `12`
in the column of `employees` is twelve people. Where the codes stand there, say `columns: {{employees_band: Effectif}}`; a run
that finds nothing but codes among the numbers, and none in `employees_band`, stops and says so. `{NOT_EMPLOYING}` is nobody.
Codes that have lost the zero in front are known as well.
"""


def page() -> str:
    """The page."""
    columns = [
        (code(f"prospects_{name}"), str(type_), _MEANINGS[name]) for name, type_ in evidence_columns(occasional=True).items()
    ]
    segments = [(code(name), who, order) for name, (who, order) in _SEGMENTS.items()]
    reasons = [(code(name), why) for name, why in _REASONS.items()]
    defaults = [(code(band.name), str(band)) for band in bands.DEFAULT_BANDS]
    codes = [(code(known), bands.numbers_in_words(*ends)) for known, ends in INSEE.items()]
    return "\n".join(
        [
            _HEAD,
            table(("column", "type", "meaning"), columns),
            f"## Segments\n\nWithout `bands`, these:\n\n{table(('band', 'employees'), defaults)}",
            f"Beside the bands there are:\n\n{table(('segment', 'who', 'in the order of moves'), segments)}",
            _ORDER,
            f"## Reasons\n\n{table(('reason', 'what is the matter'), reasons)}",
            _READING,
            _CODES,
            table(("code", "employees"), codes),
        ]
    )
