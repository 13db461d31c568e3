"""The base of exporters that write back to a CRM."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import Any

from kartoteka.components.exporter import Exporter, Staged, Staging
from kartoteka.components.file_names import same_file
from kartoteka.components.rows import Rows
from kartoteka.crm.client import require_httpx
from kartoteka.crm.errors import Refused, Unreachable
from kartoteka.crm.write_back.apply import Applying
from kartoteka.crm.write_back.batches import batches
from kartoteka.crm.write_back.changes import Change, read_changes, write_changes
from kartoteka.crm.write_back.crm import Crm
from kartoteka.crm.write_back.differences import Tally, customer_changes, member_changes
from kartoteka.crm.write_back.journal import Journal
from kartoteka.crm.write_back.options import TARGETS, WriteBackOptions
from kartoteka.crm.write_back.refusals import write_refusals
from kartoteka.crm.write_back.remarks import EXAMPLES, remarks
from kartoteka.crm.write_back.wanted import addresses, namings, wanted
from kartoteka.errors import ConfigError, DeliveryError
from kartoteka.language import gettext as _
from kartoteka.language import ngettext, number_in_words, speaking


class CrmExporter(Exporter):
    """Writes segments, terms and list members back to a CRM: what differs from what the CRM has, and nothing else.

    `prepare` compares and stages the differences, which a dry run tells as well; `deliver` looks at each again and makes it. A
    delivery that is killed goes on where it was. What the CRM refuses is listed in a file and does not stop the others; it
    differs still, so that the next run tries it again.

    A subclass opens the CRM. Its `Options` extend `WriteBackOptions`.

    Attributes:
        targets: Which of `category`, `discount`, `payment_days` and `list` the CRM has.
        batch: How many customers are asked for at once.
    """

    Options = WriteBackOptions
    targets: Sequence[str] = TARGETS
    batch: int = 100

    @abstractmethod
    def crm_name(self) -> str:
        """The CRM, as a person would name it; without secrets."""

    @abstractmethod
    def open(self) -> Crm:
        """Begin to speak to the CRM."""

    def destinations(self, labels: Mapping[str, Sequence[str]]) -> Sequence[str]:
        """What is written in which CRM; two exports of a run may not write the same."""
        require_httpx()
        chosen = {target: self.options[target] for target in TARGETS if self.options.get(target)}
        for target, values in chosen.items():
            self._require(target, values["column"])
        own = {"category": "parent", "list": "name"}
        return [
            *(f"{target} {values.get(own.get(target, ''), '')} of {self.crm_name()}" for target, values in chosen.items()),
            same_file(str(self._refused.resolve())),
        ]

    def prepare(self, rows: Rows, staging: Staging) -> Sequence[Staged]:
        file = staging.folder / "changes.jsonl"
        tally, examples = Tally(), list[Change]()
        with closing(self.open()) as crm, speaking(self.context.locale):
            write_changes(self._noted(self._changes(rows, crm, tally), examples), file)
        count = tally.differing + tally.joining + tally.leaving
        chosen = self.options.get("list")
        return [
            self.seal(
                file,
                destination=self.crm_name(),
                rows=count,
                remarks=list(
                    remarks(
                        tally,
                        examples,
                        self._shown,
                        customers=bool(namings(self.options)),
                        name=chosen["name"] if chosen else None,
                    )
                ),
            )
        ]

    def deliver(self, staged: Staged, key: str) -> Sequence[str] | None:
        refusals: list[tuple[Change, str]] = []
        done = 0
        try:
            with Journal(staged.staged) as journal, speaking(self.context.locale):
                done = len(journal.outcomes)
                if done < staged.rows:
                    with closing(self.open()) as crm:
                        for outcome in self._outcomes(crm, islice(read_changes(staged.staged), done, None)):
                            journal.add(outcome)
                            done += 1
                for change, outcome in zip(read_changes(staged.staged), journal.outcomes, strict=True):
                    if outcome is not None:
                        refusals.append((change, outcome))
            write_refusals(refusals, self._refused)
        except (Refused, Unreachable) as error:
            raise DeliveryError(
                _(
                    "{destination}: {done} of {rows} changes are made, then: {message}",
                    destination=staged.destination,
                    done=number_in_words(done),
                    rows=number_in_words(staged.rows),
                    message=error.message,
                ),
                hint=error.hint or _("The next run goes on there."),
            ) from None
        except OSError as error:
            raise DeliveryError(
                _(
                    "{destination}: what was prepared for it, or {file}, cannot be used ({reason})",
                    destination=staged.destination,
                    file=self._shown,
                    reason=error.strerror or error,
                ),
                hint=_("See that the file is not open elsewhere and that the disk has room."),
            ) from error
        if not refusals:
            return None
        return [
            ngettext(
                "{number} change was refused; {file} says why, and the next run tries again",
                "{number} changes were refused; {file} says why, and the next run tries again",
                len(refusals),
                number=number_in_words(len(refusals)),
                file=self._shown,
            )
        ]

    def _require(self, target: str, column: str) -> None:
        if target not in self.targets:
            raise ConfigError(_("`{target}` cannot be written to this CRM", target=target), hint=_("Take the key out."))
        # Contacts bring columns of their own, and so does an address.
        if self.context.columns and column not in self.context.columns and target != "list":
            raise ConfigError(
                _("`{target}` is to be written from the column {column!r}, and there is none", target=target, column=column),
                hint=_("There are: {names}.", names=", ".join(self.context.columns)),
            )

    def _changes(self, rows: Rows, crm: Crm, tally: Tally) -> Iterator[Change]:
        names = namings(self.options)
        of_customers: Iterable[Change] = ()
        if names:
            every = wanted(rows, self.options, names)
            of_customers = customer_changes(every, crm, namings=names, options=self.options, size=self.batch, tally=tally)
        chosen = self.options.get("list")
        of_members = self._member_changes(rows, crm, chosen, tally) if chosen else ()
        return chain(of_customers, of_members)

    def _member_changes(self, rows: Rows, crm: Crm, chosen: Mapping[str, Any], tally: Tally) -> Iterator[Change]:
        name = chosen["name"]
        if name in crm.existing("list"):
            members = crm.members(name)
        elif self.options["create"]:
            members = {}
        else:
            raise ConfigError(
                _("{crm} has no list {name!r}", crm=self.crm_name(), name=name),
                hint=_("Make it there, set `create: true`, or name another list."),
            )
        removing = chosen["others"] == "remove"
        yield from member_changes(addresses(rows, chosen["column"]), members, name, removing=removing, tally=tally)

    def _noted(self, changes: Iterable[Change], examples: list[Change]) -> Iterator[Change]:
        for change in changes:
            if len(examples) < EXAMPLES and change.refused is None:
                examples.append(change)
            yield change

    def _outcomes(self, crm: Crm, changes: Iterable[Change]) -> Iterator[str | None]:
        applying = Applying(crm, namings(self.options), self.options)
        for some in batches(changes, self.batch):
            yield from applying.apply(some)

    @property
    def _refused(self) -> Path:
        return self.context.project / self._shown

    @property
    def _shown(self) -> str:
        return str(self.options["refused"]).replace("{campaign}", self.context.step)
