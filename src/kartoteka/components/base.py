"""What every component shares: options, context, what it requires and provides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from kartoteka.components.campaign_context import CampaignContext
from kartoteka.components.connections import Connections
from kartoteka.components.options import OptionsSchema
from kartoteka.errors import Problem
from kartoteka.model.types import ColumnType

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

    from kartoteka.model.conditions import Conjunct


@dataclass(frozen=True, slots=True)
class Context:
    """Where a component works: the pipeline, its day, its money and its language.

    Attributes:
        step: The name of its step, which prefixes its columns.
        as_of: The day from which the rules look back.
        project: The folder of `kartoteka.yaml`; relative paths in options start there.
        columns: The columns of `Tables.customers` that it will see, with their types. Empty for a source.
        segments: The segments of each segmentation before it, best first, `blacklist` among them.
        connections: What the components of this command have open together.
        campaign: Of an exporter that is about to be given rows; None for every other component, and while a delivery is made.
    """

    pipeline: str
    step: str
    as_of: date
    currency: str
    locale: str
    timezone: str
    project: Path
    columns: Mapping[str, ColumnType] = field(default_factory=dict)
    segments: Mapping[str, Sequence[str]] = field(default_factory=dict)
    connections: Connections = field(default_factory=Connections, compare=False, repr=False)
    campaign: CampaignContext | None = None


@dataclass(frozen=True, slots=True)
class DataRange:
    """What the landed orders span, for a lint that needs to know; None where there are no orders."""

    first_order: date | None
    last_order: date | None


@dataclass(frozen=True, slots=True)
class OptionProblem(Problem):
    """What is wrong with an option; the core adds file, line and column. `option` is its path below the component."""

    option: tuple[str | int, ...] = ()


class Component:
    """The base of all four kinds. A component is made for one run from its checked options, and holds no state.

    Attributes:
        Options: The schema of its options; their checked values are `self.options`.
        requires: The fields it needs, by table: `{"customers": ["employees"]}`. A pipeline that has not mapped
            them is refused before anything is read.
        provides: The columns it gives, with their types, without prefix.
        replayable: True where what a segmenter or scorer gives follows from the tables, its options, its context and its
            `further_inputs` alone: no clock, no chance. A run then takes it from an earlier run's snapshot where none of
            that has changed.
    """

    Options: ClassVar[type[OptionsSchema]] = OptionsSchema
    requires: ClassVar[Mapping[str, Sequence[str]]] = {}
    provides: ClassVar[Mapping[str, ColumnType]] = {}
    replayable: ClassVar[bool] = False

    def __init__(self, options: Mapping[str, Any], context: Context) -> None:
        self.options = options
        self.context = context

    def required_fields(self) -> Mapping[str, Sequence[str]]:
        """`requires`, or what follows from the options where it depends on them."""
        return self.requires

    def provided_columns(self) -> Mapping[str, ColumnType]:
        """`provides`, or what follows from the options where it depends on them."""
        return self.provides

    def problems(self) -> Iterable[Problem]:
        """What is wrong beyond what the options' schema can see: in options that speak of columns or of earlier
        segmentations (`option_problem` makes one), and in a file that an option names (`read_yaml` finds them).

        A run is refused for each; `kartoteka check` tells them with all others.
        """
        return ()

    def option_problem(self, option: Sequence[str | int], message: str, hint: str | None = None) -> Problem:
        """A problem of an option: `("tiers", 0, "every")`, what was found, what would do."""
        return OptionProblem(message, hint=hint, option=tuple(option))

    def further_inputs(self) -> str:
        """What a replayable component follows from beside tables, options and context: the contents of a file that an
        option names, or a fingerprint of them."""
        return ""

    def lint(self, data: DataRange | None) -> Iterable[str]:
        """Sentences about options that are allowed but hardly meant. `data` is None before anything was landed."""
        return ()

    def condition(self, text: str) -> nw.Expr:
        """Compile a condition over the columns of `Tables.customers` to a boolean expression (true, false or unknown)."""
        from kartoteka.model.conditions import parse_condition

        return parse_condition(text, self.context.columns).expression(self.context.as_of)

    def expression(self, text: str) -> nw.Expr:
        """Compile what an `ExpressionOption` says to the value that it has for each row."""
        from kartoteka.model.conditions import parse_expression

        return parse_expression(text, self.context.columns).expression(self.context.as_of)

    def conjuncts(self, text: str) -> Sequence[Conjunct]:
        """What a condition joins by `and`, each with its `text`, the `names` it uses and its `expression(as_of)`."""
        from kartoteka.model.conditions import parse_condition

        return parse_condition(text, self.context.columns).conjuncts
