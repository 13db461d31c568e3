"""How the quality of a segmentation is shown to a person."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.cli.output import Console
from kartoteka.components.segmenter import BLACKLIST
from kartoteka.quality.explained import Explained, WhyNot
from kartoteka.quality.quality import Quality
from kartoteka.quality.reach import Reach
from kartoteka.quality.silhouette import Silhouette
from kartoteka.quality.strength import Strength

_MOST_FIELDS = 12
_FEW = 20

_STRUCTURE_WORDS: dict[Strength, str] = {
    "strong": "a strong structure; members are alike, and segments lie apart",
    "moderate": "a moderate structure",
    "weak": "a weak structure, which may be chance",
    "none": "no structure to speak of; many customers are as near to another segment as to their own",
}
_WHY_NOT: dict[WhyNot, str] = {
    "too few": "known of fewer than 20 customers",
    "one value": "the same for everybody",
    "one segment": "known in one segment alone",
}
_NO_SILHOUETTE = {
    "no fields": "there is no field by which customers can be compared",
    "one segment": "there are not two segments with members",
    "too few": "no segment has two members",
}


def show_quality(told: Quality, out: Console) -> None:
    """Print it: sizes, reach and who stayed; what the segments explain; the silhouette."""
    out.heading(f"Is {told.segmentation} a segmentation? As of {told.as_of.isoformat()}, {told.customers:,} customers")
    show_segments(told, out)
    show_explained(told, out)
    show_silhouette(told.silhouette, out)


def show_segments(told: Quality, out: Console) -> None:
    """Each segment: how large, how many are within reach, how many stayed, how near its members are to each other."""
    columns = ["segment", "customers", "share", *(_channel(one, told.reach) for one in told.reach)]
    columns += ["stayed", "silhouette"]
    rows = []
    for segment in told.segments:
        reached = [_share(one.customers[segment.name], segment.customers) for one in told.reach]
        stayed = None if told.stability is None else told.stability.segments.get(segment.name)
        staying = _percent(None if stayed is None else stayed.share)
        width = told.silhouette.segments.get(segment.name)
        rows.append((segment.name, segment.customers, _percent(segment.share), *reached, staying, _figure(width)))
    out.table(None, columns, rows, right=range(2, len(columns)))
    for one in told.reach:
        out.line(_reach(one, told))
    if told.stability is None:
        out.line("Stayed: there is no earlier run with this segmentation to compare with.")
    else:
        stayed = told.stability.all
        out.line(
            f"Stayed: {_percent(stayed.share)} of {stayed.before:,} customers are in the segment they were in as of "
            f"{told.stability.as_of.isoformat()}."
        )
    small = [one.name for one in told.segments if 0 < one.customers < _FEW and one.name != BLACKLIST]
    if small:
        out.line(f"Small, fewer than {_FEW} customers: {', '.join(small)}.")


def _channel(one: Reach, every: Sequence[Reach]) -> str:
    alone = sum(other.channel == one.channel for other in every) == 1
    return one.channel if alone else f"{one.channel} ({one.consent})"


def _reach(one: Reach, told: Quality) -> str:
    asked = "consent not checked" if one.consent == "not-checked" else f"consent by {one.consent}"
    by = f", as {', '.join(one.campaigns)} ask" if one.campaigns else ", which no campaign asks for"
    share = _share(one.all, told.customers)
    return f"{one.channel.capitalize()}: {share} of all have an address and may be addressed ({asked}{by})."


def show_explained(told: Quality, out: Console) -> None:
    """How far the segments tell each field, what they tell best first."""
    every = sorted([*told.numbers, *told.categories], key=_strongest)
    said = [one for one in every if one.value is not None]
    rows = [(_name(one), one.measure, _figure(one.value), one.strength) for one in said]
    if rows:
        out.table("What the segments explain", ["field", "measure", "value", "in words"], rows[:_MOST_FIELDS], right=[2])
    if len(rows) > _MOST_FIELDS:
        out.line(f"Less of: {', '.join(_name(one) for one in said[_MOST_FIELDS:])}.")
    if any(one.own for one in said[:_MOST_FIELDS]):
        out.line("* measured by the segmentation itself.")
    for reason, words in _WHY_NOT.items():
        names = [_name(one) for one in every if one.why_not == reason]
        if names:
            out.line(f"Nothing is said of {', '.join(names)}: {words}.")


_RANK: dict[Strength | None, int] = {"strong": 0, "moderate": 1, "weak": 2, "none": 3, None: 4}


def _strongest(one: Explained) -> tuple[int, float, str]:
    return _RANK[one.strength], -(one.value or 0.0), one.name


def _name(one: Explained) -> str:
    return f"{one.name} *" if one.own else one.name


def show_silhouette(told: Silhouette, out: Console) -> None:
    """What the silhouette says."""
    if told.why_not is not None:
        out.line(f"No silhouette: {_NO_SILHOUETTE[told.why_not]}.")
    elif told.strength is not None:
        found = f"Silhouette {_figure(told.value)} of {told.sampled:,} customers"
        out.line(f"{found}: {_STRUCTURE_WORDS[told.strength]}.")
        out.line(f"Compared by {', '.join(told.fields)}.")


def _share(part: int, of: int) -> str:
    return _percent(part / of if of else None)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.0f} %"


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
