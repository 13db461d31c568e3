"""Real plugins that are broken, each in its own way: what becomes of them, and what a person reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from support.distributions import install, run_kartoteka

REASONS = {
    "acme-raises/raises": (
        "failed",
        "plugin 'raises' of acme-raises 1.0 failed to load: RuntimeError: no licence for Acme was found"
        " (acme_raises/licence.py, line 5)",
    ),
    "acme-exits/exits": (
        "failed",
        "plugin 'exits' of acme-exits 1.0 failed to load: it called sys.exit(3) (acme_exits/plugin.py, line 5)",
    ),
    "acme-late/late": (
        "failed",
        "plugin 'late' of acme-late 1.0 failed to load: OSError: the list of scorers is on a share that is not mounted"
        " (acme_late/plugin.py, line 9)",
    ),
    "acme-junk/junk": (
        "failed",
        "plugin 'junk' of acme-junk 1.0 failed to load: kartoteka_exporters gave 'mail' (str); it must yield ExporterSpec",
    ),
    "acme-misspelt/misspelt": (
        "incompatible",
        "plugin 'misspelt' of acme-misspelt 1.0 is incompatible: kartoteka_scorer is not a hook;"
        " did you mean kartoteka_scorers?",
    ),
    "acme-unmarked/unmarked": (
        "incompatible",
        "plugin 'unmarked' of acme-unmarked 1.0 is incompatible: kartoteka_scorers is not marked with @hookimpl",
    ),
    "acme-arguments/arguments": (
        "incompatible",
        "plugin 'arguments' of acme-arguments 1.0 is incompatible:"
        " kartoteka_run_started is given event, and it asks for catalog",
    ),
    "acme-too-new/too-new": (
        "incompatible",
        "plugin 'too-new' of acme-too-new 4.0 is incompatible: it asks for kartoteka>=99, and this is 0.1.0",
    ),
    "acme-good/acme": ("loaded", None),
    "acme-prints/prints": ("loaded", None),
    "acme-clash/clash": ("loaded", None),
    "acme-observer/observer": ("loaded", None),
    "acme-shadow/shadow": ("loaded", None),
    "acme-targets/targets": ("loaded", None),
    "acme-twin-one/twin": ("loaded", None),
    "acme-twin-two/twin": ("loaded", None),
}


@pytest.fixture(scope="module")
def listed(strangers: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `plugins list --json` says with all of them installed."""
    done = run_kartoteka("plugins", "list", "--json", path=strangers, settings=tmp_path_factory.mktemp("settings"))
    assert (done.returncode, done.stderr) == (0, "")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def by_key(listed: dict[str, Any]) -> dict[str, Any]:
    return {f"{plugin['distribution']}/{plugin['name']}": plugin for plugin in listed["plugins"]}


@pytest.mark.parametrize("key", REASONS)
def test_status_and_reason(listed: dict[str, Any], key: str) -> None:
    plugin = by_key(listed)[key]
    assert (plugin["status"], plugin["reason"]) == REASONS[key]


def test_every_distribution_is_accounted_for(listed: dict[str, Any]) -> None:
    assert {key for key in by_key(listed) if key.startswith("acme")} == set(REASONS)


def test_one_that_is_not_loaded_brings_nothing(listed: dict[str, Any]) -> None:
    for plugin in listed["plugins"]:
        assert bool(plugin["brings"] or plugin["hooks"]) == (plugin["status"] == "loaded"), plugin["name"]


def test_what_is_printed_while_loading_is_noted_and_not_shown(listed: dict[str, Any]) -> None:
    notes = by_key(listed)["acme-prints/prints"]["notes"]
    assert notes[0] == "plugin 'prints' of acme-prints 1.0 printed while it was loaded: 'Thank you for choosing Acme!'"


def test_a_heavy_import_is_noted(listed: dict[str, Any]) -> None:
    notes = by_key(listed)["acme-prints/prints"]["notes"]
    assert "plugin 'prints' of acme-prints 1.0 imports sqlglot when it is loaded, which slows every command down" in notes


def test_clashes_name_both(listed: dict[str, Any]) -> None:
    assert listed["clashes"] == [
        "scorer 'size' is brought by plugin 'size' of kartoteka 0.1.0 and by plugin 'clash' of acme-clash 2.0;"
        " 'kartoteka plugins block acme-clash/clash' settles it",
        "command 'plugins' of plugin 'shadow' of acme-shadow 1.0 cannot be used: kartoteka has a command of that name",
    ]


def test_a_plugin_of_a_later_kartoteka_is_not_even_imported(strangers: Path, settings: Path) -> None:
    done = run_kartoteka("plugins", "list", path=strangers, settings=settings)
    assert "AssertionError" not in done.stdout
    assert "asks for kartoteka>=99" in done.stdout


def test_people_read_the_same(strangers: Path, settings: Path) -> None:
    """Not a terminal: a plain table, nothing cut, and the reasons below it."""
    lines = run_kartoteka("plugins", "list", path=strangers, settings=settings, COLUMNS="40").stdout.splitlines()
    assert lines[0].split() == ["plugin", "distribution", "status", "brings"]
    (good,) = (line for line in lines if line.startswith("acme "))
    assert good.split(None, 4)[1:] == ["acme-good", "1.2", "loaded", "scorer rooms, command greet, kartoteka_run_finished"]
    assert REASONS["acme-late/late"][1] in lines


def test_one_unreadable_distribution_hides_no_other(tmp_path: Path, settings: Path) -> None:
    folder = install("good", tmp_path / "installed")
    info = folder / "rotten-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: rotten\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_bytes(b"[kartoteka]\nrotten = \xff\xfe\n")
    done = run_kartoteka("plugins", "list", "--json", path=folder, settings=settings)
    assert by_key(json.loads(done.stdout))["acme-good/acme"]["status"] == "loaded"


def test_an_earlier_installation_shadows_a_later_one(tmp_path: Path, settings: Path) -> None:
    """The same distribution twice on the path is one plugin, the one that would be imported."""
    first = install("good", tmp_path / "first")
    second = install("good", tmp_path / "second")
    done = run_kartoteka("plugins", "list", "--json", path=Path(f"{first}:{second}"), settings=settings)
    assert [plugin["name"] for plugin in json.loads(done.stdout)["plugins"]].count("acme") == 1
