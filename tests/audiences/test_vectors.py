"""The platforms' own examples: what goes in, its normal form, and its hash."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest

from kartoteka_audiences.emails import google_email, meta_email
from kartoteka_audiences.hashing import hashed
from kartoteka_audiences.names import google_family_name, google_given_name, meta_name
from kartoteka_audiences.phones import e164, meta_phone
from kartoteka_audiences.places import meta_city
from support.shared_data import shared_data

NORMAL_FORMS: dict[tuple[str, str], Callable[[str], str | None]] = {
    ("google", "email"): google_email,
    ("google", "phone"): lambda text: e164(text, None),
    ("google", "given_name"): google_given_name,
    ("google", "family_name"): google_family_name,
    ("meta", "email"): meta_email,
    ("meta", "phone"): lambda text: meta_phone(e164(text, None) or ""),
    ("meta", "city"): meta_city,
}


def test_each_published_vector() -> None:
    with shared_data("customer_match/vectors.csv").open(encoding="utf-8", newline="") as stream:
        vectors = list(csv.DictReader(stream))
    assert len(vectors) >= 11
    for vector in vectors:
        normal = NORMAL_FORMS[vector["platform"], vector["field"]](vector["input"])
        assert (normal, hashed(normal)) == (vector["normalised"], vector["sha256"]), vector


@pytest.mark.parametrize(
    ("normal", "sha256"),
    [
        # From Meta's page of customer information parameters.
        (meta_email("John_Smith@gmail.com"), "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f"),
        (meta_phone(e164("(650)555-1212", "US") or ""), "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176"),
        (meta_name("Mary"), "6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec"),
        (meta_name("정"), "8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14"),
        (meta_name("Valéry"), "08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c"),
    ],
)
def test_what_meta_publishes_on_its_page(normal: str, sha256: str) -> None:
    assert hashed(normal) == sha256
