"""What is understood of damaged files without being told, as a figure that must not get worse; and that no row is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from damage.files import File, files
from damage.loaders import by_duckdb, by_kartoteka, by_sniffer
from damage.score import MEASURES, Loaded, score
from damage.tables import TABLES
from kartoteka.pipeline.land.careful import careful_rows
from support.landing import Landing

_EVERY = 6
"""Of the pairs one in so many; the benchmark takes all."""

PLAIN, WEIGHTED = 9.9, 9.97


def _some() -> Iterator[File]:
    for number, file in enumerate(files()):
        if len(file.damages) < 2 or number % _EVERY == 0:
            yield file


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Sequence[tuple[File, float]]:
    path = tmp_path_factory.mktemp("damaged") / "file.csv"
    found: list[tuple[File, float]] = []
    for file in _some():
        path.write_bytes(file.content)
        found.append((file, score(file, by_kartoteka(path))))
    return found


@pytest.mark.parametrize("held_out", [False, True])
def test_the_score_holds(scores: Sequence[tuple[File, float]], held_out: bool) -> None:
    ours = [(file.weight, found) for file, found in scores if file.table.held_out == held_out]
    plain = sum(found for _, found in ours) / len(ours)
    weighted = sum(weight * found for weight, found in ours) / sum(weight for weight, _ in ours)
    assert plain >= PLAIN
    assert weighted >= WEIGHTED


def test_one_damage_alone_is_hardly_ever_misread(scores: Sequence[tuple[File, float]]) -> None:
    alone = [(file.name, round(found, 2)) for file, found in scores if len(file.damages) < 2 and found < 9.9]
    assert alone == [
        ("narrow: two header rows", 6.93)
    ]  # two rows of words over two columns: which is the header, nobody can say


def test_no_row_of_a_damaged_file_is_skipped(tmp_path: Path) -> None:
    landing = Landing(tmp_path, locale="en")
    missing: list[str] = []
    for file in _some():
        path = landing.write("file.csv", file.content)
        found = sum(1 for _ in careful_rows(landing.csv("orders", {"path": "file.csv"}).describe(path)))
        if found < sum(1 for row in file.records if any(row)):
            missing.append(file.name)
    assert missing == []


def test_a_perfect_reading_has_all_points_and_nothing_has_none() -> None:
    file = next(files())
    assert score(file, Loaded(file.header, file.records)) == MEASURES
    assert score(file, None) == 0
    assert score(file, Loaded(file.header, [[*row[:-1], "wrong"] for row in file.records])) < 8
    assert score(file, Loaded((), file.records)) == MEASURES - 3


def test_what_others_make_of_a_plain_file(tmp_path: Path) -> None:
    """They are compared in the benchmark; here it is held that they are given a fair chance."""
    plain: Mapping[str, File] = {file.table.name: file for file in files() if not file.damages}
    path = tmp_path / "file.csv"
    for name in ("orders", "people", "products"):
        path.write_bytes(plain[name].content)
        assert score(plain[name], by_sniffer(path)) > 9.5, name
        assert score(plain[name], by_duckdb(path)) > 9.5, name
    assert len(plain) == len(TABLES)
