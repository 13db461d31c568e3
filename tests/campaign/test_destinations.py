"""Two exports of one run never deliver to one place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kartoteka import Exporter
from kartoteka.config.places import Places
from kartoteka.config.project import ExportConfig
from kartoteka.pipeline.campaign import check_destinations
from kartoteka.pipeline.plan import PlannedExport
from kartoteka.plugin.provenance import Provenance
from kartoteka_csv.exporter import CsvExporter
from kartoteka_jsonl.exporter import JsonlExporter
from kartoteka_sql.exporter import SqlExporter
from support.exporting import exporter

LABELS = {"loyalty": ["vip", "rest"]}


def told(folder: Path, *exports: tuple[type[Exporter], dict[str, Any]], inputs: Sequence[Path] = ()) -> list[str]:
    """The problems of some exports, each of a campaign of its own."""
    made = [
        PlannedExport(
            ExportConfig("any", None, options, ("campaigns", f"c{at}", "export", 0)),
            exporter(kind, folder, **options),
            Provenance("acme", "1.0", "any"),
        )
        for at, (kind, options) in enumerate(exports)
    ]
    return [str(problem) for problem in check_destinations(made, LABELS, Places("kartoteka.yaml"), inputs)]


def test_places_of_their_own_are_fine(tmp_path: Path) -> None:
    exports = [(CsvExporter, {"path": path}) for path in ("a.csv", "{segment}.csv", "{campaign}-{as_of}.csv")]
    tables = [(SqlExporter, {"url": "sqlite:///crm.db", "table": table}) for table in ("a", "b")]
    assert told(tmp_path, *exports, *tables) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((CsvExporter, {"path": "out/a.csv"}), (JsonlExporter, {"path": "./out/x/../A.csv"})),
        ((CsvExporter, {"path": "out/{loyalty}.csv"}), (CsvExporter, {"path": "out/vip.csv"})),
        ((SqlExporter, {"url": "sqlite:///crm.db", "table": "a"}), (SqlExporter, {"url": "sqlite:///crm.db", "table": "a"})),
    ],
)
def test_one_place_for_two_is_told_at_the_second(tmp_path: Path, one: Any, other: Any) -> None:
    (problem,) = told(tmp_path, one, other)
    key = "campaigns.c1.export[0]" + (".path" if "path" in other[1] else "")
    assert problem.startswith(f"kartoteka.yaml: {key}: this would be delivered to the same place as campaigns.c0.export[0]: ")
    assert problem.endswith("Give each export a place of its own.")


def test_a_placeholder_that_stands_for_nothing_is_told_with_its_key(tmp_path: Path) -> None:
    assert told(tmp_path, (CsvExporter, {"path": "{size}.csv"})) == [
        "kartoteka.yaml: campaigns.c0.export[0].path: {size} stands for nothing here: no segmentation has that name\n"
        "  Write {campaign}, {as_of}, {segment} or {loyalty}."
    ]


def test_an_input_is_not_overwritten(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, (CsvExporter, {"path": "data/../Data/list.csv"}), inputs=[tmp_path / "data/list.csv"])
    assert "this would overwrite a file that the pipeline reads" in problem


@pytest.mark.parametrize("path", ["kartoteka.yaml", ".kartoteka/catalog.db", "out/../.kartoteka/x.csv"])
def test_what_is_our_own_is_not_overwritten(tmp_path: Path, path: str) -> None:
    (problem,) = told(tmp_path, (CsvExporter, {"path": path}))
    assert f"{path} is kartoteka's own" in problem
