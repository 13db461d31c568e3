"""The quality of a segmentation as people read it, in the language that is spoken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kartoteka.components.labels import BLACKLIST
from kartoteka.language import N_, day_in_words, decimal_in_words, list_in_words, ngettext, number_in_words, percent_in_words
from kartoteka.language import gettext as _
from kartoteka.pipeline.campaign.check import NOT_CHECKED
from kartoteka.quality.explained import Explained, Measure, WhyNot
from kartoteka.quality.quality import Quality
from kartoteka.quality.reach import Reach, Reaching
from kartoteka.quality.silhouette import Silhouette
from kartoteka.quality.strength import Strength

_FEW = 20
_MOST_FIELDS = 12
_MOST_OWN = 6

_STRENGTHS: Mapping[Strength, str] = MappingProxyType(
    {"strong": N_("strong"), "moderate": N_("moderate"), "weak": N_("weak"), "none": N_("none")}
)
_MEASURES: Mapping[Measure, str] = MappingProxyType({"eta squared": N_("variance explained"), "Cramér's V": N_("Cramér's V")})
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


def channel_in_words(one: Reach, every: Sequence[Reach]) -> str:
    """A channel; with its consent where several are asked for it."""
    alone = sum(other.channel == one.channel for other in every) == 1
    channel = _(_CHANNELS[one.channel])
    return channel if alone else f"{channel} ({one.consent})"


def reach_in_words(one: Reach, told: Quality) -> str:
    """How many may be reached, and by which consent that is known."""
    places = {
        "channel": _(_CHANNELS[one.channel]),
        "share": part_in_words(one.all, told.customers),
        "consent": one.consent,
        "campaigns": list_in_words(one.campaigns) if one.campaigns else "",
    }
    if one.consent == NOT_CHECKED and one.campaigns:
        return ngettext(
            "{share} can be reached by {channel}; {campaigns} checks no consent.",
            "{share} can be reached by {channel}; {campaigns} check no consent.",
            len(one.campaigns),
            **places,
        )
    if one.consent == NOT_CHECKED:
        return _("{share} can be reached by {channel}; nothing tells whether they agreed.", **places)
    if one.campaigns:
        return ngettext(
            "{share} may be reached by {channel}: they agreed by {consent}, as {campaigns} asks.",
            "{share} may be reached by {channel}: they agreed by {consent}, as {campaigns} ask.",
            len(one.campaigns),
            **places,
        )
    return _("{share} may be reached by {channel}: they agreed by {consent}, though no campaign asks for it yet.", **places)


def stability_in_words(told: Quality) -> str:
    """How many stayed since the predecessor."""
    if told.stability is None:
        return _("Who stayed cannot be told: there is no earlier run with this segmentation.")
    stayed = told.stability.all
    return ngettext(
        "{share} of {number} customer stayed in the segment of {day}.",
        "{share} of {number} customers stayed in the segment of {day}.",
        stayed.before,
        share=share_in_words(stayed.share),
        number=number_in_words(stayed.before),
        day=day_in_words(told.stability.as_of),
    )


def small_in_words(told: Quality) -> str | None:
    """Which segments are small; None where none is."""
    small = [one.name for one in told.segments if 0 < one.customers < _FEW and one.name != BLACKLIST]
    if not small:
        return None
    return _("Small, with fewer than {number} customers: {segments}.", number=_FEW, segments=list_in_words(small))


def strongest_first(told: Quality) -> list[Explained]:
    """What the segments explain, numbers and categories together, best first.

    What the segmentation measured itself comes last: it is explained by the way it was made.
    """
    return sorted([*told.numbers, *told.categories], key=_strongest)


def _strongest(one: Explained) -> tuple[bool, int, float, str]:
    return one.own, _RANK[one.strength], -(one.value or 0.0), one.name


def told_and_left(told: Quality) -> tuple[list[Explained], list[str]]:
    """What a table shows of what the segments explain, and sentences about what it leaves out."""
    said = [one for one in strongest_first(told) if one.strength is not None]
    others, own = [one for one in said if not one.own], [one for one in said if one.own]
    notes = []
    if len(others) > _MOST_FIELDS:
        notes.append(_("Less of: {fields}.", fields=list_in_words([one.name for one in others[_MOST_FIELDS:]])))
    if own:
        notes.append(_("* measured by the segmentation itself"))
    if len(own) > _MOST_OWN:
        fields = list_in_words([one.name for one in own[_MOST_OWN:]])
        notes.append(_("It measured itself as well: {fields}.", fields=fields))
    return [*others[:_MOST_FIELDS], *own[:_MOST_OWN]], notes


def strength_in_words(strength: Strength) -> str:
    """`moderate`."""
    return _(_STRENGTHS[strength])


def measure_in_words(measure: Measure) -> str:
    """`variance explained`, which is what eta squared is."""
    return _(_MEASURES[measure])


def explained_name(one: Explained) -> str:
    """The field, with a star where the segmentation measured it itself."""
    return f"{one.name} *" if one.own else one.name


def unexplained_in_words(every: Sequence[Explained]) -> list[str]:
    """Of which fields nothing is said, and why."""
    told = []
    for reason, words in _WHY_NOT.items():
        names = [explained_name(one) for one in every if one.why_not == reason]
        if names:
            told.append(_(words, fields=list_in_words(names)))
    return told


def silhouette_in_words(told: Silhouette) -> list[str]:
    """What the silhouette says, in sentences."""
    if told.why_not is not None:
        return [_(_NO_SILHOUETTE[told.why_not])]
    if told.strength is None:
        return []
    figure = ngettext(
        "Silhouette {value}, of {number} customer compared by {fields}.",
        "Silhouette {value}, of {number} customers compared by {fields}.",
        told.sampled,
        value=figure_in_words(told.value),
        number=number_in_words(told.sampled),
        fields=list_in_words(told.fields),
    )
    return [figure, _(_STRUCTURES[told.strength])]


def part_in_words(part: int, of: int) -> str:
    """A part of a whole as a share; nothing of nothing."""
    return share_in_words(part / of if of else None)


def share_in_words(share: float | None) -> str:
    """`67 %`; nothing where it is not known."""
    return "" if share is None else percent_in_words(share)


def figure_in_words(value: float | None) -> str:
    """A figure from -1 to 1; nothing where it is not known."""
    # What is rounded to nothing has no sign.
    return "" if value is None else decimal_in_words(round(value, 2) + 0.0, 2)
