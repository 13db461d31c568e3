"""The README's scorer as a stranger would have it: a real wheel, installed by pip into a fresh virtual environment.

It needs the package index. Without it the test is skipped, saying so; with `network` in KARTOTEKA_REQUIRE, as in CI, it fails.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.pages import ROOT, Block, blocks

PROJECT = """\
version: 1
timezone: Europe/Warsaw
currency: PLN
pipelines:
  shop:
    sources: {{orders: orders.csv}}
    scores:
      basket: {{use: basket, target: {target}}}
    campaigns:
      everybody:
        channel: none
        export: [{{use: csv, path: out/everybody.csv, columns: [customer_id, basket_ratio]}}]
"""
ORDERS = "Order ID,Customer ID,Order date,Amount\n1,A,2026-11-02,600.00\n2,A,2026-11-09,400.00\n3,B,2026-11-03,125.50\n"

pytestmark = pytest.mark.slow


def readme_plugin() -> list[Block]:
    """The three files of the README's scorer."""
    return [block for block in blocks(ROOT / "README.md") if block.plugin_file is not None]


def test_the_readme_shows_a_scorer_of_25_lines_or_fewer() -> None:
    written = [block for block in readme_plugin() if block.language == "python"]
    assert [block.plugin_file for block in readme_plugin()] == [
        "pyproject.toml",
        "acme_kartoteka/plugin.py",
        "acme_kartoteka/basket.py",
    ]
    assert sum(1 for block in written for line in block.text.splitlines() if line.strip()) <= 25


class Machine:
    """A fresh virtual environment, and a folder with a project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        # A person's machine: newest dependencies, none of the settings of the tests.
        ours = ("KARTOTEKA_", "PYTHON", "PIP_CONSTRAINT", "PIP_REQUIRE", "VIRTUAL_ENV", "COVERAGE_")
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
        self.environment |= {"KARTOTEKA_CONFIG_DIR": str(folder / "settings"), "PYTHONUTF8": "1"}

    def run(self, program: str | Path, *arguments: str | Path, expect: int = 0) -> str:
        """Run a program in the folder; gives all that it printed."""
        done = self.start(program, *arguments)
        assert done.returncode == expect, f"{program} {arguments} ends with {done.returncode}:\n{done.stdout}"
        return done.stdout

    def start(self, program: str | Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """The same, however it ends."""
        return subprocess.run(
            [program, *arguments],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=900,
            check=False,
        )

    def pip(self, *arguments: str | Path) -> str:
        return self.run(self.programs / "python", "-m", "pip", "--disable-pip-version-check", *arguments)

    def kartoteka(self, *arguments: str, expect: int = 0) -> str:
        return self.run(self.programs / "kartoteka", *arguments, expect=expect)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """Both wheels, built and installed."""
    folder = tmp_path_factory.mktemp("machine")
    for block in readme_plugin():
        file = folder / "acme" / str(block.plugin_file)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")
    machine = Machine(folder)
    machine.run(sys.executable, "-m", "venv", "venv")
    require_index(machine)
    machine.pip("wheel", "--no-deps", "--wheel-dir", "wheels", ROOT, "./acme")
    wheels = sorted((folder / "wheels").glob("*.whl"))
    assert [wheel.name.partition("-")[0] for wheel in wheels] == ["acme_kartoteka", "kartoteka"]
    machine.pip("install", *wheels)
    (folder / "orders.csv").write_text(ORDERS, encoding="utf-8")
    return machine


def require_index(machine: Machine) -> None:
    """Reach the package index, or skip."""
    asked = ("download", "--no-deps", "--quiet", "--dest", "downloads", "hatchling")
    done = machine.start(machine.programs / "python", "-m", "pip", "--disable-pip-version-check", *asked)
    if done.returncode == 0:
        return
    reason = f"the package index cannot be reached: {done.stdout.strip().splitlines()[-1]}"
    if "network" in os.environ.get("KARTOTEKA_REQUIRE", "").replace(",", " ").split():
        pytest.fail(f"{reason}, and KARTOTEKA_REQUIRE asks for network")
    pytest.skip(reason)


def write_project(machine: Machine, target: str) -> None:
    (machine.folder / "kartoteka.yaml").write_text(PROJECT.format(target=target), encoding="utf-8")


def test_it_is_listed(machine: Machine) -> None:
    row = next(line for line in machine.kartoteka("plugins", "list").splitlines() if line.startswith("acme "))
    assert row.split() == ["acme", "acme-kartoteka", "1.0", "loaded", "scorer", "basket"]


def test_a_pipeline_uses_it(machine: Machine) -> None:
    write_project(machine, "500")
    machine.kartoteka("run", "--as-of", "2026-11-30")
    with (machine.folder / "out" / "everybody.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["customer_id"]: row["basket_ratio"] for row in csv.DictReader(file)}
    assert {customer: float(ratio) for customer, ratio in rows.items()} == {"A": 1.0, "B": 0.251}


def test_an_error_in_its_options_is_told_at_its_place(machine: Machine) -> None:
    write_project(machine, "much")
    told = machine.kartoteka("run", "--as-of", "2026-11-30", expect=3)
    assert "kartoteka.yaml:8:37: pipelines.shop.scores.basket.target: 'much' is not an amount" in told


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ('options["target"]', 'options["goal"]', "KeyError: 'goal'"),
        ("with_columns(ratio=ratio)", "with_columns(rate=ratio)", "the column 'ratio' is missing"),
    ],
)
def test_an_error_in_it_says_whose_it_is(machine: Machine, right: str, wrong: str, message: str) -> None:
    write_project(machine, "500")
    (installed,) = machine.folder.glob("venv/**/acme_kartoteka/basket.py")
    sound = installed.read_text(encoding="utf-8")
    assert right in sound
    try:
        installed.write_text(sound.replace(right, wrong), encoding="utf-8")
        told = machine.kartoteka("run", "--as-of", "2026-11-30", expect=5)
    finally:
        installed.write_text(sound, encoding="utf-8")
    assert "Error: in scorer 'basket' of acme-kartoteka 1.0: " in told
    assert message in told
    assert "Traceback" not in told
