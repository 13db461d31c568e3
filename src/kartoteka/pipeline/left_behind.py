"""Lists of earlier runs that no export writes any more: they stay as they were, and would be mailed again."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from kartoteka.catalog import Catalog
from kartoteka.config.shown import shown_path
from kartoteka.language import gettext as _


def lists_left_behind(catalog: Catalog, pipeline: str, project: Path, written: Collection[str]) -> list[str]:
    """A sentence for each file that a run of this pipeline wrote, that still lies there, and that is not written now.

    So it goes with the list of a segment that was renamed, or of a campaign that was taken away. A list for each day, which
    has `{as_of}` in its name, is meant to stay.

    Args:
        catalog: Knows the earlier deliveries.
        pipeline: Whose they are.
        project: The folder from which their paths start.
        written: What the run delivers, each as a person would name it.
    """
    told: dict[str, str] = {}
    for delivery in catalog.deliveries_of(pipeline):
        destination, path = delivery.staged.destination, delivery.staged.details.get("path")
        if isinstance(path, str) and "{as_of}" not in str(delivery.options.get("path")) and destination not in written:
            told[destination] = path
    return [
        _(
            "{file} is of an earlier run and is not written any more; take it away, or it may be used again",
            file=shown_path(project / path),
        )
        for _destination, path in sorted(told.items())
        if (project / path).is_file()
    ]
