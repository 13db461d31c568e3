"""`kartoteka run` over exports with bands in them, as they are, in four languages; and what `check` and `explain` say."""

from __future__ import annotations

import csv

import pytest

from support.pipelines import Shop, segments

FILES = {
    "en": (
        "Customer ID,Name,Employees\n"
        'a,A,"50 to 249"\nb,B,"1,000+"\nc,C,51\nd,D,250-499\ne,E,about 60\nf,F,\ng,G,60 people\nh,H,<50\n',
        {"strategic": 1, "important": 1, "everyday": 2, "too-small": 1, "unknown": 3},
    ),
    "pl": (
        "Nr klienta;Nazwa;Zatrudnienie\n"
        "a;A;od 50 do 249\nb;B;1 000+\nc;C;51\nd;D;250–499\ne;E;ok. 60\nf;F;\ng;G;60 osób\nh;H;poniżej 50\ni;I;powyżej 499\n",
        {"strategic": 2, "important": 1, "everyday": 2, "too-small": 1, "unknown": 3},
    ),
    "fr": (
        "N° client;Raison sociale;Tranche effectif\n"
        "a;A;de 50 à 99 salariés\nb;B;1 000 salariés et plus\nc;C;51\nd;D;250 à 499\ne;E;env. 60\nf;F;\ng;G;moins de 50\n",
        {"strategic": 1, "important": 1, "everyday": 1, "too-small": 1, "unknown": 3},
    ),
    "ru": (
        "Код клиента;Наименование;Численность\n"
        "a;A;от 50 до 249\nb;B;более 1 000 чел.\nc;C;51\nd;D;250-499\ne;E;около 60\nf;F;\ng;G;60 чел.\nh;H;до 50\n",
        {"strategic": 1, "important": 1, "everyday": 2, "too-small": 1, "unknown": 3},
    ),
}


def project(shop: Shop, customers: str, *, options: str = "", columns: str = "", rest: str = "") -> None:
    shop.text("data/customers.csv", customers)
    sources = f"sources:\n  customers: {{use: csv, path: data/customers.csv{columns}}}\n"
    shop.project(sources, f"segments:\n  prospects: {{use: headcount{options}}}\n", rest)


@pytest.mark.parametrize("language", FILES)
def test_bands_in_an_export_need_no_hand_work(shop: Shop, language: str) -> None:
    text, wanted = FILES[language]
    project(shop, text)
    told = shop.results()
    assert segments(told, "prospects") == wanted
    assert sum(wanted.values()) == told["customers"] == text.count("\n") - 1
    rows = shop.snapshot(told["run_id"])
    assert {name: rows[name]["prospects_reason"] for name in "aef"} == {
        "a": "straddles",
        "e": "not-understood",
        "f": "no-headcount",
    }
    assert (rows["a"]["prospects_headcount_at_least"], rows["b"]["prospects_headcount_at_most"]) == (50, None)
    project(shop, text, options=", straddle: upper")
    assert segments(shop.results(), "prospects")["everyday"] == wanted["everyday"] + 1
    assert shop.kartoteka("check").done().err == ""


def test_numbers_stay_numbers_and_what_is_neither_is_listed(shop: Shop) -> None:
    text, _ = FILES["en"]
    project(
        shop,
        text,
        rest="campaigns:\n  many: {where: employees > 50, channel: none, export: [{use: csv, path: out/many.csv}]}\n",
    )
    said = shop.run().done()
    assert {row["customer_id"] for row in shop.export("out/many.csv")} == {"c", "g"}
    [listed] = [path for path in shop.files() if path.endswith("emptied.csv")]
    with (shop.folder / listed).open(encoding="utf-8", newline="") as lines:
        [row] = csv.DictReader(lines)
    assert (row["column"], row["cell"]) == ("employees", "about 60")
    assert "1 customer has a headcount that could not be understood, such as 'about 60' of e" in " ".join(said.err.split())
    assert "1 customer has a headcount that reaches over a bound of the bands" in " ".join(said.err.split())


INSEE = "Code client;{}\na;NN\nb;00\nc;03\nd;12\ne;21\nf;22\ng;32\nh;41\ni;53\n"
BY_CODE = {"strategic": 2, "important": 1, "everyday": 1, "too-small": 4, "unknown": 1}


@pytest.mark.parametrize("header", ["Tranche effectif", "trancheEffectifsUniteLegale", "Tranche d'effectif salarié"])
def test_codes_of_insee(shop: Shop, header: str) -> None:
    project(shop, INSEE.format(header), options=", codes: insee")
    assert segments(shop.results(), "prospects") == BY_CODE


