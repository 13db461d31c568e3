"""Groups turned into rules, as text for a project file, and how far the two agree."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kartoteka import BLACKLIST, Frame, KartotekaError, OpenedStep
from kartoteka import gettext as _
from kartoteka_clusters.conditions import condition_of, is_missing
from kartoteka_clusters.features import raw
from kartoteka_clusters.model import INCOMPLETE, NAMES
from kartoteka_clusters.segmenter import Clusters
from kartoteka_clusters.tree import Leaf, leaves_of

SAMPLE = 100_000
_WIDTH = 76


@dataclass(frozen=True, slots=True)
class FrozenGroup:
    """A group, and how many of its customers the rules put there as well."""

    label: str
    name: str | None
    customers: int
    agreed: int


@dataclass(frozen=True, slots=True)
class Frozen:
    """Rules that repeat the groups of a run.

    Attributes:
        rules: As the options of the segmenter `rules` have them.
        groups: Of the run, in the order of their numbers.
    """

    rules: Sequence[Mapping[str, str]]
    groups: Sequence[FrozenGroup]

    @property
    def customers(self) -> int:
        """How many are in a group; whoever is incomplete by the one is so by the other, and proves nothing."""
        return sum(one.customers for one in self.groups if one.label != INCOMPLETE)

    @property
    def agreement(self) -> float:
        """The share of these whom the rules put where they are, from 0 to 1."""
        agreed = sum(one.agreed for one in self.groups if one.label != INCOMPLETE)
        return agreed / self.customers if self.customers else 1.0


def freeze_step(step: OpenedStep, leaves: int | None) -> Frozen:
    """Find rules that repeat the groups of the latest run, and let them sort its customers.

    Raises:
        KartotekaError: There is no run, or it was made with other fields.
    """
    import narwhals.stable.v2 as nw

    customers = _customers(step)
    component = step.component
    assert isinstance(component, Clusters)
    assert step.run_as_of is not None
    fields = component.fields
    sorted_ = customers.filter(~nw.col(step.name).is_in([BLACKLIST, INCOMPLETE]))
    every = -(-int(sorted_.select(nw.len()).collect("pyarrow").item(0, 0)) // SAMPLE) or 1
    numbered = sorted_.with_row_index("_row", order_by="customer_id").filter(nw.col("_row") % every == 0)
    values = [raw(field, step.run_as_of).alias(field.name) for field in fields]
    table = numbered.select(nw.col("customer_id"), nw.col(step.name).alias("_group"), *values).sort("customer_id")
    found = table.collect("pyarrow").to_arrow()
    if not found.num_rows:
        raise KartotekaError(_("run {run} has no customer in a group of {step}", run=step.run, step=step.name))
    labels = [str(label) for label in found["_group"].to_pylist()]
    tree = leaves_of(found, fields, labels, leaves, component.options["smallest"])
    needed = [field for field in fields if not field.average]
    rules = [{"when": is_missing(needed), "segment": INCOMPLETE}] if needed else []
    rules += _rules(tree)
    return Frozen(rules, _compared(customers, step, step.sorted_by("rules", {"rules": rules})))


def _customers(step: OpenedStep) -> Frame:
    if step.customers is None:
        hint = _("Run it first: {command}", command=f"kartoteka run {step.pipeline}")
        raise KartotekaError(_("{pipeline} has not been run yet", pipeline=step.pipeline), hint=hint)
    wanted = [step.name, f"{step.name}_name", *step.component.options["fields_"]]
    missing = [name for name in wanted if name not in step.customers.collect_schema().names()]
    if missing:
        hint = _("Run again: {command}", command=f"kartoteka run {step.pipeline}")
        raise KartotekaError(_("run {run} knows nothing of {names}", run=step.run, names=", ".join(missing)), hint=hint)
    return step.customers


def _rules(leaves: Sequence[Leaf]) -> list[dict[str, str]]:
    """One rule for each group, in the order of their numbers; the largest has all the rest."""
    sizes: dict[str, int] = {}
    for leaf in leaves:
        sizes[leaf.group] = sizes.get(leaf.group, 0) + leaf.customers
    largest = max(sizes, key=lambda label: (sizes[label], label))
    rules = []
    for label in sorted(sizes, key=_number):
        ways = [condition_of(leaf) for leaf in leaves if leaf.group == label]
        if label != largest:
            when = ways[0] if len(ways) == 1 else " or ".join(f"({way})" for way in ways)
            rules.append({"when": when, "segment": label})
    return [*rules, {"else": largest}]


def _number(label: str) -> int:
    return int(label.removeprefix(NAMES))


def _compared(customers: Frame, step: OpenedStep, sorted_: Frame) -> list[FrozenGroup]:
    import narwhals.stable.v2 as nw

    name = nw.col(f"{step.name}_name").alias("_name")
    ours = customers.select(nw.col("customer_id"), nw.col(step.name).alias("_group"), name)
    both = ours.join(sorted_, on="customer_id", how="inner")
    agreed = (nw.col("_group") == nw.col("segment")).cast(nw.Int64).alias("_agreed")
    counted = both.with_columns(agreed).group_by("_group", "_name").agg(nw.len().alias("customers"), nw.col("_agreed").sum())
    rows: list[dict[str, Any]] = counted.collect("pyarrow").rows(named=True)
    groups = [FrozenGroup(row["_group"], row["_name"], int(row["customers"]), int(row["_agreed"])) for row in rows]
    return sorted(groups, key=lambda one: (one.label == INCOMPLETE, _number(one.label) if one.label != INCOMPLETE else 0))


def as_yaml(frozen: Frozen, step: str) -> str:
    """The step as a project file has it, in lines that a terminal does not break."""
    names = {one.label: one.name for one in frozen.groups if one.name}
    lines = [f"{step}:", "  use: rules", "  rules:"]
    for rule in frozen.rules:
        label = rule.get("segment") or rule["else"]
        comment = f"  # {names[label]}" if label in names else ""
        if "else" in rule:
            lines.append(f"    - else: {label}{comment}")
            continue
        lines += [f"    - segment: {label}{comment}", "      when: >-"]
        blanks = " " * 8
        wrapper = textwrap.TextWrapper(
            _WIDTH, initial_indent=blanks, subsequent_indent=blanks, break_long_words=False, break_on_hyphens=False
        )
        lines += wrapper.wrap(rule["when"])
    return "".join(f"{line}\n" for line in lines)
