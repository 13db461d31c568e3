"""Terms as they are written in a project file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from marshmallow import ValidationError

from kartoteka import TermsOption


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ({"discount": "20%"}, {"discount": Decimal(20)}),
        ({"discount": 20}, {"discount": Decimal(20)}),
        ({"discount": 7.5}, {"discount": Decimal("7.5")}),
        ({"discount": "7.5 %"}, {"discount": Decimal("7.5")}),
        ({"discount": 0, "payment_days": 0}, {"discount": Decimal(0), "payment_days": 0}),
        ({"payment_days": "30"}, {"payment_days": 30}),
        ({"prefer": "prepaid", "free_shipping": True, "level": 3}, {"prefer": "prepaid", "free_shipping": True, "level": 3}),
        ({"factor": 1.5}, {"factor": Decimal("1.5")}),
        ({}, {}),
    ],
)
def test_terms_are_read(written: dict[str, Any], read: dict[str, Any]) -> None:
    terms = TermsOption().deserialize(written)
    assert terms == read
    assert {name: type(value) for name, value in terms.items()} == {name: type(value) for name, value in read.items()}
    assert TermsOption().deserialize(TermsOption().serialize("terms", {"terms": terms})).keys() == read.keys()


@pytest.mark.parametrize(
    ("written", "key", "message"),
    [
        ({"discount": "20,5%"}, "discount", "'20,5%' is not a discount; write a percentage from 0 to 100, with a dot"),
        ({"discount": 7, "5%": None}, "5%", "a comma begins another term here; a decimal comma? write 7.5%"),
        ({"payment_days": 7, "żółw": 1}, "żółw", "'żółw' cannot name a term; use lower-case letters a-z"),
        ({"discount": 101}, "discount", "from 0 to 100"),
        ({"discount": -5}, "discount", "from 0 to 100"),
        ({"discount": True}, "discount", "True is not a discount"),
        ({"discount": "٥"}, "discount", "is not a discount"),
        ({"payment_days": -1}, "payment_days", "write a whole number from 0"),
        ({"payment_days": 7.5}, "payment_days", "7.5 is not a number of days"),
        ({"payment_days": "2 weeks"}, "payment_days", "'2 weeks' is not a number of days"),
        ({"Payment days": 3}, "Payment days", "'Payment days' cannot name a term"),
        ({"prefer": None}, "prefer", "here is nothing"),
        ({"prefer": ["a"]}, "prefer", "here is a list"),
        ({"factor": float("inf")}, "factor", "not a number that a term can hold"),
    ],
)
def test_terms_that_cannot_be_meant_are_refused(written: dict[str, Any], key: str, message: str) -> None:
    with pytest.raises(ValidationError) as raised:
        TermsOption().deserialize(written)
    assert isinstance(raised.value.messages, dict)
    assert message in raised.value.messages[key][0]


def test_terms_are_a_mapping() -> None:
    with pytest.raises(ValidationError, match="is not a mapping"):
        TermsOption().deserialize("20%")
