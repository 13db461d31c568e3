"""The dossiers of a run's segments, as whichever scorer judged them left them. No plugin is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kartoteka.components.dossier import Dossier, is_dossier
from kartoteka.pipeline.segment_scores import read_scores


def read_dossiers(folder: Path, step: str) -> Mapping[str, Dossier]:
    """The dossiers that a score of segments keeps, by segment; empty where it keeps none, or none of a shape that is known.

    Args:
        folder: The folder of a committed run.
        step: The name of the score.

    Raises:
        ValueError: One says that it is a dossier and is none; a run lets no such pass.
    """
    return {segment: Dossier.from_data(told) for segment, told in read_scores(folder, step).items() if is_dossier(told)}
