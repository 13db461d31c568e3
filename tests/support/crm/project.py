"""A stand-in for a Tryton server, and projects that read it and write back to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.crm.shop import firm
from support.crm.stand_in import KEY, StandIn, served
from support.pipelines import Shop

LOYALTY = """\
segments:
  loyalty:
    use: frequency
    logistic_minimum: 300
    tiers:
      - {name: vip, every: 2 weeks, terms: {discount: 20%, payment_days: 30}}
      - {name: segment-3, every: 6 months, terms: {discount: 7.5%, payment_days: 7}}
"""


@pytest.fixture
def crm() -> Iterator[StandIn]:
    with served(firm()) as stand_in:
        yield stand_in


@pytest.fixture
def shop(tmp_path: Path, crm: StandIn, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A project whose customers and orders are in the stand-in, and whose terms go back there."""
    monkeypatch.setenv("TRYTON_KEY", KEY)
    monkeypatch.setenv("TRYTON_URL", crm.url)
    monkeypatch.setenv("KARTOTEKA_CONFIG_DIR", str(tmp_path / "settings"))
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    (tmp_path / "project").mkdir()
    return Shop(tmp_path / "project")


SERVER = "use: tryton, url: '${env:TRYTON_URL}', database: crm, key: '${env:TRYTON_KEY}'"
SOURCES = f"""\
sources:
  customers: {{{SERVER}, page: 2, custom_fields: {{team: x_staff, budget: x_budget, tongue: lang, tongue_code: lang.code}}}}
  orders: {{{SERVER}, page: 2}}
"""
CONTACTS = f"  contacts: {{{SERVER}}}\n"
TERMS = f"""\
campaigns:
  terms:
    channel: none
    blacklist: keep
    export:
      - {{{SERVER}, create: true, category: {{column: loyalty, parent: Loyalty, names: {{segment-3: Third, no-orders: null}}}},
         discount: {{column: loyalty_discount}}, payment_days: {{column: loyalty_payment_days, name: 'Net {{value}} days'}}}}
"""


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """For how long was waited, where it was to be."""
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    return waited
