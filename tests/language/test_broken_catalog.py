"""A catalog that was cut off: English is spoken instead, with one warning, and no traceback reaches anybody."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kartoteka.cli import language, main
from kartoteka.language import messages
from support.pipelines import Shop, say

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=[0, 10, 30, 100_000])
def broken(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The Polish catalogs, cut off after so many bytes."""
    here = tmp_path / "catalogs" / "pl" / "LC_MESSAGES"
    here.mkdir(parents=True)
    for domain in ("kartoteka", "click"):
        whole = (messages.CATALOGS / "pl" / "LC_MESSAGES" / f"{domain}.mo").read_bytes()
        (here / f"{domain}.mo").write_bytes(whole[: request.param] if len(whole) > request.param else whole[:-50])
    for module in (messages, language):
        monkeypatch.setattr(module, "CATALOGS", tmp_path / "catalogs")
    monkeypatch.setenv("KARTOTEKA_LANGUAGE", "pl")
    messages._catalog.cache_clear()
    yield
    messages._catalog.cache_clear()


@pytest.mark.usefixtures("broken")
def test_english_is_spoken_with_one_warning(shop: Shop) -> None:
    said = say("run", "--project", str(shop.folder))
    assert said.code == 3
    warning, error, *_hint = said.err.splitlines()
    assert warning.startswith("Warning: the messages in 'pl' cannot be read (")
    assert warning.endswith("), so they are in English; install kartoteka again")
    assert error.startswith("Error: there is no kartoteka.yaml in ")


@pytest.mark.usefixtures("broken")
def test_a_mistake_in_the_command_line_is_told_too(shop: Shop) -> None:
    said = say("run", "--no-such-option")
    assert said.code == 2
    assert "Error: No such option" in said.err


def test_an_error_that_cannot_be_told_is_told_without_a_traceback(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_any: object) -> int:
        raise UnicodeDecodeError("utf-8", b"\xc5", 0, 1, "cut off")

    monkeypatch.setattr(main, "_say", fail)
    said = say("run", "--project", str(shop.folder))
    assert (said.code, said.err) == (3, "Error: ConfigError, and it cannot be told (UnicodeDecodeError)\n")


COMPILE_OFTEN = "from hatch_build import compile_catalogs\nfor _ in range(3): compile_catalogs()"


def build(root: Path, at_a_time: int) -> None:
    """Programs of their own, started in `root`, where the build's module is found."""
    builds = [subprocess.Popen([sys.executable, "-c", COMPILE_OFTEN], cwd=root) for _ in range(at_a_time)]
    assert [one.wait() for one in builds] == [0] * at_a_time


def test_two_builds_of_one_checkout_at_a_time_leave_whole_catalogs(tmp_path: Path) -> None:
    shutil.copy(ROOT / "hatch_build.py", tmp_path)
    here = tmp_path / "src/kartoteka/language/catalogs/pl/LC_MESSAGES"
    here.mkdir(parents=True)
    shutil.copy(messages.CATALOGS / "pl/LC_MESSAGES/click.po", here)
    build(tmp_path, at_a_time=1)
    whole = (here / "click.mo").read_bytes()
    assert len(whole) > 1000
    (here / "click.mo").write_bytes(b"half of an earlier o")
    build(tmp_path, at_a_time=2)
    assert (here / "click.mo").read_bytes() == whole
    assert sorted(path.name for path in here.iterdir()) == ["click.mo", "click.po"]
    before = (here / "click.mo").stat().st_mtime_ns
    build(tmp_path, at_a_time=1)
    assert (here / "click.mo").stat().st_mtime_ns == before
