"""How the quality of a segmentation is shown to a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kartoteka.cli.output import Console
from kartoteka.components.segmenter import BLACKLIST
from kartoteka.language import N_, day_in_words, decimal_in_words, list_in_words, ngettext, number_in_words, percent_in_words
from kartoteka.language import gettext as _
from kartoteka.pipeline.campaign.check import NOT_CHECKED
from kartoteka.quality.explained import Explained, WhyNot
from kartoteka.quality.quality import Quality
from kartoteka.quality.reach import Reach, Reaching
from kartoteka.quality.silhouette import Silhouette
from kartoteka.quality.strength import Strength

_MOST_FIELDS = 12
_FEW = 20

_STRENGTHS: Mapping[Strength, str] = MappingProxyType(
    {"strong": N_("strong"), "moderate": N_("moderate"), "weak": N_("weak"), "none": N_("none")}
)
_CHANNELS: Mapping[Reaching, str] = MappingProxyType({"email": N_("e-mail"), "phone": N_("telephone"), "post": N_("post")})
_STRUCTURES: Mapping[Strength, str] = MappingProxyType(
    {
        "strong": N_("A strong structure: members are alike, and segments lie apart."),
        "moderate": N_("A moderate structure."),
        "weak": N_("A weak structure, which may be chance."),
        "none": N_("No structure to speak of: many customers are as near to another segment as to their own."),
    }
)
_WHY_NOT: Mapping[WhyNot, str] = MappingProxyType(
    {
        "too few": N_("Known of fewer than 20 customers: {fields}."),
        "one value": N_("The same for everybody: {fields}."),
        "one segment": N_("Known in one segment alone: {fields}."),
    }
)
_NO_SILHOUETTE: Mapping[str, str] = MappingProxyType(
    {
        "no fields": N_("No silhouette: there is no field by which customers can be compared."),
        "one segment": N_("No silhouette: there are not two segments with members."),
        "too few": N_("No silhouette: there are fewer than 20 customers, or no segment has two."),
    }
)
_RANK: Mapping[Strength | None, int] = MappingProxyType({"strong": 0, "moderate": 1, "weak": 2, "none": 3, None: 4})


def show_quality(told: Quality, out: Console) -> None:
    """Print it: sizes, reach and who stayed; what the segments explain; the silhouette."""
    customers = ngettext("{number} customer", "{number} customers", told.customers, number=number_in_words(told.customers))
    out.heading(
        _(
            "Is {segmentation} a segmentation? {customers} as of {day}",
            segmentation=told.segmentation,
            customers=customers,
            day=day_in_words(told.as_of),
        )
    )
    show_segments(told, out)
    show_explained(told, out)
    show_silhouette(told.silhouette, out)


def show_segments(told: Quality, out: Console) -> None:
    """Each segment: how large, how many are within reach, how many stayed, how near its members are to each other."""
    columns = [_("segment"), _("customers"), _("share"), *(_channel(one, told.reach) for one in told.reach)]
    columns += [_("stayed"), _("silhouette")]
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
        out.line(_("Who stayed cannot be told: there is no earlier run with this segmentation."))
    else:
        stayed = told.stability.all
        out.line(
            ngettext(
                "{share} of {number} customer stayed in the segment of {day}.",
                "{share} of {number} customers stayed in the segment of {day}.",
                stayed.before,
                share=_percent(stayed.share),
                number=number_in_words(stayed.before),
                day=day_in_words(told.stability.as_of),
            )
        )
    small = [one.name for one in told.segments if 0 < one.customers < _FEW and one.name != BLACKLIST]
    if small:
        out.line(_("Small, with fewer than {number} customers: {segments}.", number=_FEW, segments=list_in_words(small)))


def _channel(one: Reach, every: Sequence[Reach]) -> str:
    alone = sum(other.channel == one.channel for other in every) == 1
    channel = _(_CHANNELS[one.channel])
    return channel if alone else f"{channel} ({one.consent})"


def _reach(one: Reach, told: Quality) -> str:
    places = {
        "channel": _(_CHANNELS[one.channel]),
        "share": _share(one.all, told.customers),
        "consent": one.consent,
        "campaigns": list_in_words(one.campaigns) if one.campaigns else "",
    }
    if one.consent == NOT_CHECKED and one.campaigns:
        return _("{share} can be reached by {channel}; {campaigns} check no consent.", **places)
    if one.consent == NOT_CHECKED:
        return _("{share} can be reached by {channel}; nothing tells whether they agreed.", **places)
    if one.campaigns:
        return _("{share} may be reached by {channel}: they agreed by {consent}, as {campaigns} ask.", **places)
    return _("{share} may be reached by {channel}: they agreed by {consent}, though no campaign asks for it yet.", **places)


def show_explained(told: Quality, out: Console) -> None:
    """How far the segments tell each field, what they tell best first."""
    every = sorted([*told.numbers, *told.categories], key=_strongest)
    said = [one for one in every if one.strength is not None]
    rows = [(_name(one), one.measure, _figure(one.value), _(_STRENGTHS[one.strength or "none"])) for one in said]
    if rows:
        headings = [_("field"), _("measure"), _("value"), _("in words")]
        out.table(_("What the segments explain"), headings, rows[:_MOST_FIELDS], right=[2])
    if len(rows) > _MOST_FIELDS:
        out.line(_("Less of: {fields}.", fields=list_in_words([_name(one) for one in said[_MOST_FIELDS:]])))
    if any(one.own for one in said):
        out.line(_("* measured by the segmentation itself"))
    for reason, words in _WHY_NOT.items():
        names = [_name(one) for one in every if one.why_not == reason]
        if names:
            out.line(_(words, fields=list_in_words(names)))


def _strongest(one: Explained) -> tuple[int, float, str]:
    return _RANK[one.strength], -(one.value or 0.0), one.name


def _name(one: Explained) -> str:
    return f"{one.name} *" if one.own else one.name


def show_silhouette(told: Silhouette, out: Console) -> None:
    """What the silhouette says."""
    out.heading(_("How alike members are"))
    if told.why_not is not None:
        out.line(_(_NO_SILHOUETTE[told.why_not]))
    elif told.strength is not None:
        out.line(
            ngettext(
                "Silhouette {value}, of {number} customer compared by {fields}.",
                "Silhouette {value}, of {number} customers compared by {fields}.",
                told.sampled,
                value=_figure(told.value),
                number=number_in_words(told.sampled),
                fields=list_in_words(told.fields),
            )
        )
        out.line(_(_STRUCTURES[told.strength]))


def _share(part: int, of: int) -> str:
    return _percent(part / of if of else None)


def _percent(share: float | None) -> str:
    return "" if share is None else percent_in_words(share)


def _figure(value: float | None) -> str:
    return "" if value is None else decimal_in_words(value, 2)
