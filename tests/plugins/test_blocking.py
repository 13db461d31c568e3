"""`plugins block` and `plugins unblock`: by name, without importing anything of a plugin."""

from __future__ import annotations

import json
from pathlib import Path

from support.distributions import install, run_kartoteka


def statuses(strangers: Path, settings: Path, **variables: str) -> dict[str, str]:
    listed = json.loads(run_kartoteka("plugins", "list", "--json", path=strangers, settings=settings, **variables).stdout)
    return {f"{plugin['distribution']}/{plugin['name']}": plugin["status"] for plugin in listed["plugins"]}


def test_block_and_unblock(strangers: Path, settings: Path) -> None:
    done = run_kartoteka("plugins", "block", "acme", path=strangers, settings=settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "plugin 'acme' of acme-good 1.2 is blocked. 'kartoteka plugins unblock acme' brings it back.\n"
    assert statuses(strangers, settings)["acme-good/acme"] == "blocked"
    done = run_kartoteka("plugins", "unblock", "acme", path=strangers, settings=settings)
    assert (done.returncode, done.stdout) == (0, "plugin 'acme' is not blocked any more.\n")
    assert statuses(strangers, settings)["acme-good/acme"] == "loaded"


def test_a_name_that_two_distributions_use_blocks_both_and_a_key_one(strangers: Path, settings: Path) -> None:
    run_kartoteka("plugins", "block", "twin", path=strangers, settings=settings)
    found = statuses(strangers, settings)
    assert (found["acme-twin-one/twin"], found["acme-twin-two/twin"]) == ("blocked", "blocked")
    run_kartoteka("plugins", "unblock", "twin", path=strangers, settings=settings)
    run_kartoteka("plugins", "block", "acme-twin-two/twin", path=strangers, settings=settings)
    found = statuses(strangers, settings)
    assert (found["acme-twin-one/twin"], found["acme-twin-two/twin"]) == ("loaded", "blocked")


def test_the_environment_blocks_too(strangers: Path, settings: Path) -> None:
    found = statuses(strangers, settings, KARTOTEKA_BLOCK="acme, exits")
    assert (found["acme-good/acme"], found["acme-exits/exits"], found["acme-raises/raises"]) == ("blocked", "blocked", "failed")
    done = run_kartoteka("plugins", "unblock", "acme", path=strangers, settings=settings, KARTOTEKA_BLOCK="acme")
    assert "Warning: the environment variable KARTOTEKA_BLOCK still blocks 'acme'\n" in done.stderr


def test_blocking_imports_no_plugin(tmp_path: Path, settings: Path) -> None:
    """The plugin would leave a mark if it were imported."""
    folder = install("good", tmp_path / "installed")
    mark = tmp_path / "imported"
    (folder / "acme_good" / "plugin.py").write_text(f"open({str(mark)!r}, 'w').close()\n", encoding="utf-8")
    run_kartoteka("plugins", "block", "acme", path=folder, settings=settings)
    run_kartoteka("plugins", "list", path=folder, settings=settings)
    assert not mark.exists()
    run_kartoteka("plugins", "unblock", "acme", path=folder, settings=settings)
    assert not mark.exists()
    run_kartoteka("plugins", "list", path=folder, settings=settings)
    assert mark.exists()


def test_a_typo_blocks_nothing(strangers: Path, settings: Path) -> None:
    done = run_kartoteka("plugins", "block", "acne", path=strangers, settings=settings)
    assert done.returncode == 1
    assert done.stderr == "Error: no plugin 'acne' is installed\n  did you mean 'acme'?\n"
    assert not settings.exists()


def test_what_is_not_blocked_cannot_be_unblocked(strangers: Path, settings: Path) -> None:
    run_kartoteka("plugins", "block", "twin", path=strangers, settings=settings)
    done = run_kartoteka("plugins", "unblock", "acme", path=strangers, settings=settings)
    assert done.returncode == 1
    assert done.stderr == "Error: 'acme' is not on the list of blocked plugins\n  on the list: twin\n"


def test_a_plugin_that_is_gone_can_be_unblocked(strangers: Path, settings: Path) -> None:
    run_kartoteka("plugins", "block", "acme", path=strangers, settings=settings)
    assert run_kartoteka("plugins", "unblock", "acme", settings=settings).returncode == 0


def test_a_settings_folder_that_cannot_be_written_is_an_error_with_its_place(strangers: Path, tmp_path: Path) -> None:
    (tmp_path / "settings").write_text("a file", encoding="utf-8")
    done = run_kartoteka("plugins", "block", "acme", path=strangers, settings=tmp_path / "settings")
    assert done.returncode == 8
    assert f"the list of blocked plugins {tmp_path / 'settings' / 'blocked'} cannot be read: Not a directory" in done.stderr
