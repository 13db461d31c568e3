"""A step whose inputs are as they were is taken from an earlier run; anything else is computed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support.pipelines import EVERYBODY, LOYALTY, SOURCES, Shop, install_distribution

SIZES = """\
scores:
  size: {use: size}
"""


def shop(folder: Path) -> Shop:
    shop = Shop(folder)
    shop.table("data/customers.csv", ["customer_id", "employees"], [("a", 250), ("b", ""), ("c", 20)])
    shop.orders(("a", "2026-11-20", 500), ("a", "2026-11-10", 500), ("b", "2026-01-10", 500), ("c", "2026-11-20", 5))
    shop.project(SOURCES, LOYALTY, SIZES, EVERYBODY)
    return shop


def test_a_run_again_takes_every_step_and_gives_the_same_bytes(tmp_path: Path) -> None:
    here = shop(tmp_path)
    first = here.results()
    before = (tmp_path / ".kartoteka/runs" / first["run_id"] / "customers.parquet").read_bytes()
    again = here.results()

    assert first["replayed"] == []
    assert again["replayed"] == ["loyalty", "size"]
    assert (tmp_path / ".kartoteka/runs" / again["run_id"] / "customers.parquet").read_bytes() == before
    assert again["segments"] == first["segments"]
    assert "Nothing has changed for loyalty, size" in here.run().done().out


@pytest.mark.parametrize(
    ("old", "new", "replayed"),
    [
        ("logistic_minimum: 300", "logistic_minimum: 301", []),
        ("every: 2 weeks", "every: 3 weeks", []),
        ("locale: en", "locale: pl", []),
        ("use: size", "use: size, cap: 1", ["loyalty"]),
        ("out/everybody.csv", "out/all.csv", ["loyalty", "size"]),
    ],
)
def test_what_a_step_does_not_follow_from_may_change(tmp_path: Path, old: str, new: str, replayed: list[str]) -> None:
    here = shop(tmp_path)
    here.results()
    file = tmp_path / "kartoteka.yaml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))

    assert here.results()["replayed"] == replayed


def test_new_data_another_day_or_a_lost_snapshot_is_computed(tmp_path: Path) -> None:
    here = shop(tmp_path)
    here.results()
    assert here.results("2026-11-29")["replayed"] == []
    here.orders(("a", "2026-11-20", 500))
    assert here.results()["replayed"] == []
    last = here.results()
    assert last["replayed"] == ["loyalty", "size"]
    shutil.rmtree(tmp_path / ".kartoteka/runs" / last["run_id"])
    assert here.results()["replayed"] == []


def test_a_strangers_step_is_computed_unless_it_vouches_for_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = shop(tmp_path)
    code = """
        import narwhals.stable.v2 as nw
        from kartoteka import Integer, RowScorer, ScorerSpec, hookimpl

        @hookimpl
        def kartoteka_scorers():
            yield ScorerSpec("ones", "acme_ones:Ones", "One for each.")

        class Ones(RowScorer):
            provides = {"one": Integer}

            def columns(self):
                return {"one": nw.lit(1)}
    """
    (tmp_path / "site").mkdir()
    install_distribution(tmp_path / "site", "acme-ones", "acme_ones", code, monkeypatch)
    here.project(SOURCES, LOYALTY, "scores:\n  ones: {use: ones}\n  size: {use: size}\n", EVERYBODY)
    here.results()

    # What comes after it may use its columns, so that is computed as well.
    assert here.results()["replayed"] == ["loyalty"]
