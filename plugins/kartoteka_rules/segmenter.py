"""Rules in order: the first condition that holds decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import narwhals.stable.v2 as nw

from kartoteka import Check, DataRange, Integer, Label, RowSegmenter, Tables
from kartoteka import gettext as _
from kartoteka_rules.explain import explain
from kartoteka_rules.options import Rule, RulesOptions


class Rules(RowSegmenter):
    """Sorts customers by conditions on their fields and on the columns of earlier steps.

    A rule holds where its condition is true; unknown (a field it needs is empty) is not true. The evidence `rule` is the
    number of the rule that decided, from 1.
    """

    Options = RulesOptions
    provides = {"rule": Integer}
    replayable = True

    @property
    def rules(self) -> Sequence[Rule]:
        """The rules in their order; the last has no condition."""
        rules: Sequence[Rule] = self.options["rules"]
        return rules

    def labels(self) -> Sequence[Label]:
        """Each segment once, in the order in which it first comes."""
        terms = {rule.segment: rule.terms for rule in self.rules if rule.terms is not None}
        names = dict.fromkeys(rule.segment for rule in self.rules)
        return [Label(name, rank if self.options["ordered"] else None, terms.get(name, {})) for rank, name in enumerate(names)]

    def lint(self, data: DataRange | None) -> Iterable[str]:
        """Tell of conditions that stand twice, of those that never hold, and of what comes after one that always does."""
        first: dict[str, int] = {}
        for number, rule in enumerate(self.rules, start=1):
            if rule.when is None:
                continue
            truths = [(part.text, part.truths(self.context.as_of)) for part in self.conjuncts(rule.when)]
            if all(can_be == {True} for _text, can_be in truths):
                yield _(
                    "rule {number} ({segment}) holds for everybody: no rule after it is ever reached",
                    number=number,
                    segment=rule.segment,
                )
                return
            never = next((text for text, can_be in truths if True not in can_be), None)
            if never is not None:
                yield _(
                    "rule {number} ({segment}) never holds: {condition} is true for nobody",
                    number=number,
                    segment=rule.segment,
                    condition=never,
                )
                continue
            earlier = first.setdefault(" ".join(rule.when.split()), number)
            if earlier != number:
                yield _(
                    "rule {number} ({segment}) is never reached: rule {earlier} has the same condition",
                    number=number,
                    segment=rule.segment,
                    earlier=earlier,
                )

    def columns(self) -> Mapping[str, nw.Expr]:
        """The segment, and the number of the rule that gives it."""
        everybody = ~nw.col("customer_id").is_null()
        segment: nw.Expr = nw.when(everybody).then(nw.lit(self.rules[-1].segment))
        number: nw.Expr = nw.when(everybody).then(nw.lit(len(self.rules), dtype=nw.Int64))
        for index, rule in reversed(list(enumerate(self.rules[:-1], start=1))):
            holds = self.condition(rule.when or "")
            segment = nw.when(holds).then(nw.lit(rule.segment)).otherwise(segment)
            number = nw.when(holds).then(nw.lit(index, dtype=nw.Int64)).otherwise(number)
        return {"segment": segment, "rule": number}

    def explain(self, tables: Tables, customer_id: str) -> Sequence[Check]:
        """A check for each rule, with the truth of each part of its condition and the values that it used."""
        return explain(self, self.rules, tables.customers)