def test_codes_in_a_column_of_numbers_stop_the_run_and_the_remedy_works(shop: Shop) -> None:
    project(shop, INSEE.format("Effectif"), options=", codes: insee")
    said = shop.run()
    assert said.code == 4
    assert "the codes stand in the column of employees" in said.err
    project(shop, INSEE.format("Effectif"), options=", codes: insee", columns=", columns: {employees_band: Effectif}")
    assert segments(shop.results(), "prospects") == BY_CODE


def test_a_column_of_bands_beside_one_of_numbers(shop: Shop) -> None:
    project(shop, "Code client;Effectif;Tranche effectif\na;60;21\nb;;41\nc;100-199;\nd;500+;22\n", options=", codes: insee")
    rows = shop.snapshot(shop.results()["run_id"])
    assert {name: row["prospects"] for name, row in rows.items()} == {
        "a": "everyday",
        "b": "strategic",
        "c": "everyday",
        "d": "everyday",
    }
    assert {name: (row["employees"], row["employees_band"]) for name, row in rows.items()} == {
        "a": (60, "21"),
        "b": (None, "41"),
        "c": (None, "100-199"),
        "d": (None, "22"),
    }


COMPETITORS = (
    "Customer ID,Employees,Current supplier,Contract end\n"
    "on,60,Acme,2026-11-30\nafter,60,Acme,2026-12-01\nendless,60,Acme,\nfree,60,no,\nhuge,1000+,Acme,2027-06-30\n"
)


def test_a_competitor_without_an_end_is_told_on_every_run(shop: Shop) -> None:
    project(shop, COMPETITORS)
    for _ in range(2):
        said = shop.run().done()
        assert "prospects: 1 customer names a competitor without the end of its contract, and stays in its size band" in (
            " ".join(said.err.split())
        )
    assert "taken from an earlier run" in said.out
    assert segments(shop.results(), "prospects") == {"competitor": 2, "everyday": 3}


def test_explain_says_what_decided(shop: Shop) -> None:
    project(shop, COMPETITORS)
    shop.run().done()
    said = " ".join(shop.kartoteka("explain", "huge").done().out.split())
    assert "prospects: competitor" in said
    assert "Acme serves it until 2027-06-30, after 2026-11-30 approach it on 2027-04-01" in said
    assert "strategic: met 1000 and more employees: the band is 500 and more" in said
    said = " ".join(shop.kartoteka("explain", "free").done().out.split())
    assert "competitor: not met no competitor is named" in said
    assert "important: not met 60 employees: the band is 250 to 499 a headcount of 250 to 499" in said


def test_a_competitor_whose_contract_ends_is_a_sideways_move(shop: Shop) -> None:
    project(shop, COMPETITORS)
    shop.run("2026-11-30").done()
    moved = shop.results("2026-12-01")["moves"]["changes"]
    assert [(one["from_segment"], one["to_segment"], one["direction"]) for one in moved] == [
        ("competitor", "everyday", "sideways")
    ]


def test_occasional_needs_products(shop: Shop) -> None:
    shop.text("data/orders.csv", "Order ID,Customer ID,Order date,Amount\n1,on,2026-01-01,10\n")
    shop.text("data/customers.csv", COMPETITORS)
    both = "sources:\n  customers: {use: csv, path: data/customers.csv}\n  orders: {use: csv, path: data/orders.csv}\n"
    steps = "segments:\n  prospects: {use: headcount, main_products: [Lunch]}\n"
    shop.project(both, steps)
    said = shop.kartoteka("check")
    assert said.code == 3
    assert "segmenter 'headcount' needs orders.product, which no column was mapped to" in " ".join(said.err.split())
    shop.text("data/orders.csv", "Order ID,Customer ID,Order date,Amount,Product\n1,on,2026-01-01,10,Coffee\n")
    assert segments(shop.results(), "prospects")["occasional"] == 1
    shop.text("data/orders.csv", "Order ID,Customer ID,Order date,Amount,Product\n1,on,2026-01-01,10,lunch\n")
    assert "occasional" not in segments(shop.results(), "prospects")


def test_check_tells_of_gaps(shop: Shop) -> None:
    options = ", bands: [{name: big, more_than: 500}, {name: middle, at_least: 250, at_most: 499}]"
    project(shop, FILES["en"][0], options=options)
    said = shop.kartoteka("check").done()
    told = " ".join((said.out + said.err).split())
    assert "prospects: no band takes exactly 500 employees: that is between 'middle', which ends at 499" in told


def test_a_project_without_headcounts_is_refused(shop: Shop) -> None:
    project(shop, "Customer ID,Name\na,A\n")
    said = shop.run()
    assert said.code == 3
    assert "segmenter 'headcount' needs customers.employees, which no column was mapped to" in " ".join(said.err.split())
