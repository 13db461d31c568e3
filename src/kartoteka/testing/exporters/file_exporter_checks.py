"""What the author of a `FileExporter` subclasses."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from kartoteka.components.file_names import safe_name
from kartoteka.testing.exporters.exporter_checks import ExporterChecks
from kartoteka.testing.exporters.read_back import ReadBack


class FileExporterChecks(ExporterChecks):
    """The checks of a `FileExporter`. Say by `read_file` what a delivered file holds.

    Attributes:
        suffix: That of its files: `.csv`.
        further_options: Options beside `path`.
    """

    splits: ClassVar[bool] = True
    suffix: ClassVar[str]
    further_options: ClassVar[Mapping[str, Any]] = {}

    @abstractmethod
    def read_file(self, file: Path) -> ReadBack:
        """What a delivered file holds, read with another library than that which wrote it, where there is one."""

    def options(self) -> Mapping[str, Any]:
        return {"path": f"out/list{self.suffix}", **self.further_options}

    @property
    def file(self) -> Path:
        """The delivered file."""
        return self.folder / f"out/list{self.suffix}"

    def read_back(self) -> ReadBack:
        return self.read_file(self.file)

    def split_options(self) -> Mapping[str, Any]:
        return {**self.options(), "path": f"out/{{segment}}{self.suffix}"}

    def read_segment(self, segment: str) -> ReadBack:
        return self.read_file(self.folder / f"out/{safe_name(segment)}{self.suffix}")

    def unreachable(self) -> Mapping[str, Any]:
        (self.folder / "a-file").write_text("where a folder would have to be", encoding="utf-8")
        return {**self.options(), "path": f"a-file/list{self.suffix}"}
