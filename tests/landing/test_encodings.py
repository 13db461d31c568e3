"""The encoding of a file, told by its bytes."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pyarrow as pa
import pytest

from kartoteka_csv.encoding import guess_encoding
from support.landing import Landing, rows_of

POLISH = [
    "Nr klienta;Nazwa;Miasto\nK1;Zakłady Mięsne Łuków;Łuków\n",
    "Nr klienta;Nazwa\n1;Spółka Jawna Źródło\n",
    "Kod;Nazwa\n7;Księgarnia Pod Gęsią\n",  # only letters that are letters in cp1252 as well
    "Kod;Nazwa\n7;Usługi poligraficzne Święta Katarzyna\n",
    "Kod klienta;Nazwa\nK1;Przedsiębiorstwo\n",
    "Nr;Nazwa;Kwota\n1;Wizytówki – komplet;1\u00a0234,56 zł\n2;Piekarnia „Kłos” s.c.;5,00 zł\n",
    "Nr;Nazwa\n1;ŻABKA ŁÓDŹ ŚRÓDMIEŚCIE\n",
    "Nr;Nazwa\n1;Hurtownia Część Druga Sp. z o.o.\n",
    "Nr;Nazwa\n1;Kwiaciarnia Róża, ul. Jagiellońska 12/4, Poznań\n",
    "Nr zamówienia;Nr klienta;Data zamówienia;Wartość netto\nZ1;K1;15.11.2026;12,50\n",
]
RUSSIAN = [
    "Код клиента;Наименование;Город\n1;ООО «Ромашка»;Москва\n",
    "Код;Название\n1;ИП Иванов\n",
    "id;name\n1;ПАО Сбербанк\n",
    "id;amount\n1;1\u00a0234,56 руб.\n",
    "Номер заказа;Контрагент;Дата;Сумма\n15;Ёлка и щука;15.11.2026;100,00\n",
    "id;city\n1;Санкт-Петербург\n2;Щёлково\n",
]
FRENCH = [
    "Code client;Raison sociale;Ville\n1;Société Générale;Orléans\n",
    "N° client;Nom\n1;Crêperie Bretonne\n",
    "Code;Nom\n1;Hôtel des Trois Forêts\n",
    "Code;Désignation;Montant\n1;Brochure à plat;1\u00a0234,56 €\n",
    "Réf. client;Nom\n1;Bœuf & Fils\n",
    "Code;Nom\n1;Façades du Midi, 3 rue de l’Évêché\n",
    "Code;Nom\n1;CAFÉ DE LA GARE\n",
]


@pytest.mark.parametrize("locale", ["en", "pl", "fr", "ru"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, "cp1250") for text in POLISH),
        *((text, "cp1251") for text in RUSSIAN),
        *((text, "cp1252") for text in FRENCH),
        *((text, "iso8859-2") for text in POLISH[:2]),
        *((text, "koi8-r") for text in RUSSIAN[:2]),
        *((text, "cp852") for text in POLISH[:2]),
        *((text, "cp866") for text in RUSSIAN[:2]),
    ],
)
def test_letters_tell(text: str, encoding: str, locale: str) -> None:
    content = text.encode(encoding, "replace")
    guessed = guess_encoding(io.BytesIO(content), locale).encoding
    assert guessed is not None
    assert content.decode(guessed) == content.decode(encoding)


@pytest.mark.parametrize("text", [*POLISH, *RUSSIAN, *FRENCH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_alphabet_in_unicode(text: str, encoding: str) -> None:
    guessed = guess_encoding(io.BytesIO(text.encode(encoding)), "en").encoding
    assert guessed is not None
    assert text.encode(encoding).decode(guessed).lstrip("\ufeff") == text


def test_utf8_is_judged_by_the_whole_file() -> None:
    start = "Kod;Nazwa\n" + "1;Żółć\n" * 400_000
    assert guess_encoding(io.BytesIO(start.encode()), "pl").encoding == "utf-8"
    assert guess_encoding(io.BytesIO(b"a;b\n" * 1_000_000 + "1;Żółć łąka\n".encode("cp1250")), "fr").encoding == "cp1250"
    assert guess_encoding(io.BytesIO(b"a;b\n1;ab\xc5"), "pl").encoding != "utf-8"


def _packed(content: bytes, suffix: str) -> bytes:
    if suffix == ".gz":
        return gzip.compress(content)
    if suffix == ".zst":
        sink = io.BytesIO()
        with pa.CompressedOutputStream(sink, "zstd") as stream:
            stream.write(content)
            stream.flush()
            return sink.getvalue() if stream.closed else _finish(stream, sink)
    return content


def _finish(stream: pa.CompressedOutputStream, sink: io.BytesIO) -> bytes:
    kept = sink.getvalue
    sink.close = lambda: None  # type: ignore[method-assign]  # Arrow closes what it wrote into
    stream.close()
    return kept()


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "iso8859-2", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("messy", [False, True])
def test_a_file_in_any_encoding_and_packing_lands(tmp_path: Path, suffix: str, encoding: str, messy: bool) -> None:
    landing = Landing(tmp_path)
    rows = "K1;Zażółć gęślą jaźń;Łódź\nK2;Źdźbło;Kraków\n" + ("K3\n" if messy else "")
    landing.write(f"klienci.csv{suffix}", _packed(("Nr klienta;Nazwa;Miasto\n" + rows).encode(encoding), suffix))
    landed = landing.land("customers", f"klienci.csv{suffix}")
    assert [(row["customer_id"], row["name"], row["city"]) for row in rows_of(landed)] == [
        ("K1", "Zażółć gęślą jaźń", "Łódź"),
        ("K2", "Źdźbło", "Kraków"),
    ]
    assert landed.rows_rejected == int(messy)
    assert not list(landed.rejects_file.parent.glob("**/*.csv.tmp"))
    assert {path.name for path in landed.rejects_file.parent.iterdir()} == {
        "part-0.parquet",
        "rejects.csv",
        "emptied.csv",
        "landing.json",
    }


@pytest.mark.parametrize("locale", ["en", "pl", "fr", "ru"])
@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "Code client;Date facture;Montant HT\nC1;15/11/2026;1 250,50 €\nC2;20/11/2026;99,00 €\n"),
        ("cp1252", "N° facture;Code client;Montant HT\nF1;C1;1\u00a0250,50\u00a0€\nF2;C2;99,00\u00a0€\n"),
        ("cp1252", "Article;Désignation;Prix\n214;Casque Sport-100;34,99 €\n0310;Vélo Road-150;3 578,27 €\n"),
        ("cp1252", "Client;Effectif\nC1;de 250 à 499\nC2;de 50 à 249\n"),
    ],
)
def test_the_sign_of_a_currency_after_a_blank_is_no_letter(codec: str, text: str, locale: str) -> None:
    guess = guess_encoding(io.BytesIO(text.encode(codec)), locale).encoding
    assert guess is not None
    assert text.encode(codec).decode(guess) == text


@pytest.mark.parametrize(
    ("locale", "codec", "names"),
    [
        *(
            ("en", "cp1252", names)
            for names in (
                ["O’Neil – Ltd"], ["Smith’s"], ["Jones – Sons"], ["The Baker’s Dozen"], ["Jones’ Bakery"], ["Don’t Panic"],
                ["“Best” Prints"], ["‘Best’ Prints"], ["Smith® Ltd"], ["© Smith"], ["Section § 5"], ["Acme — London"],
                ["£1,234.50", "O’Neil", "£3.00"], ["Café Rouge", "Smith’s"], ["Señor Taco"], ["Peña & Co"], ["Brontë Café"],
            )
        ),
        *(
            ("fr", "cp1252", names)
            for names in (
                ["L’Atelier d’Or", "Imprimerie Martin"], ["Jusqu’au bout"], ["Dupont – Fils"], ["Bar “Le Zinc”"], ["« Or »"],
                ["N° 5 Paris"], ["À la carte"],
            )
        ),
        *(
            ("pl", "cp1250", names)
            for names in (
                ["Firma „Kot”"], ["Nowak – Druk"], ["O’Hara"], ["§ 5"], ["ul. 3 Maja 5 – 7"], ["Drukarnia „ABC” – Kraków"],
                ["koń"], ["imię"], ["na liście"], ["Łoś – Nowak"],
            )
        ),
        *(("ru", "cp1251", names) for names in (["№ 5"], ["№5"], ["«ABC»"], ["OOO – x"], ["Склад № 5"])),
    ],
)  # fmt: skip
def test_signs_are_no_letters_of_the_mac_or_of_dos(locale: str, codec: str, names: list[str]) -> None:
    """Where nothing but signs is more than ASCII, their places tell: no byte of a name becomes another character, silently."""
    rows = "".join(f"K{number};{name};2026-11-15;400\r\n" for number, name in enumerate(names))
    content = f"Customer No;Customer name;Order date;Amount\r\n{rows}".encode(codec)
    guess = guess_encoding(io.BytesIO(content), locale)
    assert guess.encoding is not None
    assert content.decode(guess.encoding) == content.decode(codec)
    assert guess.because


@pytest.mark.parametrize(
    ("locale", "codec", "name"),
    [
        ("pl", "cp852", "imię"), ("pl", "cp852", "źrebak"), ("pl", "cp852", "weź"), ("pl", "cp852", "nie spełnia"),
        ("fr", "cp850", "voilà"), ("fr", "cp850", "Où"), ("fr", "mac-roman", "Maître Noël"), ("fr", "mac-roman", "Façade"),
        ("ru", "cp866", "ООО Щит"), ("ru", "koi8-r", "Иванов"), ("ru", "mac-cyrillic", "Санкт-Петербург"),
    ],
)  # fmt: skip
def test_letters_of_the_mac_and_of_dos_are_no_signs(locale: str, codec: str, name: str) -> None:
    content = f"Customer No;Customer name\r\nK0;{name};2026-11-15;400\r\n".encode(codec)
    guessed = guess_encoding(io.BytesIO(content), locale).encoding
    assert guessed is not None
    assert content.decode(guessed) == content.decode(codec)
