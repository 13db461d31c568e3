"""Two exports of one run must not deliver to one place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.components.file_names import same_file
from kartoteka.components.labels import BLACKLIST
from kartoteka.config.places import KeyPath, Places, key_text
from kartoteka.config.project import ExportConfig
from kartoteka.errors import ConfigError, Problem
from kartoteka.language import gettext as _
from kartoteka.plugin.blame import blame

if TYPE_CHECKING:
    from kartoteka.pipeline.plan import PlannedExport


def check_destinations(
    exports: Iterable[PlannedExport],
    labels: Mapping[str, Sequence[str]],
    places: Places,
    inputs: Iterable[Path] = (),
    keeping_blacklist: Collection[KeyPath] = (),
) -> list[Problem]:
    """Every export whose place cannot be written to, or is another's already.

    Args:
        exports: All exports of the pipeline's campaigns.
        labels: The labels of each segmentation, by step name, without the blacklist.
        places: Where the keys stand.
        inputs: Files that the pipeline reads, which no export may overwrite.
        keeping_blacklist: The exports, by their keys, that get customers on the blacklist as well.
    """
    problems = []
    more = {step: [*names, BLACKLIST] for step, names in labels.items()}
    read = {same_file(str(path.resolve())) for path in inputs}
    taken: dict[str, ExportConfig] = {}
    for export in exports:
        config = export.config
        key = (*config.key, "path") if "path" in config.options else config.key
        try:
            with blame("exporter", config.use, export.provenance):
                destinations = export.component.destinations(more if config.key in keeping_blacklist else labels)
        except ConfigError as error:
            hints = [problem.hint for problem in error.problems if problem.hint]
            told = "; ".join(problem.message for problem in error.problems)
            problems.append(places.problem(key, told, error.hint or (hints[0] if hints else None)))
            continue
        for destination in destinations:
            if destination in read:
                message = _("this would overwrite a file that the pipeline reads: {destination}", destination=destination)
                problems.append(places.problem(key, message, _("Write to another folder, such as out/.")))
                break
            other = taken.setdefault(destination, config)
            if other is not config:
                message = _(
                    "this would be delivered to the same place as {key}: {destination}",
                    key=key_text(other.key),
                    destination=destination,
                )
                problems.append(places.problem(key, message, _("Give each export a place of its own.")))
                break
    return problems
