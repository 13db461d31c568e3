"""What the author of an exporter subclasses."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from kartoteka.components.exporter import Exporter
from kartoteka.testing.checks import Checks
from kartoteka.testing.component_checks import COMPONENT_CHECKS
from kartoteka.testing.exporters.delivery import DELIVERY_CHECKS
from kartoteka.testing.exporters.desk import Desk
from kartoteka.testing.exporters.given import GivenRows
from kartoteka.testing.exporters.read_back import ReadBack
from kartoteka.testing.exporters.rows import ROW_CHECKS
from kartoteka.testing.exporters.safety import SAFETY_CHECKS
from kartoteka.testing.exporters.split import SPLIT_CHECKS
from kartoteka.testing.exporters.staging import STAGING_CHECKS
from kartoteka.testing.whole_folder import contents

if TYPE_CHECKING:
    from kartoteka.plugin.kinds import Kind

CAMPAIGN = "spring"


class ExporterChecks(Checks):
    """The checks of an exporter: what it delivers is what it was given, once, whole, and nothing before it is time.

    Say by `options` where to, and by `read_back` what arrived. For files `FileExporterChecks` says most of it.

    Attributes:
        opened_in_a_spreadsheet: Whether people open what it delivers in a spreadsheet, which runs formulas.
        splits: Whether a list can be split by segment: then `split_options` and `read_segment` are needed.
    """

    kind: ClassVar[Kind] = "exporter"
    opened_in_a_spreadsheet: ClassVar[bool]
    splits: ClassVar[bool] = False

    @abstractmethod
    def options(self) -> Mapping[str, Any]:
        """Options as in a project file. A check that goes on in a new project folder asks again: the system is empty then."""

    @abstractmethod
    def read_back(self) -> ReadBack:
        """What the system holds after the last delivery, asked by another way than the exporter's."""

    @abstractmethod
    def unreachable(self) -> Mapping[str, Any]:
        """Options of a system to which nothing can be delivered: a folder that cannot be written to, a server that is down."""

    def introduce(self, rows: GivenRows) -> None:
        """Make the system know the customers of these rows, where it writes to none that it does not have, as a CRM does.

        It comes after `options`, and again with customers that it knows by then. By default nothing is done.
        """

    def expected(self, rows: GivenRows) -> GivenRows:
        """What should arrive of the rows of a check: they themselves, unless the exporter makes something else of them.

        The first column names a row.
        """
        return rows

    def split_options(self) -> Mapping[str, Any]:
        """Options that split the list by its only segmentation."""
        raise NotImplementedError("write split_options(): the list can be split by segment")

    def read_segment(self, segment: str) -> ReadBack:
        """What was delivered for one segment of a split list."""
        raise NotImplementedError("write read_segment(): the list can be split by segment")

    def formulas(self) -> Sequence[str]:
        """The cells of what was delivered that a spreadsheet would run as formulas."""
        raise NotImplementedError("write formulas(): people open what it delivers in a spreadsheet")

    def held(self) -> object:
        """What the system holds, to see whether anything changes it; by default all files in the project's folder."""
        return contents(self.folder)

    def checks(self) -> Sequence[Callable[[Any], None]]:
        split = SPLIT_CHECKS if self.splits else ()
        return (*COMPONENT_CHECKS, *ROW_CHECKS, *STAGING_CHECKS, *DELIVERY_CHECKS, *split, *SAFETY_CHECKS)

    def exporter(self, options: Mapping[str, Any] | None = None) -> Exporter:
        """A new exporter, as each command makes it."""
        exporter = self.make(self.options() if options is None else options, CAMPAIGN)
        assert isinstance(exporter, Exporter)
        return exporter

    def desk(self) -> Desk:
        """A staging folder in the project's state folder."""
        return Desk(self.folder / ".kartoteka" / "staging", introduce=self.introduce)

    def delivered(self, rows: GivenRows) -> ReadBack:
        """Deliver rows into an empty system, and read them back."""
        self.new_folder()
        options, desk = self.options(), self.desk()
        desk.deliver(self.exporter(options), desk.prepare(self.exporter(options), rows))
        return self.read_back()
