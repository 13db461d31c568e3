"""Headcounts as people write them, in four languages and many hands."""

from __future__ import annotations

import narwhals.stable.v2 as nw
import pytest

from kartoteka import Text, headcount_bounds
from support.engines import ENGINES, arrow, lazy, values

UNDERSTOOD: dict[str, tuple[int, int | None]] = {
    "250": (250, 250),
    "1 250": (1250, 1250),
    "250 to 499": (250, 499),
    "250-499": (250, 499),
    "250 – 499": (250, 499),
    "250…499": (250, 499),
    "from 50 to 249 employees": (50, 249),
    "between 10 and 49 people": (10, 49),
    "1 000+": (1000, None),
    "1\u202f000 +": (1000, None),
    "10,001+ employees": (10001, None),
    "500 and more": (500, None),
    "at least 500": (500, None),
    "≥ 500": (500, None),
    "over 500": (501, None),
    "more than 50": (51, None),
    ">50": (51, None),
    "<50": (0, 49),
    "under 50": (0, 49),
    "up to 49": (0, 49),
    "49 or less": (0, 49),
    "1.000-4.999": (1000, 4999),
    "1,001-5,000": (1001, 5000),
    "1'000 - 4'999": (1000, 4999),
    "od 50 do 249": (50, 249),
    "Od 50 do 249 osób": (50, 249),
    "między 50 a 249": (50, 249),
    "50 os.": (50, 50),
    "powyżej 250": (251, None),
    "POWYZEJ 250 PRACOWNIKÓW": (251, None),
    "250 i więcej": (250, None),
    "co najmniej 250": (250, None),
    "do 49": (0, 49),
    "poniżej 50": (0, 49),
    "de 50 à 99": (50, 99),
    "50 à 99 salariés": (50, 99),
    "1 ou 2 salariés": (1, 2),
    "0 salarié": (0, 0),
    "10 000 salariés et plus": (10000, None),
    "moins de 10": (0, 9),
    "plus de 250": (251, None),
    "+ de 250": (251, None),
    "jusqu'à 9": (0, 9),
    "от 50 до 249": (50, 249),
    "От 50 до 249 чел.": (50, 249),
    "свыше 250 человек": (251, None),
    "250 и более": (250, None),
    "не менее 250": (250, None),
    "до 15": (0, 15),
    "менее 16": (0, 15),
    "  50 -  99 ": (50, 99),
}
NOT_UNDERSTOOD = [
    "",
    "lots",
    "ca. 50",
    "~50",
    "99-50",
    "< 0",
    "-5",
    "10/19",
    "Oct-19",
    "19.10.2026",
    "NN",
    "250 1 499",
    "50-99-200",
]


@pytest.mark.parametrize("engine", ENGINES)
def test_they_mean_the_same_on_every_engine(engine: str) -> None:
    texts = [*UNDERSTOOD, *NOT_UNDERSTOOD, None]
    frame = lazy(engine, arrow({"text": Text}, [{"text": text} for text in texts]))
    bounds = headcount_bounds(nw.col("text"))
    got = values(frame, low=bounds.at_least, high=bounds.at_most)
    found = dict(zip(texts, zip(got["low"], got["high"], strict=True), strict=True))
    assert {text: found[text] for text in UNDERSTOOD} == UNDERSTOOD
    assert {text: found[text] for text in [*NOT_UNDERSTOOD, None]} == dict.fromkeys([*NOT_UNDERSTOOD, None], (None, None))
