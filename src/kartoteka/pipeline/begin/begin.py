"""From a request to a project file, or to the questions that stand in its way: all of them that can be asked at once."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.config.load import parse_project
from kartoteka.config.project import Project
from kartoteka.errors import ConfigError
from kartoteka.language import gettext as _
from kartoteka.pipeline.begin.alike import same_values
from kartoteka.pipeline.begin.amounts import Rows
from kartoteka.pipeline.begin.decide import Decided, Refusal, decide
from kartoteka.pipeline.begin.draft import Draft, draft_project
from kartoteka.pipeline.begin.keys import link
from kartoteka.pipeline.begin.look import Looked, connection_for_looking, look_at
from kartoteka.pipeline.begin.names import use_key_twice
from kartoteka.pipeline.begin.prices import Prices, find_prices
from kartoteka.pipeline.begin.profile import Profile, make_table, profiles
from kartoteka.pipeline.begin.question import Question
from kartoteka.pipeline.begin.reading import settle_reading
from kartoteka.pipeline.begin.request import PRICES, TABLES, Request
from kartoteka.pipeline.begin.required import ask_for_required
from kartoteka.pipeline.begin.surroundings import settle_currency, settle_locale, settle_timezone
from kartoteka.pipeline.begin.trial import try_landing, without_place
from kartoteka.pipeline.begin.values import Values
from kartoteka.pipeline.begin.write import project_text
from kartoteka.pipeline.land import LandedTable
from kartoteka.plugin.registry import Registry

if TYPE_CHECKING:
    import duckdb

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What came of a request.

    Attributes:
        text: Of the project file; None where something has to be asked first.
        project: The same, checked.
        questions: What has to be asked; none where there is a text.
        assumed: Settings that nothing in the files speaks for, as `name: value`, with the option that changes each.
        remarks: What a person should know, as sentences.
        landed: What landing made of the files, by table.
    """

    text: str | None = None
    project: Project | None = None
    questions: Sequence[Question] = ()
    assumed: Sequence[str] = ()
    remarks: Sequence[str] = ()
    landed: Mapping[str, LandedTable] = field(default_factory=dict)


def begin(request: Request, registry: Registry, progress: Progress | None = None) -> Beginning:
    """Look at the files of a request, and write a project for them.

    Raises:
        InputError: A file cannot be found or read at all.
        ConfigError: An answer that was given beforehand is none, or cannot be.
    """
    tell = progress or (lambda text: None)
    with tempfile.TemporaryDirectory(prefix="kartoteka-") as folder, connection_for_looking() as connection:
        return _Beginner(request, registry, connection, Path(folder), tell).begin()


