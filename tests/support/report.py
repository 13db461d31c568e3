"""A project whose names are hostile, run twice, and its report as tables of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from support.pipelines import Shop

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
LINK = '=HYPERLINK("http://example.com","Łódź")'
HOSTILE = (SCRIPT, IMAGE, LINK)

PROJECT = """\
sources:
  customers: {use: csv, path: data/customers.csv}
  orders: {use: csv, path: data/orders.csv, max_rejects: 50%}
competitors: competitors.yaml
segments:
  size:
    use: rules
    ordered: true
    rules:
      - {segment: '<script>alert(1)</script>', when: employees >= 90, terms: {discount: 10%, payment_days: 1, note: <b>b</b>}}
      - {segment: '"><img src=x onerror=alert(2)>', when: employees >= 60, terms: {discount: 5%, payment_days: 14}}
      - {segment: '=HYPERLINK("http://example.com","Łódź")', when: employees >= 50}
      - {segment: zebra, when: employees >= 45}
      - {segment: łania, when: employees >= 40}
      - {segment: lis, when: employees >= 35}
      - {segment: żuraw, when: employees >= 30}
      - {segment: Öre, when: employees >= 25}
      - {segment: ёж, when: employees >= 20}
      - {segment: nobody, when: employees >= 1000, terms: {discount: 50%}}
      - {else: small}
scores:
  psd:
    use: psd
    groups: size
    answers: answers.yaml
    pass: {passion: 3, specialisation: 3, profitability: 3}
    profitability:
      average_order: {weight: 1, anchors: {100: 1, 500: 5}}
campaigns:
  post:
    where: employees >= 10
    channel: email
    consent: consent_email
    export: [{use: csv, path: 'out/post-{segment}.csv', columns: [customer_id, name, size]}]
"""

ANSWERS = """\
<script>alert(1)</script>:
  passion: {mark: 4, because: <i>nice</i>, traits: "<script>alert(5)</script>", by: <u>Anna</u>, on: 2026-11-02}
"""

COMPETITORS = """\
'"><img src=x onerror=alert(2)>': {strengths: [<b>cheap</b>], weaknesses: '=1+1', because: They said so.}
"""


def hostile_shop(shop: Shop, locale: str = "en") -> Shop:
    """120 customers and their orders, as of two days between which some have grown; with rows that cannot be used."""
    shop.project(PROJECT, head=f"version: 1\nlocale: {locale}\ntimezone: Europe/Warsaw\ncurrency: PLN\n")
    shop.text("answers.yaml", ANSWERS)
    shop.text("competitors.yaml", COMPETITORS)
    orders: list[tuple[object, ...]] = [
        (f"o{at}", f"K{at:03}", "2026-10-01", 100 + at, IMAGE if at % 3 else SCRIPT, 50) for at in range(120)
    ]
    orders += [(f"bad{at}", "K001", "2026-10-01", f"<svg onload=alert({at})>", "Flour", 1) for at in range(5)]
    orders += [("gone", "K001", "2026-02-31", 1, "Flour", 1)]
    shop.table("data/orders.csv", ("order_id", "customer_id", "ordered_on", "amount", "product_line", "cost"), orders)
    _customers(shop, grown=0)
    shop.run("2026-10-31").done()
    _customers(shop, grown=10)
    shop.run("2026-11-30").done()
    return shop


def _customers(shop: Shop, grown: int) -> None:
    header = ("customer_id", "name", "employees", "email", "consent_email", "industry", "competitor", "religion", "<i>own</i>")
    rows = [
        (
            f"K{at:03}",
            f"Secret name {at}",
            at + (grown if at % 4 == 0 else 0),
            "" if at % 10 == 0 else f"someone{at}@example.com",
            "no" if at % 7 == 0 else "yes",
            SCRIPT if at >= 60 else "metal",
            IMAGE if at % 5 == 0 else "",
            "secret belief",
            "seldom value" if at == 119 else LINK if at % 2 else "plain",
        )
        for at in range(120)
    ]
    shop.table("data/customers.csv", header, rows)


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """It and all within."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def find(self, *tags: str) -> list[Element]:
        """Those of some tags, in order."""
        return [one for one in self.walk() if one.tag in tags]

    def by_id(self, id_: str) -> Element:
        (found,) = [one for one in self.walk() if one.attributes.get("id") == id_]
        return found

    @property
    def text(self) -> str:
        """What a person reads, without what is for screen readers alone."""
        return " ".join("".join(part for child in self.children for part in _part(child)).split())

    def cells(self) -> list[list[str]]:
        """A table's rows of text, its head first."""
        return [[cell.text for cell in row.children if isinstance(cell, Element)] for row in self.find("tr")]


def _part(child: Element | str) -> Iterator[str]:
    if isinstance(child, str):
        yield child
    elif "unseen" not in child.attributes.get("class", ""):
        yield child.text


_VOID = frozenset({"meta", "input", "br", "hr", "img", "link"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> ends <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_html(text: str) -> Element:
    """A page as elements. Every element is closed where it should be."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root
