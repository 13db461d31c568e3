"""Exporters that write one file, or one for each segment."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from marshmallow import ValidationError, fields

from kartoteka.components.exporter import Exporter, Rows, Staged, Staging, sha256_of
from kartoteka.components.file_names import LONGEST_NAME, fill, placeholders, same_file
from kartoteka.components.options import OptionsSchema
from kartoteka.durable import make_folder, replace
from kartoteka.errors import ConfigError, DeliveryError, KartotekaError


def _names_a_file(path: str) -> None:
    if not path.strip() or path.endswith(("/", "\\")) or Path(path).name in ("", ".", ".."):
        raise ValidationError(f"{path!r} names no file; write a path such as out/list.csv")
    if "\0" in path:
        raise ValidationError("A path cannot hold a NUL character")


@dataclass(frozen=True, slots=True)
class _Part:
    """One file: which segments it holds (pairs of step, None for the only one, and label), and where it goes."""

    segments: tuple[tuple[str | None, str], ...]
    path: Path


class FileExporter(Exporter):
    """Writes a file, whole or not at all. A subclass says how by `write`; its `Options` extend `FileExporter.Options`.

    The file is written under a hidden name beside its final place, on the same file system, and renamed by `deliver`.
    `{segment}` in `path` splits the list; a segment that nobody is in has a file without rows, so that the list of an earlier
    run does not stay in its place.
    """

    class Options(OptionsSchema):
        path = fields.String(
            required=True,
            validate=_names_a_file,
            metadata={
                "description": "The file, from the project's folder. {campaign} and {as_of} stand for the run's own; "
                "{segment}, or the name of a segmentation such as {loyalty}, makes a file for each segment."
            },
        )

    @abstractmethod
    def write(self, rows: Rows, file: Path) -> None:
        """Write all rows to `file`, which does not exist. With no rows, write what a file without rows has: its header.

        The same rows give the same bytes: write no time and nothing random.
        """

    def destinations(self, labels: Mapping[str, Sequence[str]]) -> Sequence[str]:
        """The final paths, in a spelling that is the same where the file system sees one file."""
        return [same_file(str(part.path.resolve())) for part in self._parts(lambda step: labels_of(labels, step))]

    def prepare(self, rows: Rows, staging: Staging) -> Sequence[Staged]:
        """Write each file under a hidden name beside its place."""
        return [self._stage(part, rows, staging) for part in self._parts(rows.segments)]

    def deliver(self, staged: Staged, key: str) -> None:
        """Rename the file into its place. Done already is done."""
        final = self.context.project / str(staged.details["path"])
        try:
            # Through a link, so that the file it points to is replaced and the link stays.
            final = final.resolve()
            if staged.staged.exists():
                make_folder(final.parent)
                replace(staged.staged, final)
            elif not (final.is_file() and sha256_of(final) == staged.sha256):
                raise DeliveryError(
                    f"{staged.destination}: the file that was prepared for it, {staged.staged}, is gone",
                    hint="Run the pipeline again for the same day.",
                )
        except OSError as error:
            raise DeliveryError(
                f"{staged.destination} cannot be put in its place ({error.strerror or error})",
                hint="Close it where it is open, and see that its folder may be written to; the next run tries again.",
            ) from error

    def _stage(self, part: _Part, rows: Rows, staging: Staging) -> Staged:
        for step, label in part.segments:
            rows = rows.only(step, label)
        final = part.path.resolve()
        # A name of fixed length: the final name may be as long as the file system takes.
        token = hashlib.sha256(repr((staging.key, str(final))).encode()).hexdigest()[:20]
        draft = final.with_name(f".kartoteka-{token}.draft")
        staging.announce(draft)
        try:
            if final.is_dir():
                raise KartotekaError(f"{self._kept(part.path)} is a folder", hint="Give `path` the name of a file.")
            make_folder(final.parent)
            draft.unlink(missing_ok=True)
            self._write_or_remove(rows, draft)
            return self.seal(draft, destination=self._kept(part.path), rows=rows.count, details={"path": self._kept(part.path)})
        except OSError as error:
            raise KartotekaError(
                f"{self._kept(part.path)} cannot be written ({error.strerror or error})",
                hint="See that its folder may be written to and that the disk has room.",
            ) from error

    def _write_or_remove(self, rows: Rows, draft: Path) -> None:
        try:
            self.write(rows, draft)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    def _parts(self, labels: Callable[[str | None], Sequence[str]]) -> Sequence[_Part]:
        """The files that `path` stands for.

        Raises:
            ConfigError: A placeholder is unknown, or two segments would be written to one file.
        """
        template = str(self.options["path"])
        own = {"campaign": self.context.step, "as_of": self.context.as_of.isoformat()}
        splits = [name for name in placeholders(template) if name not in own]
        steps = [None if name == "segment" else name for name in splits]
        parts = [
            _Part(
                tuple(zip(steps, chosen, strict=True)),
                self.context.project / fill(template, {**own, **dict(zip(splits, chosen, strict=True))}),
            )
            for chosen in product(*(labels(step) for step in steps))
        ]
        _refuse_one_name_for_two(parts)
        return parts

    def _kept(self, path: Path) -> str:
        """The path as `deliver` finds it: from the project's folder where the option was."""
        return path.relative_to(self.context.project).as_posix() if path.is_relative_to(self.context.project) else str(path)


def _refuse_one_name_for_two(parts: Sequence[_Part]) -> None:
    taken: dict[str, _Part] = {}
    for part in parts:
        if len(part.path.name.encode()) > LONGEST_NAME:
            raise ConfigError(
                f"the file name {part.path.name[:40]!r}… is too long", hint="Shorten `path` or the segment's name."
            )
        other = taken.setdefault(same_file(str(part.path)), part)
        if other is not part:
            raise ConfigError(
                f"segments {_told(other)} and {_told(part)} would both be written to {part.path.name}",
                hint="Rename one of them: letter case and characters that a file name cannot have make no difference.",
            )


def _told(part: _Part) -> str:
    return " / ".join(repr(label) for _, label in part.segments)


def labels_of(labels: Mapping[str, Sequence[str]], step: str | None) -> Sequence[str]:
    """The labels of the segmentation that a placeholder means; `None` is `{segment}`, the only one.

    Raises:
        ConfigError: There is no such segmentation, or `{segment}` could be any of several.
    """
    ways = " or ".join(f"{{{name}}}" for name in labels)
    if step is not None:
        if step not in labels:
            known = f"Write {{campaign}}, {{as_of}}{', {segment}' if len(labels) == 1 else ''}{f' or {ways}' if ways else ''}."
            raise ConfigError(f"{{{step}}} stands for nothing here: no segmentation has that name", hint=known)
        return labels[step]
    if not labels:
        raise ConfigError("{segment} splits by a segmentation, and the pipeline has none", hint="Take {segment} out of `path`.")
    if len(labels) > 1:
        raise ConfigError("{segment} could be any of several segmentations", hint=f"Write the one you mean: {ways}.")
    return next(iter(labels.values()))
