"""The project file as checked objects: what the rest of the program works with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from kartoteka.config.places import KeyPath, Places
from kartoteka.model.tables import TableName

Locale = Literal["en", "pl", "fr", "ru"]
Channel = Literal["email", "phone", "post", "none"]


@dataclass(frozen=True, slots=True)
class MaxRejects:
    """A run stops when the rejects of a source exceed both the share and the number of rows.

    Where nothing is said, it stops also when no row at all can be used, however few there are.
    """

    share: Decimal = Decimal("0.01")
    rows: int = 10

    def exceeded(self, rejected: int, read: int) -> bool:
        nothing_left = self == MaxRejects() and 0 < read == rejected
        return nothing_left or (rejected > self.rows and rejected > self.share * read)


@dataclass(frozen=True, slots=True)
class Reading:
    """How landing reads a source's cells; what is None is settled from the data.

    Attributes:
        columns: Field name -> header, 1-based position, or expression over headers; None maps the headers by name.
        decimal: The decimal mark.
        date_order: Of slashed dates.
        date_format: A `strptime` format, where dates follow none of the known patterns.
    """

    columns: Mapping[str, str | int] | None = None
    decimal: Literal[".", ","] | None = None
    date_order: Literal["day-first", "month-first"] | None = None
    date_format: str | None = None
    max_rejects: MaxRejects = MaxRejects()


@dataclass(frozen=True, slots=True)
class LookupConfig:
    """Another file in which the rows of a source are looked up. `options` are as written.

    Attributes:
        keys: What is compared: column of the source -> column of the file.
        take: What a found row gives: name in the source -> column of the file.
        reading: How the file's cells are read; it has no `columns`.
    """

    use: str
    options: Mapping[str, Any]
    keys: Mapping[str, str]
    take: Mapping[str, str]
    reading: Reading
    key: KeyPath

    @property
    def name(self) -> str:
        """What a person calls it: its path, or what reads it."""
        return str(self.options.get("path", self.use))


@dataclass(frozen=True, slots=True)
class SourceConfig:
    """One input, and so are the blacklist and the suppression list of a campaign. `options` are as written.

    Attributes:
        lookups: In order; a later one may look for what an earlier one gave.
    """

    table: TableName | Literal["blacklist", "suppression"]
    use: str
    options: Mapping[str, Any]
    reading: Reading
    key: KeyPath
    lookups: Sequence[LookupConfig] = ()

    @property
    def name(self) -> str:
        """What its landed table is called; each campaign has a suppression list of its own."""
        return f"suppression-{self.key[-2]}" if self.table == "suppression" else self.table


@dataclass(frozen=True, slots=True)
class StepConfig:
    """One segmentation or score. `options` are as written; the component's schema checks them."""

    kind: Literal["segmenter", "scorer"]
    name: str
    use: str
    options: Mapping[str, Any]
    key: KeyPath


@dataclass(frozen=True, slots=True)
class ExportConfig:
    """One delivery of a campaign. `columns` None delivers all. `options` are as written."""

    use: str
    columns: Sequence[str] | None
    options: Mapping[str, Any]
    key: KeyPath


@dataclass(frozen=True, slots=True)
class Lost:
    """What a pipeline has in the file that could not be read. A project that is sound has lost nothing.

    Attributes:
        tables: Inputs, by table.
        steps: Segmentations and scores, as they are called in the file.
        anything: Whether customers may have columns that nobody knows of.
    """

    tables: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    anything: bool = False


@dataclass(frozen=True, slots=True)
class CampaignConfig:
    """Whom to address, by which channel, and where the list goes.

    Attributes:
        where: A condition; None selects everybody.
        consent: A boolean field, or `not-checked`; None only where the channel is `none`.
        suppress: A file of customers, addresses or numbers that this campaign leaves out.
        keep_blacklist: Whether customers on the blacklist are handed on as well; only where the channel is `none`.
        lost: Keys that stand in the file, or should, and could not be read; none in a project that is sound.
    """

    name: str
    where: str | None
    channel: Channel
    consent: str | None
    suppress: str | None
    export: Sequence[ExportConfig]
    allow_sensitive: bool
    key: KeyPath
    keep_blacklist: bool = False
    lost: frozenset[str] = frozenset()

    @property
    def suppression(self) -> SourceConfig | None:
        """The list of those whom it leaves out as an input; None without one."""
        if self.suppress is None:
            return None
        return SourceConfig("suppression", "csv", {"path": self.suppress}, Reading(), (*self.key, "suppress"))


@dataclass(frozen=True, slots=True)
class Pipeline:
    """One job: sources, segmentations, scores, campaigns.

    Attributes:
        competitors: The file of what is known of competitors, relative to the project's folder; a profile reads it, a run
            does not.
        personas: The file of the personas, relative to the project's folder; no list and no terms depend on it.
        lost: What of it could not be read.
    """

    name: str
    sources: Mapping[TableName, SourceConfig]
    blacklist: SourceConfig | None
    segments: Mapping[str, StepConfig]
    scores: Mapping[str, StepConfig]
    campaigns: Mapping[str, CampaignConfig]
    currency: str
    rates: Mapping[str, Decimal]
    key: KeyPath
    competitors: str | None = None
    personas: str | None = None
    lost: Lost = Lost()

    @property
    def inputs(self) -> dict[str, SourceConfig]:
        """All that is read before the first step, by table: the sources, and the blacklist where there is one."""
        inputs = {str(table): config for table, config in self.sources.items()}
        return inputs if self.blacklist is None else {**inputs, "blacklist": self.blacklist}

    @property
    def suppressions(self) -> dict[str, SourceConfig]:
        """The suppression lists of its campaigns, by what each is called once it is landed."""
        lists = (campaign.suppression for campaign in self.campaigns.values())
        return {config.name: config for config in lists if config is not None}


@dataclass(frozen=True, slots=True)
class Project:
    """A whole project file.

    Attributes:
        file: The project file; `folder` is where relative paths start; `state` is `.kartoteka/` beside it.
        catalog: A SQLAlchemy URL, its secrets not yet put in; None is SQLite in the state folder.
        memory_limit: Bytes that the engine may use; None is `memory_share` of the machine's memory.
        memory_share: From 0 to 1.
        places: Where every key stands, for errors.
    """

    file: Path
    locale: Locale
    timezone: str
    currency: str
    pipelines: Mapping[str, Pipeline]
    places: Places
    catalog: str | None = None
    memory_limit: int | None = None
    memory_share: Decimal = Decimal("0.6")
    threads: int | None = None

    @property
    def folder(self) -> Path:
        return self.file.parent

    @property
    def state(self) -> Path:
        return self.folder / ".kartoteka"
