"""Exporters that write one file, or one for each segment."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from marshmallow import ValidationError, fields

from kartoteka.components.exporter import Exporter, Staged, Staging, sha256_of
from kartoteka.components.file_names import same_file
from kartoteka.components.options import OptionsSchema
from kartoteka.components.rows import Rows
from kartoteka.components.split import Part, labels_of, parts_of
from kartoteka.components.written import Written
from kartoteka.durable import make_folder, replace
from kartoteka.errors import ConfigError, DeliveryError, KartotekaError, PluginError
from kartoteka.language import gettext as _


def _names_a_file(path: str) -> None:
    if not path.strip() or path.endswith(("/", "\\")) or Path(path).name in ("", ".", ".."):
        raise ValidationError(_("{path!r} names no file; write a path such as out/list.csv", path=path))
    if "\0" in path:
        raise ValidationError(_("A path cannot hold a NUL character"))


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
    def write(self, rows: Rows, file: Path) -> Written | None:
        """Write all rows to `file`, which does not exist. With no rows, write what a file without rows has: its header.

        The same rows give the same bytes: write no time and nothing random.

        Returns:
            What was written and what was left out, where that is not simply every row.
        """

    def destinations(self, labels: Mapping[str, Sequence[str]]) -> Sequence[str]:
        """The final paths, in a spelling that is the same where the file system sees one file."""
        paths = [part.path.resolve() for part in self._parts(lambda step: labels_of(labels, step))]
        project = self.context.project.resolve()
        for path in paths:
            if path.is_relative_to(project / ".kartoteka") or path == project / "kartoteka.yaml":
                raise ConfigError(
                    _("{path} is kartoteka's own", path=self.options["path"]), hint=_("Write to another folder, such as out/.")
                )
        return [same_file(str(path)) for path in paths]

    def prepare(self, rows: Rows, staging: Staging) -> Sequence[Staged]:
        """Write each file under a hidden name beside its place."""
        parts = [(part, _rows_of(part, rows)) for part in self._parts(rows.segments)]
        held = sum(own.count for _part, own in parts)
        if held != rows.count:
            raise PluginError(_("the list has {count} rows, and its parts have {held}", count=rows.count, held=held))
        return [self._stage(part, own, staging) for part, own in parts]

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
                    _(
                        "{destination}: the file that was prepared for it, {file}, is gone",
                        destination=staged.destination,
                        file=staged.staged,
                    ),
                    hint=_("Run the pipeline again for the same day."),
                )
        except OSError as error:
            raise DeliveryError(
                _(
                    "{destination} cannot be put in its place ({reason})",
                    destination=staged.destination,
                    reason=error.strerror or error,
                ),
                hint=_("Close it where it is open, and see that its folder may be written to; the next run tries again."),
            ) from error

    def _stage(self, part: Part, rows: Rows, staging: Staging) -> Staged:
        final = part.path.resolve()
        # A name of fixed length: the final name may be as long as the file system takes.
        token = hashlib.sha256(repr((staging.key, str(final))).encode()).hexdigest()[:20]
        draft = final.with_name(f".kartoteka-{token}.draft")
        staging.announce(draft)
        try:
            if final.is_dir():
                raise KartotekaError(
                    _("{path} is a folder", path=self._kept(part.path)), hint=_("Give `path` the name of a file.")
                )
            make_folder(final.parent)
            draft.unlink(missing_ok=True)
            written = self._write_or_remove(rows, draft)
            return self.seal(
                draft,
                destination=self._kept(part.path),
                rows=written.rows,
                details={"path": self._kept(part.path)},
                remarks=written.remarks,
                left_out=written.left_out,
            )
        except OSError as error:
            raise KartotekaError(
                _("{path} cannot be written ({reason})", path=self._kept(part.path), reason=error.strerror or error),
                hint=_("See that its folder may be written to and that the disk has room."),
            ) from error

    def _write_or_remove(self, rows: Rows, draft: Path) -> Written:
        try:
            written = self.write(rows, draft) or Written(rows.count)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        if not draft.is_file():
            raise PluginError(_("write() wrote no file"))
        left_out = sum(written.left_out.values())
        if written.rows + left_out != rows.count:
            draft.unlink()
            raise PluginError(
                _(
                    "write() wrote {rows} rows and left out {left_out}, and there were {count}",
                    rows=written.rows,
                    left_out=left_out,
                    count=rows.count,
                )
            )
        return written

    def _parts(self, labels: Callable[[str | None], Sequence[str]]) -> Sequence[Part]:
        own = {"campaign": self.context.step, "as_of": self.context.as_of.isoformat()}
        return parts_of(str(self.options["path"]), self.context.project, own, labels)

    def _kept(self, path: Path) -> str:
        """The path as `deliver` finds it: from the project's folder where the option was."""
        return path.relative_to(self.context.project).as_posix() if path.is_relative_to(self.context.project) else str(path)


def _rows_of(part: Part, rows: Rows) -> Rows:
    for step, label in part.segments:
        rows = rows.only(step, label)
    return rows
