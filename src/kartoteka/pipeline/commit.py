"""The moment at which a run becomes true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kartoteka.catalog.records import Delivery, RunRecord
from kartoteka.crash import crash_point
from kartoteka.durable import fsync_file, fsync_folder, fsync_tree
from kartoteka.errors import PluginError
from kartoteka.language import gettext as _
from kartoteka.pipeline.workspace import Workspace

if TYPE_CHECKING:
    from kartoteka.catalog import Catalog


def commit(catalog: Catalog, workspace: Workspace, record: RunRecord) -> tuple[Delivery, ...]:
    """Put the snapshot and all stagings on the disk, then make the run true in one transaction of the catalog.

    Nothing has been delivered when this returns; `finish` does that.

    Returns:
        The pending deliveries of older runs that this run has overtaken.

    Raises:
        PluginError: An exporter names a staged file that does not exist.
        StateError: The catalog cannot be written to.
    """
    fsync_tree(workspace.folder)
    fsync_folder(workspace.folder.parent)
    fsync_tree(workspace.staging)
    fsync_folder(workspace.staging.parent)
    for delivery in record.deliveries:
        staged = delivery.staged.staged
        if not staged.is_file():
            raise PluginError(
                _(
                    "in exporter {exporter!r} of {plugin}: it says that it staged {file}, but there is no such file",
                    exporter=delivery.use,
                    plugin=delivery.plugin,
                    file=staged,
                )
            )
        # An exporter has done so already; one that forgot must not cost anybody a list.
        if not staged.is_relative_to(workspace.staging):
            fsync_file(staged)
            fsync_folder(staged.parent)
    crash_point("before-commit")
    overtaken = catalog.commit_run(record)
    crash_point("after-commit")
    return overtaken
