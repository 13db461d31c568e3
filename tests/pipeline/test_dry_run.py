"""What a dry run leaves behind, and how each command ends."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from support.pipelines import EVERYBODY, LOYALTY, SOURCES, Shop, install_distribution, say


@pytest.fixture(autouse=True)
def _sound(shop: Shop) -> None:
    shop.customers("A", "B")
    shop.orders(("A", "2026-11-20", 300))
    shop.project(SOURCES, LOYALTY, EVERYBODY)


def lasting(shop: Shop) -> dict[str, bytes]:
    """Every file but the landed inputs, the lock, and the catalog, which says that it is this project's."""
    files = shop.files()
    passing = (".kartoteka/landing/", ".kartoteka/lock", ".kartoteka/catalog.sqlite", ".kartoteka/root.json")
    return {name: content for name, content in files.items() if not name.startswith(passing)}


def test_a_dry_run_writes_nothing_but_what_it_read(shop: Shop) -> None:
    before = lasting(shop)
    said = shop.run("2026-11-30", "--dry-run").done()
    assert "shop as of 2026-11-30 (dry run: " in said.out
    assert "Every customer:" not in said.out
    assert "Manifest:" not in said.out
    assert lasting(shop) == before
    assert shop.kartoteka("explain", "A").code == 8, "it is not a run"
    assert (shop.folder / ".kartoteka" / "landing" / "shop").is_dir()


def test_a_dry_run_after_a_run_changes_nothing(shop: Shop) -> None:
    shop.results()
    before = lasting(shop)
    shop.customers("A")
    before["data/customers.csv"] = (shop.folder / "data" / "customers.csv").read_bytes()
    told = shop.results("2026-12-31", "--dry-run")
    assert (told["status"], told["customers"], told["snapshot"], told["manifest"]) == ("dry-run", 1, None, None)
    assert told["predecessor"]["run_id"] == "shop-2026-11-30-1"
    assert [move["direction"] for move in told["moves"]["changes"]] == ["gone"]
    assert lasting(shop) == before
    assert shop.results("2026-12-31")["run_id"] == told["run_id"], "the number was not used up"


def test_json_is_all_that_is_printed_on_standard_output(shop: Shop) -> None:
    told = shop.results()
    assert told["run_id"] == "shop-2026-11-30-1"
    assert told["status"] == "committed"
    assert Path(told["snapshot"]).is_file()
    assert Path(told["manifest"]).is_file()
    (delivery,) = told["campaigns"][0]["deliveries"]
    assert (delivery["destination"], delivery["rows"]) == ("out/everybody.csv", 2)


def test_2_a_command_line_that_cannot_be_understood(shop: Shop) -> None:
    assert shop.run("30.11.2026").code == 2
    assert shop.kartoteka("run", "--never").code == 2


def test_3_a_project_file_with_problems(shop: Shop) -> None:
    assert shop.kartoteka("run", "web-shop").code == 3
    shop.project(SOURCES.replace("use: csv", "use: cvs", 1), LOYALTY.replace("2 weeks", "2 moons"))
    said = shop.run()
    assert said.code == 3
    assert "kartoteka.yaml:8:" in said.err
    assert "'cvs'" in said.err
    assert "2 moons" in said.err, "all problems are told at once"


def test_4_an_input_that_cannot_be_read_in_one_way(shop: Shop) -> None:
    shop.orders(("A", "2026-11-20", "1.234"), ("A", "2026-11-21", "5.678"))
    said = shop.run()
    assert said.code == 4
    assert "decimal" in said.err


def test_5_a_plugin_that_fails(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    code = """
        from kartoteka import *

        @hookimpl
        def kartoteka_scorers():
            return [ScorerSpec("broken", f"{__name__}:Broken", "Breaks.")]

        class Broken(TableScorer):
            provides = {"points": Integer}

            def frame(self, tables):
                raise ValueError("no tea")
        """
    install_distribution(shop.folder.parent, "acme-broken", "acme_broken_exit", code, monkeypatch)
    shop.project(SOURCES, "scores:\n  points: {use: broken}\n", EVERYBODY)
    said = shop.run()
    assert said.code == 5
    assert said.err.startswith("Error: in scorer 'broken' of acme-broken 1.0: step 'points' failed: ValueError: no tea")


def test_6_a_delivery_that_stays_pending_and_is_made_by_the_next_run(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    code = """
        from pathlib import Path
        from kartoteka import *

        @hookimpl
        def kartoteka_exporters():
            return [ExporterSpec("crm", f"{__name__}:Crm", "A system that may be down.")]

        class Crm(Exporter):
            def prepare(self, rows, staging):
                file = staging.folder / "changes.txt"
                file.write_text(f"{rows.count}\\n")
                return [Staged(destination="the works' CRM", staged=file, rows=rows.count, sha256="0" * 64)]

            def deliver(self, staged, key):
                crm = self.context.project / "crm"
                if not crm.is_dir():
                    raise DeliveryError("the CRM does not answer")
                (crm / key).write_bytes(staged.staged.read_bytes())
        """
    install_distribution(shop.folder.parent, "acme-crm", "acme_crm_exit", code, monkeypatch)
    exports = "[{use: crm}, {use: csv, path: out/everybody.csv}]"
    shop.project(SOURCES, LOYALTY, f"campaigns:\n  everybody: {{channel: none, export: {exports}}}\n")
    said = shop.run("2026-10-31", "--json")
    assert said.code == 6
    assert said.told["status"] == "delivery-pending"
    assert "everybody: the works' CRM (run shop-2026-10-31-1): " in said.err
    assert "the CRM does not answer" in said.err
    assert "stays pending: the next `kartoteka run` tries it again first" in said.err
    assert len(shop.export()) == 2, "the other list got through"
    assert shop.kartoteka("explain", "A").code == 0, "the run is committed"

    (shop.folder / "crm").mkdir()
    again = shop.run("2026-11-30").done()
    assert "pending" in again.err
    assert len(list((shop.folder / "crm").iterdir())) == 2


def test_7_a_project_that_another_process_writes_to(shop: Shop) -> None:
    hold = (
        "import sys; from pathlib import Path; from kartoteka.pipeline.lock import project_lock\n"
        "with project_lock(Path(sys.argv[1])):\n print('held', flush=True); sys.stdin.read()\n"
    )
    state = str(shop.folder / ".kartoteka")
    with subprocess.Popen([sys.executable, "-c", hold, state], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        said = shop.run()
        other.communicate()
    assert said.code == 7
    assert f"process {other.pid} on " in said.err
    shop.run().done()


def test_8_a_state_folder_of_another_project(shop: Shop) -> None:
    shop.results()
    (database,) = (shop.folder / ".kartoteka").glob("catalog.sqlite")
    database.write_bytes(b"this is not a database, and it is long enough to be looked at" * 20)
    said = shop.run()
    assert said.code == 8
    assert str(database) in said.err
    with closing(sqlite3.connect(database)) as connection, pytest.raises(sqlite3.DatabaseError):
        connection.execute("select 1 from sqlite_master")


def test_1_a_folder_without_a_project(tmp_path: Path) -> None:
    said = say("run", "--project", str(tmp_path))
    assert said.code == 3
    assert "kartoteka.yaml" in said.err
