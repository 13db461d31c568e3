"""What the author of a source subclasses."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from kartoteka.components.changes import IncrementalSource
from kartoteka.components.source import BatchSource
from kartoteka.testing.checks import Checks
from kartoteka.testing.component_checks import COMPONENT_CHECKS
from kartoteka.testing.sources.filled import Filled
from kartoteka.testing.sources.incremental import INCREMENTAL_CHECKS
from kartoteka.testing.sources.reading import ASKED_CHECKS, FILE_CHECKS, READING_CHECKS
from kartoteka.testing.sources.rows import ROW_CHECKS
from kartoteka.testing.sources.values import VALUE_CHECKS
from kartoteka.testing.whole_folder import contents

if TYPE_CHECKING:
    import pyarrow as pa

    from kartoteka.plugin.kinds import Kind


class SourceChecks(Checks):
    """The checks of a source: it reads what a system holds, all of it, as it is, and changes nothing there.

    Say by `fill` how rows come into the system; each check fills it with rows of its own, and looks at what a run would land.
    """

    kind: ClassVar[Kind] = "source"

    @abstractmethod
    def fill(self, table: str, rows: pa.Table) -> Mapping[str, Any]:
        """Make the system hold these rows and no others, and give the options with which a project file reads them.

        Args:
            table: `customers` or `orders`; a system that holds any table may take it as a name.
            rows: Typed: text, `int64`, `double`, `decimal128(18, 4)`, `bool`, `date32`, and moments in UTC. A system that has
                texts alone takes days as `2026-11-30` and moments as `2026-11-30T08:00:00Z`. Nulls are cells without anything.
        """

    @abstractmethod
    def missing(self) -> Mapping[str, Any]:
        """Options of a system that is not there: a file that nobody has written, a server that does not answer."""

    def change(self, table: str, changed: pa.Table, deleted: Sequence[str]) -> None:
        """Change the system that was filled last: needed for an `IncrementalSource`.

        Args:
            table: That of `fill`.
            changed: Rows to put in, instead of those with the same `customer_id` where there are any.
            deleted: The `customer_id` of rows to be removed.
        """
        raise NotImplementedError("write change(): this source can tell what has changed")

    def repeat_page(self) -> bool:
        """Make the system give a page twice in the next reading, as paged ones do where rows are added meanwhile.

        Returns:
            Whether it will; False for a system without pages.
        """
        return False

    def held(self) -> object:
        """What the system holds, to see whether reading changes it; by default all files in the project's folder."""
        return contents(self.folder)

    def checks(self) -> Sequence[Callable[[Any], None]]:
        shape = ASKED_CHECKS if issubclass(self.component, BatchSource | IncrementalSource) else FILE_CHECKS
        incremental = INCREMENTAL_CHECKS if issubclass(self.component, IncrementalSource) else ()
        return (*COMPONENT_CHECKS, *ROW_CHECKS, *VALUE_CHECKS, *READING_CHECKS, *shape, *incremental)

    def filled(self, rows: pa.Table, table: str = "customers") -> Filled:
        """Fill the system in a new project folder."""
        folder = self.new_folder()
        return Filled(self, folder, table, self.fill(table, rows))
