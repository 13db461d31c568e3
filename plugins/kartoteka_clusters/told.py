"""What is told of the groups: to whoever runs them, and of one customer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kartoteka import Check, Context, Frame, Tables, decimal_in_words, list_in_words, ngettext, number_in_words
from kartoteka import gettext as _
from kartoteka_clusters.features import Compared, raw
from kartoteka_clusters.model import INCOMPLETE, NAMES

_WEAK = 0.25
"""Up to here a silhouette speaks of no structure: Kaufman and Rousseeuw, Finding Groups in Data, 1990."""


def warnings_of(tables: Tables, given: Frame, smallest: int) -> Iterable[str]:
    """Groups that are too small, groups that hardly differ, and customers of whom too little is known."""
    import narwhals.stable.v2 as nw

    listed = tables.customers.filter(nw.col("blacklisted")).select("customer_id")
    others = given.join(listed, on="customer_id", how="anti")
    counted = others.group_by("segment", "silhouettes").agg(nw.len().alias("customers")).collect("pyarrow").rows(named=True)
    sizes = {str(row["segment"]): int(row["customers"]) for row in counted}
    incomplete = sizes.pop(INCOMPLETE, 0)
    if incomplete:
        yield ngettext(
            "{number} customer of whom a field is not known is in no group, but {label}",
            "{number} customers of whom a field is not known are in no group, but {label}",
            incomplete,
            number=number_in_words(incomplete),
            label=INCOMPLETE,
        )
    if len(sizes) < 2:
        yield _("there are no groups: all of whom enough is known are {label}", label=f"{NAMES}1")
        return
    told = others.filter(nw.col("segment") != nw.lit(INCOMPLETE)).select("segment", "name").unique().collect("pyarrow")
    names = {str(row["segment"]): str(row["name"]) for row in told.rows(named=True)}
    yield "; ".join(_("{label}: {name}", label=label, name=names[label]) for label in sorted(names, key=_number))
    small = sorted(name for name, size in sizes.items() if size < smallest)
    if small:
        yield _("fewer than {number} customers: {groups}", number=smallest, groups=list_in_words(small))
    value = _taken(str(counted[0]["silhouettes"]))
    if value is not None and value <= _WEAK:
        yield _(
            "the groups hardly differ (silhouette {value}): many customers are as near to another group as to their own",
            value=decimal_in_words(value, 2),
        )


def _number(label: str) -> tuple[int, str]:
    """`group-10` after `group-9`."""
    return len(label), label


def explain(customers: Frame, context: Context, fields: Sequence[Compared]) -> Sequence[Check]:
    """How near the customer is to its group and to the next one, and why there are so many groups."""

    step = context.step
    row = customers.collect("pyarrow").rows(named=True)[0]
    segment = row[step]
    if segment == INCOMPLETE:
        needed = [field for field in fields if not field.average]
        values = customers.select(*(raw(field, context.as_of).alias(field.name) for field in needed))
        known = values.collect("pyarrow").rows(named=True)[0]
        missing = [field.name for field in needed if known[field.name] is None]
        because = _("not known: {fields}", fields=list_in_words(missing))
        return [Check(INCOMPLETE, True, because, _("it takes a value for {fields}", fields=list_in_words(missing)))]
    names = {segment: row[f"{step}_name"]}
    checks = [_distance(segment, names.get(segment), row[f"{step}_distance"], nearest=True)]
    if row[f"{step}_second"] is not None:
        checks.append(_distance(row[f"{step}_second"], None, row[f"{step}_second_distance"], nearest=False))
    tried = row[f"{step}_silhouettes"]
    if tried:
        because = _("silhouette by number of groups: {silhouettes}", silhouettes=tried)
        checks.append(Check(_("number of groups"), True, because))
    return checks


def _taken(silhouettes: str) -> float | None:
    """The silhouette of the number of groups that was taken."""
    tried, _between, number = silhouettes.partition("; taken: ")
    return next((float(part.split(": ")[1]) for part in tried.split(", ") if part.startswith(f"{number}: ")), None)


def _distance(label: str, name: str | None, distance: float, *, nearest: bool) -> Check:
    shown = label if name is None else f"{label} ({name})"
    told = decimal_in_words(distance, 2)
    if nearest:
        return Check(shown, True, _("the nearest middle, {distance} standard deviations away", distance=told))
    return Check(shown, False, _("the next one, {distance} standard deviations away", distance=told))
