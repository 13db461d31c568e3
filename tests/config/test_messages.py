"""What a person reads about a mistake in the project file: where, what was found, what would do. All mistakes at once."""

from __future__ import annotations

import pytest

from support.projects import EXAMPLE, HEAD, pipeline, told

ORDERS = "sources: {orders: data/orders.csv}\n"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "version: 1",
            "version: 2",
            "kartoteka.yaml:1:10: version: found the number 2\n"
            "  this kartoteka reads version 1 of the project file: version: 1",
        ),
        (
            "version: 1",
            "version: true",
            "kartoteka.yaml:1:10: version: found true\n  this kartoteka reads version 1 of the project file: version: 1",
        ),
        (
            "version: 1\n",
            "",
            "kartoteka.yaml:1:1: the key 'version' is missing\n  add 'version': The version of this file's format: 1.",
        ),
        ("locale: pl", "locale: de", "kartoteka.yaml:2:9: locale: found the text 'de'\n  write en, pl, fr or ru"),
        (
            "locale: pl",
            "locale: PL",
            "kartoteka.yaml:2:9: locale: found the text 'PL'\n  did you mean 'pl'? write en, pl, fr or ru",
        ),
        (
            "locale: pl",
            "locale: NO",
            "kartoteka.yaml:2:9: locale: found the text 'NO'\n  write en, pl, fr or ru",
        ),
        (
            "Europe/Warsaw",
            "Europe/Warsawa",
            "kartoteka.yaml:3:11: timezone: 'Europe/Warsawa' is not a time zone\n"
            "  did you mean Europe/Warsaw? write a region and a city: Europe/Warsaw",
        ),
        (
            "Europe/Warsaw",
            "../etc/passwd",
            "kartoteka.yaml:3:11: timezone: '../etc/passwd' is not a time zone\n  write a region and a city: Europe/Warsaw",
        ),
        (
            "Europe/Warsaw",
            "localtime",
            "kartoteka.yaml:3:11: timezone: 'localtime' is not a time zone\n  write a region and a city: Europe/Warsaw",
        ),
        (
            "PLN",
            "pln",
            "kartoteka.yaml:4:11: currency: 'pln' is not a currency\n"
            "  did you mean PLN? write three capital letters of ISO 4217: PLN",
        ),
        (
            "PLN",
            "12",
            "kartoteka.yaml:4:11: currency: found the number 12\n  write text (in quotes, if it looks like a number or a day)",
        ),
        (
            "currency: PLN\n",
            "currency: PLN\ncurency: EUR\n",
            "kartoteka.yaml:5:1: curency: unknown key 'curency'\n"
            "  did you mean 'currency'? known here: version, locale, timezone, "
            "currency, rates, catalog, memory_limit, threads, pipelines",
        ),
        (
            "currency: PLN\n",
            "currency: PLN\nrates: {EUR: 4,25}\n",
            "kartoteka.yaml:5:16: rates.25: '25' is not a currency\n  write three capital letters of ISO 4217: PLN",
        ),
        (
            "currency: PLN\n",
            "currency: PLN\nrates: {EUR: '4,25'}\n",
            "kartoteka.yaml:5:14: rates.EUR: found the text '4,25'\n  write a number above 0 with a dot: 4.2512",
        ),
        (
            "currency: PLN\n",
            "currency: PLN\nrates: {EUR: 0}\n",
            "kartoteka.yaml:5:14: rates.EUR: found the number 0\n  write a number above 0 with a dot: 4.2512",
        ),
        (
            "currency: PLN\n",
            "currency: PLN\nmemory_limit: 4\n",
            "kartoteka.yaml:5:15: memory_limit: found the number 4\n"
            "  write a size such as 4GB, or a share of the machine's memory such as 60%",
        ),
        (
            "currency: PLN\n",
            "currency: PLN\nmemory_limit: 1KB\n",
            "kartoteka.yaml:5:15: memory_limit: found the text '1KB'\n  nothing runs in so little; write at least 64MB",
        ),
        (
            "currency: PLN\n",
            "currency: PLN\nthreads: 1.5\n",
            "kartoteka.yaml:5:10: threads: found the number 1.5\n  write a whole number",
        ),
        (
            "currency: PLN\n",
            "currency: PLN\nthreads: 0\n",
            "kartoteka.yaml:5:10: threads: found the number 0\n  write a whole number from 1",
        ),
        (
            "currency: PLN\n",
            "currency: PLN\ncatalog: catalog.db\n",
            "kartoteka.yaml:5:10: catalog: found the text 'catalog.db'\n"
            "  write a SQLAlchemy URL: postgresql+psycopg://user:${env:PASSWORD}@host/database",
        ),
    ],
)
def test_mistakes_in_the_head(old: str, new: str, problem: str) -> None:
    text = f"{HEAD}pipelines:\n  p:\n    {ORDERS}"
    assert old in text
    problems = told(text.replace(old, new, 1))
    assert problem in problems
    assert len(problems) == (2 if "4,25}" in new else 1)  # `4,25` is a number and a key without a value


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "kartoteka.yaml: the file is empty\n  write a project; `kartoteka demo` makes an example"),
        ("- a\n- b\n", "kartoteka.yaml:1:1: found a list\n  write a project; `kartoteka demo` makes an example"),
        (
            HEAD,
            "kartoteka.yaml:1:1: the key 'pipelines' is missing\n  add 'pipelines': The jobs, by name.",
        ),
        (f"{HEAD}pipelines: {{}}\n", "kartoteka.yaml:5:12: pipelines: write at least one pipeline"),
        (f"{HEAD}pipelines:\n", "kartoteka.yaml:5:1: pipelines: found nothing\n  write a mapping: lines of 'key: value'"),
        (
            f"{HEAD}pipelines:\n  p:\n",
            "kartoteka.yaml:6:3: pipelines.p: found nothing\n  write a mapping: lines of 'key: value'",
        ),
        (
            f"{HEAD}pipelines:\n  print shop:\n    {ORDERS}",
            "kartoteka.yaml:6:3: pipelines.print shop: 'print shop' cannot be a name here\n"
            "  use letters a-z or A-Z, digits, '-' and '_', beginning with a letter or digit, at most 64",
        ),
    ],
)
def test_files_without_a_pipeline(text: str, problem: str) -> None:
    assert told(text) == [problem]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "segments: {}",
            "7:5: pipelines.p: the key 'sources' is missing\n  add 'sources': Where customers, contacts and orders are.",
        ),
        (
            "sources: {contacts: a.csv}",
            "7:14: pipelines.p.sources: there is neither a source of orders nor one of customers\n"
            "  add one: orders: data/orders.csv",
        ),
        (
            "sources: {orders: a.csv, clients: b.csv}",
            "7:30: pipelines.p.sources.clients: unknown key 'clients'\n  known here: customers, contacts, orders",
        ),
        (
            "sources: {orders: [a.csv]}",
            "7:23: pipelines.p.sources.orders: found a list\n"
            "  write a path, or a mapping such as {use: csv, path: data/orders.csv}",
        ),
        (
            "sources: {orders: {path: a.csv}}",
            "7:23: pipelines.p.sources.orders: the key 'use' is missing\n"
            "  add 'use': The name of the component; `kartoteka plugins list` shows all.",
        ),
        (
            "sources: {orders: {use: csv, decimal: ';'}}",
            "7:43: pipelines.p.sources.orders.decimal: found the text ';'\n  write . or ,",
        ),
        (
            "sources: {orders: {use: csv, date_order: dayfirst}}",
            "7:46: pipelines.p.sources.orders.date_order: found the text 'dayfirst'\n"
            "  did you mean 'day-first'? write day-first or month-first",
        ),
        (
            "sources: {orders: {use: csv, date_format: dd.mm.yyyy}}",
            "7:47: pipelines.p.sources.orders.date_format: found the text 'dd.mm.yyyy'\n  write a pattern such as %d.%m.%Y",
        ),
        (
            "sources: {orders: {use: csv, columns: {amount: 0}}}",
            "7:52: pipelines.p.sources.orders.columns.amount: found the number 0\n"
            "  write a header, its position from 1, or an expression over headers: Quantity * UnitPrice",
        ),
        (
            "sources: {orders: {use: csv, max_rejects: none}}",
            "7:47: pipelines.p.sources.orders.max_rejects: 'none' could mean either\n"
            "  write 0 to allow no rejects, or unlimited to allow any number",
        ),
        (
            "sources: {orders: {use: csv, max_rejects: 101%}}",
            "7:47: pipelines.p.sources.orders.max_rejects: found the text '101%'\n  write a percentage from 0 to 100: 1%",
        ),
        (
            "sources: {orders: {use: csv, max_rejects: {rows: 5, shares: 1%}}}",
            "7:47: pipelines.p.sources.orders.max_rejects: write {share: 1%, rows: 10}: "
            "a run stops when there are more than both",
        ),
        (
            f"{ORDERS}blacklist: 5",
            "8:16: pipelines.p.blacklist: found the number 5\n"
            "  write a path, or a mapping such as {use: csv, path: data/orders.csv}",
        ),
        (
            f"{ORDERS}segments: {{Loyalty: {{use: frequency}}}}",
            "8:16: pipelines.p.segments.Loyalty: 'Loyalty' cannot be a name here\n"
            "  it becomes a column: use lower-case letters a-z, digits and '_', beginning with a letter, at most 48",
        ),
        (
            f"{ORDERS}segments: {{order: {{use: frequency}}}}",
            "8:16: pipelines.p.segments.order: 'order' has a meaning of its own in conditions\n  take another name",
        ),
        (
            f"{ORDERS}segments: {{employees: {{use: frequency}}}}",
            "8:16: pipelines.p.segments.employees: 'employees' is a field of the customers\n"
            "  give the step a name that is no field",
        ),
        (
            f"{ORDERS}segments: {{psd: {{use: a}}}}\nscores: {{psd: {{use: b}}}}",
            "9:14: pipelines.p.scores.psd: 'psd' is a segmentation as well\n"
            "  give one of them another name: their columns would clash",
        ),
        (
            f"{ORDERS}scores: {{psd: size}}",
            "8:19: pipelines.p.scores.psd: found the text 'size'\n  write a mapping: lines of 'key: value'",
        ),
        (
            f"{ORDERS}campaigns: {{c: {{channel: mail, export: [{{use: csv}}]}}}}",
            "8:30: pipelines.p.campaigns.c.channel: found the text 'mail'\n"
            "  did you mean 'email'? write email, phone, post or none",
        ),
        (
            f"{ORDERS}campaigns: {{c: {{channel: phone, export: [{{use: csv}}]}}}}",
            "8:20: pipelines.p.campaigns.c: the key 'consent' is missing\n"
            "  with the channel phone, add the field that says who "
            "agreed (consent: consent_phone), or consent: not-checked",
        ),
        (
            f"{ORDERS}campaigns: {{c: {{channel: none, export: []}}}}",
            "8:44: pipelines.p.campaigns.c.export: write at least one export",
        ),
        (
            f"{ORDERS}campaigns: {{c: {{channel: none}}}}",
            "8:20: pipelines.p.campaigns.c: the key 'export' is missing\n"
            "  add 'export': Where the list goes: one or more exports.",
        ),
        (
            f"{ORDERS}campaigns: {{c: {{channel: none, export: {{use: csv}}}}}}",
            "8:44: pipelines.p.campaigns.c.export: found a mapping\n  write a list: [one, another]",
        ),
        (
            f"{ORDERS}campaigns: {{c: {{channel: none, export: [{{use: csv, columns: [a, b, a]}}]}}}}",
            "8:72: pipelines.p.campaigns.c.export[0].columns[2]: the column 'a' is named a second time\n  delete one of them",
        ),
        (
            f"{ORDERS}campaigns: {{c: {{channel: none, consent: yes please, export: [{{use: csv}}]}}}}",
            "8:45: pipelines.p.campaigns.c.consent: found the text 'yes please'\n"
            "  write the name of a field, such as consent_email, or not-checked",
        ),
        (
            f"{ORDERS}campaigns: {{c: {{channel: none, where: '${{env:W}}', export: [{{use: csv}}]}}}}",
            "8:43: pipelines.p.campaigns.c.where: found the text '${env:W}'\n"
            "  a condition is printed in the manifest, so no secret may stand in it",
        ),
        (
            f"{ORDERS}campaigns: {{c: {{channel: none, allow_sensitive: maybe, export: [{{use: csv}}]}}}}",
            "8:53: pipelines.p.campaigns.c.allow_sensitive: found the text 'maybe'\n  write true or false",
        ),
    ],
)
def test_mistakes_in_a_pipeline(text: str, problem: str) -> None:
    assert told(pipeline(text)) == [f"kartoteka.yaml:{problem}"]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = EXAMPLE
    for old, new in (
        ("locale: pl", "locale: xx"),
        ("currency: PLN", "currency: zloty"),
        ("sources:", "source:"),
        ("use: frequency", "uses: frequency"),
        ("channel: email", "channel: fax"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    problems = told(text)
    assert [problem.split(": ")[0] for problem in problems] == [
        "kartoteka.yaml:2:9",
        "kartoteka.yaml:4:11",
        "kartoteka.yaml:7:5",
        "kartoteka.yaml:7:5",
        "kartoteka.yaml:13:9",
        "kartoteka.yaml:33:18",
    ]


def test_a_mistake_in_a_merged_mapping_is_told_where_it_is_written() -> None:
    text = pipeline(
        """
        sources: &all
          orders: {use: csv, decimal: x}
        """
    )
    twice = f"{text}  q:\n    sources: {{<<: *all}}\n"
    assert [problem.split("\n")[0] for problem in told(twice)] == [
        "kartoteka.yaml:8:35: pipelines.p.sources.orders.decimal: found the text 'x'",
        "kartoteka.yaml:8:35: pipelines.q.sources.orders.decimal: found the text 'x'",
    ]
