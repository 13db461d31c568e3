"""Deliveries of committed runs: in the order of the commits, each one marked when it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kartoteka.catalog.records import Delivery
from kartoteka.components.exporter import Staged
from kartoteka.config.shown import shown_path
from kartoteka.crash import crash_point
from kartoteka.errors import DeliveryError, KartotekaError
from kartoteka.language import gettext as _
from kartoteka.language import ngettext, number_in_words

if TYPE_CHECKING:
    from kartoteka.catalog import Catalog


class Deliverer(Protocol):
    """The half of an exporter that is needed here."""

    def deliver(self, staged: Staged, key: str) -> Sequence[str] | None: ...


MakeExporter = Callable[[Delivery], Deliverer]
"""Makes the exporter of a delivery anew, from its `use` and options; may raise whatever stands in its way."""

Report = Callable[[Delivery, Sequence[str]], None]
"""Is told of each delivery that got through, and what its exporter has to say of it."""


@dataclass(frozen=True, slots=True)
class DeliveryFailure:
    """A delivery that did not get through, and why. `project` is the project's folder."""

    delivery: Delivery
    error: Exception
    project: Path

    def __str__(self) -> str:
        reason = self.error.message if isinstance(self.error, KartotekaError) else str(self.error) or type(self.error).__name__
        campaign, run, place = self.delivery.campaign, self.delivery.run_id, self.delivery.staged.destination
        shown = shown_destination(self.delivery, self.project)
        if reason.startswith((f"{place} ", f"{place}:")):
            what = f"{shown}{reason.removeprefix(place)}"
            return _("{campaign} (run {run}): {what}", campaign=campaign, run=run, what=what)
        return f"{list_in_words(self.delivery, self.project)}: {reason}"

    @property
    def hint(self) -> str | None:
        """What would do, where the exporter has said it."""
        return self.error.hint if isinstance(self.error, KartotekaError) else None


def shown_destination(delivery: Delivery, project: Path) -> str:
    """Where a list goes, for a person: a file as it can be typed in the current folder, another place by its name."""
    place = delivery.staged.destination
    return shown_path(project / place) if delivery.staged.details.get("path") == place else place


def list_in_words(delivery: Delivery, project: Path) -> str:
    """`everybody: out/everybody.csv (run shop-2026-11-30-1)`."""
    place = shown_destination(delivery, project)
    return _("{campaign}: {place} (run {run})", campaign=delivery.campaign, place=place, run=delivery.run_id)


def deliver_pending(
    catalog: Catalog, make_exporter: MakeExporter, report: Report | None = None, *, run_id: str | None = None
) -> list[DeliveryFailure]:
    """Deliver what is pending, of all runs or of one. One that fails stays pending, and the others go on."""
    failures = []
    for delivery in catalog.pending_deliveries(run_id):
        try:
            exporter = make_exporter(delivery)
            crash_point("before-delivery")
            remarks = exporter.deliver(delivery.staged, delivery.key) or ()
            crash_point("after-delivery")
        except Exception as error:
            # Whatever a plugin raises, the other lists must still go out.
            catalog.mark_failed(delivery.id, str(error) or type(error).__name__)
            failures.append(DeliveryFailure(delivery, error, catalog.project))
            continue
        crash_point("before-mark")
        catalog.mark_delivered(delivery.id)
        crash_point("after-mark")
        if report is not None:
            report(delivery, remarks)
    return failures


def raise_failures(failures: Sequence[DeliveryFailure]) -> None:
    """End the command with what did not get through, if anything.

    Raises:
        DeliveryError: It lists every failure.
    """
    if not failures:
        return
    raise delivery_error([str(failure) for failure in failures], hints_of(failures)) from failures[0].error


def hints_of(failures: Sequence[DeliveryFailure]) -> list[str]:
    """What would do, as the exporters have said it: each hint once."""
    return list(dict.fromkeys(failure.hint for failure in failures if failure.hint))


def delivery_error(reasons: Sequence[str], hints: Sequence[str], *, committed: bool = True) -> DeliveryError:
    """The one error for all deliveries that did not get through.

    Args:
        reasons: A sentence for each.
        hints: What would do.
        committed: Whether the run itself was kept; a dry run is not, and only tries what earlier runs left.
    """
    told = ngettext(
        "{number} delivery did not get through:",
        "{number} deliveries did not get through:",
        len(reasons),
        number=number_in_words(len(reasons)),
    )
    lines = "".join(f"\n  {reason}" for reason in reasons)
    last = (
        _("the run is committed, and what did not get through stays pending: the next `kartoteka run` tries it again first")
        if committed
        else _("what did not get through stays pending: the next `kartoteka run` tries it again first")
    )
    return DeliveryError(f"{told}{lines}", hint="\n  ".join([*hints, last]))