class _Beginner:
    """One look."""

    def __init__(
        self, request: Request, registry: Registry, connection: duckdb.DuckDBPyConnection, work: Path, tell: Progress
    ) -> None:
        self.request = request
        self.registry = registry
        self.connection = connection
        self.work = work
        self.tell = tell
        self.values = Values(connection, work)
        self.looked: dict[str, Looked] = {}
        self.tables: dict[str, str] = {}
        self.profiles: dict[str, list[Profile]] = {}
        self.barred: dict[str, dict[int, Refusal]] = {}
        self.prices: Prices | None = None

    def begin(self) -> Beginning:
        locale = settle_locale(self.request, {})
        for _again in range(2):  # the headers tell the language, which may tell the encoding, which makes the headers
            self._look(locale.value)
            better = settle_locale(self.request, {table: looked.headers for table, looked in self.looked.items()})
            changed, locale = better.value != locale.value, better
            if not changed or all(file.encoding == "utf-8" for looked in self.looked.values() for file in looked.files):
                break
        headless = [looked.question for looked in self.looked.values() if looked.question is not None]
        if headless:
            return Beginning(questions=headless)
        decided = self._decide()
        questions = [question for table in decided.values() for question in table.questions]
        readings = {table: settle_reading(self.connection, one, self.request, self.values) for table, one in decided.items()}
        questions += [found.question for one in readings.values() for found in one.values() if found.question is not None]
        currencies = settle_currency(self.connection, decided.values(), self.request, locale.value)
        questions += currencies.questions
        if questions or currencies.settled is None:
            return Beginning(questions=questions)
        timezone = settle_timezone(self.request, locale.value, currencies.settled.value)
        return self._write(
            draft_project(
                self.request, self.registry, self._rows(decided), self.prices, decided, readings, locale, timezone, currencies
            )
        )

    def _look(self, locale: str) -> None:
        for table in (*TABLES, PRICES):
            if table in self.request.files:
                self.tell(_("looking at the {table}", table=table))
                looked = look_at(table, self.request, locale, self.registry, self.work)
                self.looked[table] = looked
                self.tables[table] = make_table(self.connection, looked)
                self.profiles[table] = profiles(self.connection, looked, self.tables[table])

    def _decide(self) -> dict[str, Decided]:
        self.tell(_("comparing the columns"))
        forced: dict[str, dict[str, int]] = {table: {} for table in self.looked if table != PRICES}
        notes: dict[str, str] = {}
        asked: dict[str, Question] = {}
        customers = self._decided("customers", forced) if "customers" in self.looked else None
        for table, wanted in forced.items():
            if customers is None or table == "customers":
                continue
            linked = link(customers, self._decided(table, forced), self.values)
            if linked.question is not None:
                asked[table] = linked.question
            if linked.customers is not None and linked.other is not None:
                wanted["customer_id"] = linked.other
                if table == "orders" or "orders" not in self.looked:
                    forced["customers"]["customer_id"] = linked.customers
                    customers = self._decided("customers", forced)
                if linked.note is not None:
                    notes[table] = linked.note
        decided = {table: self._finished(table, forced) for table in forced}
        for table, note in notes.items():
            decided[table].notes.setdefault("customer_id", note)
        for table, question in asked.items():
            keys = {one.key for one in decided[table].questions}
            if question.key not in keys:
                decided[table].questions.append(question)
        return decided

    def _decided(self, table: str, forced: Mapping[str, Mapping[str, int]]) -> Decided:
        said = self.request.columns_of(table)
        return decide(self.looked[table], self.profiles[table], said, forced[table], self.barred.get(table, {}))

    def _finished(self, table: str, forced: Mapping[str, Mapping[str, int]]) -> Decided:
        decided = self._decided(table, forced)
        alike = same_values(self.connection, self.tables[table], decided)
        if alike:
            forced = {**forced, table: {**forced[table], **alike}}
            decided = self._decided(table, forced)
        if table == "orders":
            barred = self.barred.setdefault(table, {})
            first = Rows(self.connection, self.tables[table], decided).vague_order()
            if first is not None:
                forced = {**forced, table: {**forced[table], "order_id": first}}
                decided = self._decided(table, forced)
            for look in (Rows.wrong_order, Rows.repeated_total, Rows.wrong_age):
                found = look(Rows(self.connection, self.tables[table], decided))
                if found is not None:
                    barred[found[0]] = found[1]
                    decided = self._decided(table, forced)
            other = Rows(self.connection, self.tables[table], decided).other_order()
            if other is not None:
                decided = self._decided(table, {**forced, table: {**forced[table], "order_id": other}})
            self._find_prices(decided)
            Rows(self.connection, self.tables[table], decided).compute_amount()
        use_key_twice(decided)
        ask_for_required(decided)
        return decided

    def _find_prices(self, orders: Decided) -> None:
        """Look for unit prices in the file that was given for them."""
        if PRICES not in self.looked or not Rows(self.connection, self.tables["orders"], orders).misses_prices():
            return
        prices = self.looked[PRICES]
        found, questions = find_prices(orders, prices, self.profiles[PRICES], self.values, self.request.columns_of(PRICES))
        orders.questions += questions
        self.prices = found
        if found is not None:
            orders.taken = (found.taken(prices.files[0].path.name),)
        elif questions:
            orders.absent.add("amount")  # its question waits for the answers to these

    def _rows(self, decided: Mapping[str, Decided]) -> Rows | None:
        return Rows(self.connection, self.tables["orders"], decided["orders"]) if "orders" in decided else None

    def _write(self, draft: Draft) -> Beginning:
        text = project_text(draft.project)
        file = self.request.folder / "kartoteka.yaml"
        project, problems = parse_project(text, file, self.registry)
        if project is None:
            raise ConfigError([without_place(problem) for problem in problems])
        trial = try_landing(project, self.registry, self.work, self.tell)
        if trial.questions:
            return Beginning(questions=trial.questions)
        return Beginning(text, project, (), draft.assumed, (*draft.remarks, *trial.remarks), trial.landed)
