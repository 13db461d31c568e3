"""The files that a path with placeholders stands for: one, or one for each segment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from kartoteka.components.file_names import LONGEST_NAME, fill, placeholders, same_file
from kartoteka.errors import ConfigError
from kartoteka.language import alternatives_in_words
from kartoteka.language import gettext as _


@dataclass(frozen=True, slots=True)
class Part:
    """One file.

    Attributes:
        segments: Which rows it holds, as pairs of a segmentation (None for the only one) and a label.
        path: Where it goes.
    """

    segments: tuple[tuple[str | None, str], ...]
    path: Path


def parts_of(
    template: str, folder: Path, own: Mapping[str, str], labels: Callable[[str | None], Sequence[str]]
) -> Sequence[Part]:
    """The files that a path stands for; one for each combination where several segmentations are named.

    Args:
        template: A path with placeholders, from `folder`.
        folder: The project's folder.
        own: The placeholders that stand for one text, such as `campaign`.
        labels: The labels of a segmentation; None is the only one.

    Raises:
        ConfigError: A placeholder stands for nothing, or two segments would be written to one file.
    """
    splits = [name for name in placeholders(template) if name not in own]
    steps = [None if name == "segment" else name for name in splits]
    parts = []
    for chosen in product(*(labels(step) for step in steps)):
        path = folder / fill(template, {**own, **dict(zip(splits, chosen, strict=True))})
        parts.append(Part(tuple(zip(steps, chosen, strict=True)), path))
    _refuse_one_name_for_two(parts)
    return parts


def _refuse_one_name_for_two(parts: Sequence[Part]) -> None:
    taken: dict[str, Part] = {}
    for part in parts:
        long = next((name for name in part.path.parts if len(name.encode()) > LONGEST_NAME), None)
        if long is not None:
            raise ConfigError(
                _("the file name {name!r}… is too long", name=long[:40]), hint=_("Shorten `path` or the segment's name.")
            )
        other = taken.setdefault(same_file(str(part.path)), part)
        if other is not part:
            raise ConfigError(
                _(
                    "segments {one} and {other} would both be written to {file}",
                    one=_told(other),
                    other=_told(part),
                    file=part.path.name,
                ),
                hint=_("Rename one of them: letter case and characters that a file name cannot have make no difference."),
            )


def _told(part: Part) -> str:
    return " / ".join(repr(label) for __, label in part.segments)


def labels_of(labels: Mapping[str, Sequence[str]], step: str | None) -> Sequence[str]:
    """The labels of the segmentation that a placeholder means; `None` is `{segment}`, the only one.

    Raises:
        ConfigError: There is no such segmentation, or `{segment}` could be any of several.
    """
    ways = [f"{{{name}}}" for name in labels]
    if step is not None:
        if step not in labels:
            own = ["{campaign}", "{as_of}", *(["{segment}"] if len(labels) == 1 else [])]
            known = _("Write {names}.", names=alternatives_in_words([*own, *ways]))
            raise ConfigError(_("{{{step}}} stands for nothing here: no segmentation has that name", step=step), hint=known)
        return labels[step]
    if not labels:
        raise ConfigError(
            _("{segment} splits by a segmentation, and the pipeline has none"), hint=_("Take {segment} out of `path`.")
        )
    if len(labels) > 1:
        raise ConfigError(
            _("{segment} could be any of several segmentations"),
            hint=_("Write the one you mean: {names}.", names=alternatives_in_words(ways)),
        )
    return next(iter(labels.values()))
