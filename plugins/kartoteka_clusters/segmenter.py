"""The segmenter `clusters`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from kartoteka import Check, DataRange, Frame, Label, Number, Problem, Tables, TableSegmenter, Text, sensitive_fields
from kartoteka import gettext as _
from kartoteka_clusters.features import KINDS, Compared, compared_fields
from kartoteka_clusters.model import INCOMPLETE, NAMES
from kartoteka_clusters.options import ClustersOptions, Groups


class Clusters(TableSegmenter):
    """Proposes groups of customers who are alike in the fields that you choose, by k-means.

    A number is compared as a standard score: how many standard deviations it lies from the average, of its logarithm where
    `log` says so. A day counts as days before the run's. A category is one column for each value that at least one customer in
    a hundred has, and two values are one standard deviation apart. So each field counts about as much, times its weight.

    Where `k` leaves the number of groups open, the one with the greatest silhouette is taken, of those whose smallest group is
    not too small; with none, all customers are one group. The groups are numbered by the first field, the greatest number
    or the most frequent value first. `name` says what sets a group apart.

    The same customers, options and day give the same groups. From month to month they follow the customers; `kartoteka freeze`
    writes rules that stay.
    """

    Options = ClustersOptions
    provides = {
        "name": Text,
        "distance": Number,
        "second": Text,
        "second_distance": Number,
        "silhouettes": Text,
    }
    replayable = True
    compares_customers = True

    @property
    def fields(self) -> Sequence[Compared]:
        """What customers are compared by."""
        return compared_fields(self.options["fields_"], self.options["missing"], self.context.columns, self.context.segments)

    @property
    def groups(self) -> Groups:
        groups: Groups = self.options["k"]
        return groups

    def labels(self) -> Sequence[Label]:
        names = [f"{NAMES}{number}" for number in range(1, self.groups.high + 1)]
        apart = any(not field.average for field in self.fields)
        return [Label(name) for name in [*names, *([INCOMPLETE] if apart else [])]]

    def problems(self) -> Iterable[Problem]:
        """Fields that are not there, cannot be compared, or must not be."""
        from kartoteka_clusters.fit import require_sklearn

        require_sklearn()
        columns = self.context.columns
        for name, how in self.options["fields_"].items():
            option = ("fields", name)
            if name not in columns:
                near = get_close_matches(name, columns, n=1)
                hint = _("did you mean {name!r}?", name=near[0]) if near else _("there are: {names}", names=", ".join(columns))
                yield self.option_problem(option, _("there is no field or column {name!r}", name=name), hint)
            elif name in sensitive_fields():
                message = _("{name!r} is a field of the GDPR's article 9, by which nobody is grouped", name=name)
                yield self.option_problem(option, message, _("choose other fields"))
            elif columns[name] not in KINDS or name == "customer_id":
                message = _("{name!r} cannot be compared", name=name)
                yield self.option_problem(option, message, _("choose numbers, days, truths, or texts of a few values"))
            elif how is not None and how.log and KINDS[columns[name]] != "number":
                message = _("{name!r} is {type}; only a number has a logarithm", name=name, type=columns[name])
                yield self.option_problem((*option, "log"), message, _("leave log out"))

    def frame(self, tables: Tables) -> Frame:
        from kartoteka_clusters.fit import Search, fit
        from kartoteka_clusters.model import with_groups

        fields = self.fields
        search = Search(fields, self.groups, self.options["smallest"], self.options["seed"], self.context.as_of)
        model = fit(tables.customers, search)
        return with_groups(tables.customers, model, fields, self.context.as_of)

    def lint(self, data: DataRange | None) -> Iterable[str]:
        """Tell of what will not stay as it is."""
        if self.groups.low < self.groups.high:
            yield _(
                "k leaves the number of groups open ({low} to {high}), so that another run may find another number: write the "
                "one that you keep, or the rules that 'kartoteka freeze {step}' makes",
                low=self.groups.low,
                high=self.groups.high,
                step=self.context.step,
            )

    def warnings(self, tables: Tables, given: Frame) -> Iterable[str]:
        from kartoteka_clusters.told import warnings_of

        return warnings_of(tables, given, self.options["smallest"])

    def explain(self, tables: Tables, customer_id: str) -> Sequence[Check]:
        from kartoteka_clusters.told import explain

        return explain(tables.customers, self.context, self.fields)
