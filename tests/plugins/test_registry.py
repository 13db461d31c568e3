"""The registry, with sound and broken plugins side by side."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kartoteka import KartotekaError, PluginError, RunFinished, RunStarted, StepFinished, hookspecs
from kartoteka.plugin.kinds import KINDS, OBSERVERS
from kartoteka.plugin.registry import Registry, load_registry


@pytest.fixture
def registry(strangers: Path, settings: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    monkeypatch.setenv("KARTOTEKA_CONFIG_DIR", str(settings))
    monkeypatch.delenv("KARTOTEKA_BLOCK", raising=False)
    monkeypatch.syspath_prepend(str(strangers))
    before = set(sys.modules)
    yield load_registry()
    for name in set(sys.modules) - before:
        if name.startswith("acme_"):
            del sys.modules[name]


def test_every_hook_registers_a_kind_or_observes_an_event() -> None:
    hooks = {name for name in vars(hookspecs) if name.startswith("kartoteka_")}
    assert hooks == {registration.hook for registration in KINDS.values()} | set(OBSERVERS.values())


def test_find_gives_spec_and_provenance(registry: Registry) -> None:
    found = registry.find("scorer", "rooms")
    assert (found.spec.target, found.provenance.key) == ("acme_good.scorer:Rooms", "acme-good/acme")
    assert str(found) == "scorer 'rooms' of acme-good 1.2"


def test_find_imports_nothing(registry: Registry) -> None:
    registry.find("scorer", "rooms")
    assert "acme_good.scorer" not in sys.modules


def test_load_gives_the_class(registry: Registry) -> None:
    assert registry.load("scorer", "rooms").__name__ == "Rooms"
    assert registry.load_command("greet").name == "greet"


def test_names_are_sorted_and_both_twins_are_there(registry: Registry) -> None:
    names = registry.names("scorer")
    assert list(names) == sorted(names)
    assert {"rooms", "twin-one", "twin-two"} <= set(names)


def test_a_typo_names_the_nearest(registry: Registry) -> None:
    with pytest.raises(PluginError, match=r"^scorer 'romms' is not known; did you mean 'rooms'\?\n"):
        registry.find("scorer", "romms")


def test_another_kind_is_pointed_out(registry: Registry) -> None:
    with pytest.raises(PluginError, match=r"^exporter 'rooms' is not known; 'rooms' is a scorer\n"):
        registry.find("exporter", "rooms")


def test_an_unknown_name_tells_which_plugins_are_not_loaded(registry: Registry) -> None:
    with pytest.raises(PluginError) as raised:
        registry.find("scorer", "licensed")
    assert (
        "\n  plugin 'raises' of acme-raises 1.0 failed to load: RuntimeError: no licence for Acme was found"
        " (acme_raises/licence.py, line 5)\n"
    ) in str(raised.value)


def test_a_blocked_plugin_is_told_with_the_way_back(
    registry: Registry, monkeypatch: pytest.MonkeyPatch, settings: Path
) -> None:
    monkeypatch.setenv("KARTOTEKA_BLOCK", "other, acme-good/acme")
    settings.mkdir()
    (settings / "blocked").write_text("clash  # its size is not ours\n\n", encoding="utf-8")
    blocked = load_registry()
    assert str(blocked.find("scorer", "size").provenance) == "plugin 'size' of kartoteka 0.1.0"
    with pytest.raises(PluginError) as raised:
        blocked.find("scorer", "rooms")
    assert "plugin 'acme' of acme-good 1.2 is blocked by the environment variable KARTOTEKA_BLOCK" in str(raised.value)
    assert "plugin 'clash' of acme-clash 2.0 is blocked; 'kartoteka plugins unblock clash' brings it back" in str(raised.value)


def test_a_clash_is_an_error_that_names_both_and_the_rest_works(registry: Registry) -> None:
    assert "size" in registry.names("scorer")
    with pytest.raises(PluginError) as raised:
        registry.load("scorer", "size")
    assert str(raised.value) == (
        "scorer 'size' is brought by plugin 'size' of kartoteka 0.1.0 and by plugin 'clash' of acme-clash 2.0\n"
        "  'kartoteka plugins block acme-clash/clash' settles it"
    )
    assert registry.find("scorer", "weight").provenance.distribution == "acme-clash"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no-module", "ModuleNotFoundError: No module named 'acme_targets.nowhere'"),
        (
            "no-name",
            "module acme_targets.things has no 'Scor', which its target names\n  did you mean acme_targets.things:Score?",
        ),
        (
            "wrong-kind",
            "its target acme_targets.things:Sorter is the class Sorter(RowSegmenter),"
            " not a subclass of RowScorer or TableScorer or BatchScorer or SegmentScorer",
        ),
        (
            "a-function",
            "its target acme_targets.things:score is a function,"
            " not a subclass of RowScorer or TableScorer or BatchScorer or SegmentScorer",
        ),
        (
            "no-shape",
            "its target acme_targets.things:Shapeless is the class Shapeless(Scorer),"
            " not a subclass of RowScorer or TableScorer or BatchScorer or SegmentScorer",
        ),
        ("half-done", "its target acme_targets.things:Score does not define columns"),
        ("breaks", "it called sys.exit('scikit-learn is needed')"),
    ],
)
def test_a_target_that_cannot_be_used(registry: Registry, name: str, message: str) -> None:
    with pytest.raises(PluginError) as raised:
        registry.load("scorer", name)
    assert str(raised.value) == f"in scorer '{name}' of acme-targets 1.0: {message}"


def test_a_command_that_is_none(registry: Registry) -> None:
    with pytest.raises(PluginError) as raised:
        registry.load_command("not-a-command")
    assert str(raised.value) == (
        "in command 'not-a-command' of acme-targets 1.0:"
        " its target acme_targets.things:score is a function, not a click command"
    )


def test_an_observer_that_fails_is_told_and_stops_nothing(registry: Registry) -> None:
    day = date(2026, 11, 30)
    assert registry.notify(RunStarted("r", "print-shop", day, dry_run=False)) == [
        "in kartoteka_run_started of plugin 'observer' of acme-observer 1.0: "
        "ConnectionError: chat.acme.example did not answer about print-shop"
    ]
    assert registry.notify(RunFinished("r", "print-shop", day, "committed")) == [
        "in kartoteka_run_finished of plugin 'observer' of acme-observer 1.0: it called sys.exit(9)"
    ]
    assert registry.notify(StepFinished("r", "print-shop", "land", "orders", 1, 0.1)) == []


def test_problems_leave_out_what_was_blocked_on_purpose(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    assert any("acme-raises" in problem for problem in registry.problems())
    monkeypatch.setenv("KARTOTEKA_BLOCK", "raises")
    assert not any("acme-raises" in problem for problem in load_registry().problems())


def test_an_unreadable_list_of_blocked_plugins_is_an_error_with_its_place(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (settings / "blocked").mkdir(parents=True)
    monkeypatch.setenv("KARTOTEKA_CONFIG_DIR", str(settings))
    with pytest.raises(KartotekaError, match=r"the list of blocked plugins .*blocked cannot be read"):
        load_registry()
