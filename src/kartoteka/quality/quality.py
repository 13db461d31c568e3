"""The quality of one segmentation, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kartoteka.errors import KartotekaError
from kartoteka.language import gettext as _
from kartoteka.profile.run_data import RunData
from kartoteka.profile.significance import require_special
from kartoteka.quality.explained import Explained, explained_categories, explained_numbers
from kartoteka.quality.members import members_of
from kartoteka.quality.reach import Reach, reach_of
from kartoteka.quality.silhouette import Silhouette, silhouette_of
from kartoteka.quality.stability import Stability, stability_of


@dataclass(frozen=True, slots=True)
class SegmentSize:
    """How many customers a segment has; `share` is of all customers, from 0 to 1, None where there are none."""

    name: str
    customers: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Quality:
    """Whether a segmentation is one, as of a run.

    Attributes:
        customers: All customers.
        judged: Those who are not blacklisted: of them speak numbers, categories and silhouette.
        segments: Each segment, best first, `blacklist` among them.
        numbers: How much of each number the segments explain, most first.
        categories: How far they tell each category, best first.
        reach: How many members may be addressed.
        stability: How many stayed; None without a predecessor that had this segmentation.
    """

    run_id: str
    as_of: date
    segmentation: str
    customers: int
    judged: int
    segments: Sequence[SegmentSize]
    numbers: Sequence[Explained]
    categories: Sequence[Explained]
    silhouette: Silhouette
    reach: Sequence[Reach]
    stability: Stability | None

    def to_json(self) -> dict[str, Any]:
        """The same in texts, numbers, lists and dicts, with the shares of those who stayed."""
        told = asdict(self) | {"as_of": self.as_of.isoformat()}
        if self.stability is not None:
            told["stability"]["as_of"] = self.stability.as_of.isoformat()
            told["stability"]["all"]["share"] = self.stability.all.share
            for name, stayed in self.stability.segments.items():
                told["stability"]["segments"][name]["share"] = stayed.share
        return told


def segmentation_quality(data: RunData, segmentation: str) -> Quality:
    """Judge a segmentation of a committed run. Nothing is read anew and nothing is written.

    Names, addresses, consents and sensitive fields are never compared.

    Args:
        data: The run, as `open_data` opens it.
        segmentation: The name of the step.

    Raises:
        KartotekaError: The run has no such segmentation.
        ConfigError: The library of the figures is missing.
    """
    require_special()
    run = data.run
    if segmentation not in run.segments:
        hint = _("There is: {names}.", names=", ".join(run.segments))
        raise KartotekaError(_("run {run} has no segmentation {name!r}", run=run.run_id, name=segmentation), hint=hint)
    sizes = run.segments[segmentation].items()
    members = members_of(data, segmentation)
    return Quality(
        run_id=run.run_id,
        as_of=data.as_of,
        segmentation=segmentation,
        customers=run.customers,
        judged=members.count,
        segments=[SegmentSize(name, count, count / run.customers if run.customers else None) for name, count in sizes],
        numbers=explained_numbers(data, members, segmentation),
        categories=explained_categories(data, members),
        silhouette=silhouette_of(data, members),
        reach=reach_of(data, segmentation),
        stability=stability_of(data, segmentation),
    )
