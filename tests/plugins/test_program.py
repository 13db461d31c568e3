"""The shell of the program: what every command line ends in, whoever's code failed."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click
import pytest

from kartoteka import ConfigError, Problem, __version__
from kartoteka.cli import plugins as plugins_module
from kartoteka.cli.commands import SUMMARIES
from kartoteka.cli.main import main
from support.distributions import run_kartoteka

Failing = Callable[[BaseException], None]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, settings: Path) -> Failing:
    """Makes `plugins list` raise."""
    monkeypatch.setenv("KARTOTEKA_CONFIG_DIR", str(settings))
    monkeypatch.delenv("KARTOTEKA_TRACEBACK", raising=False)

    def arrange(error: BaseException) -> None:
        def fail(**_options: Any) -> NoReturn:
            raise error

        monkeypatch.setattr(plugins_module.list_plugins, "callback", fail)

    return arrange


@pytest.mark.parametrize("name", SUMMARIES)
def test_the_table_of_commands_says_what_the_commands_say(name: str) -> None:
    command = getattr(importlib.import_module(f"kartoteka.cli.{name}"), name)
    assert isinstance(command, click.Command)
    assert command.name == name
    assert command.get_short_help_str(limit=200) == SUMMARIES[name]


def test_help_lists_built_in_commands_and_those_of_plugins(strangers: Path, settings: Path) -> None:
    done = run_kartoteka("--help", path=strangers, settings=settings)
    assert (done.returncode, done.stderr) == (0, "")
    words = " ".join(done.stdout.split())
    for name, summary in SUMMARIES.items():
        assert f" {name} {summary} " in words
    assert "Commands of plugins:\n  greet          Say hello.\n" in done.stdout
    assert "problems with plugins: see 'kartoteka plugins list'." in done.stdout
    assert "Thank you for choosing Acme!" not in done.stdout


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"kartoteka {__version__}\n"


def test_a_mistyped_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chekc"]) == 2
    assert "Error: No such command 'chekc'. Did you mean 'check'?\n" in capsys.readouterr().err


def test_an_error_for_a_person_is_its_message_and_its_exit_code(failing: Failing, capsys: pytest.CaptureFixture[str]) -> None:
    failing(
        ConfigError(
            [Problem("'frequenzy' is not a segmenter", "kartoteka.yaml", 4, 12, "segments.loyalty.use", "did you mean …?")]
        )
    )
    assert main(["plugins", "list"]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "Error: kartoteka.yaml:4:12: segments.loyalty.use: 'frequenzy' is not a segmenter\n  did you mean …?\n"
    )


def test_an_unexpected_error_says_that_it_is_a_bug(failing: Failing, capsys: pytest.CaptureFixture[str]) -> None:
    failing(ZeroDivisionError("division by zero"))
    assert main(["plugins", "list"]) == 1
    assert capsys.readouterr().err == (
        "Error: ZeroDivisionError: division by zero\n"
        "  This is a bug in kartoteka, not a mistake of yours.\n"
        "  'kartoteka --traceback …' shows where it comes from.\n"
    )


def test_a_full_disk_is_no_bug(failing: Failing, capsys: pytest.CaptureFixture[str]) -> None:
    failing(OSError(28, "No space left on device", "out/list.csv"))
    assert main(["plugins", "list"]) == 1
    assert capsys.readouterr().err == (
        "Error: No space left on device: out/list.csv\n  'kartoteka --traceback …' shows where it comes from.\n"
    )


@pytest.mark.parametrize(("option", "variable"), [(["--traceback"], ""), ([], "1")])
def test_the_traceback_is_shown_to_those_who_ask(
    failing: Failing, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, option: list[str], variable: str
) -> None:
    monkeypatch.setenv("KARTOTEKA_TRACEBACK", variable)
    failing(ZeroDivisionError("division by zero"))
    assert main([*option, "plugins", "list"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("Traceback (most recent call last):\n")
    assert "--traceback" not in told.splitlines()[-1]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_ctrl_c_stops_without_a_traceback(failing: Failing, capsys: pytest.CaptureFixture[str], error: BaseException) -> None:
    failing(error)
    assert main(["plugins", "list"]) == 130
    assert capsys.readouterr().err.split() == ["Stopped."]


@pytest.mark.parametrize("arguments", [["--help"], ["plugins", "list", "--json"]])
def test_a_reader_that_goes_away_is_no_error(arguments: list[str], settings: Path) -> None:
    """As in `kartoteka plugins list | head -1`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kartoteka.cli.main", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"KARTOTEKA_CONFIG_DIR": str(settings)},
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr as stream:
        assert stream.read() == b""
    assert process.wait(timeout=60) == 141


def test_a_broken_connection_is_not_taken_for_a_closed_pipe(failing: Failing, capsys: pytest.CaptureFixture[str]) -> None:
    failing(BrokenPipeError(32, "Broken pipe"))
    assert main(["plugins", "list"]) == 1
    assert "Error: Broken pipe\n" in capsys.readouterr().err


class TestCommandsOfPlugins:
    def test_are_called_and_their_result_is_no_exit_code(self, strangers: Path, settings: Path) -> None:
        done = run_kartoteka("greet", "Ola", path=strangers, settings=settings)
        assert (done.returncode, done.stdout, done.stderr) == (0, "hello Ola\n", "")

    def test_are_blamed_for_their_failure(self, strangers: Path, settings: Path) -> None:
        done = run_kartoteka("greet", "nobody", path=strangers, settings=settings)
        assert (done.returncode, done.stdout) == (5, "")
        assert done.stderr == "Error: in command 'greet' of acme-good 1.2: LookupError: nobody is there\n"

    def test_are_click_commands_or_an_error(self, strangers: Path, settings: Path) -> None:
        done = run_kartoteka("not-a-command", path=strangers, settings=settings)
        assert done.returncode == 5
        assert "its target acme_targets.things:score is a function, not a click command" in done.stderr

    def test_are_refused_by_click_like_any_other(self, strangers: Path, settings: Path) -> None:
        done = run_kartoteka("greet", path=strangers, settings=settings)
        assert done.returncode == 2
        assert "Missing argument 'NAME'" in done.stderr

    def test_do_not_shadow_a_built_in(self, strangers: Path, settings: Path) -> None:
        done = run_kartoteka("plugins", "list", path=strangers, settings=settings)
        assert "shadow\n" not in done.stdout
        assert (
            "command 'plugins' of plugin 'shadow' of acme-shadow 1.0 cannot be used: kartoteka has a command of that name\n"
        ) in done.stdout

    def test_a_missing_one_tells_which_plugins_are_not_loaded(self, strangers: Path, settings: Path) -> None:
        done = run_kartoteka("licence", path=strangers, settings=settings)
        assert done.returncode == 2
        assert "No such command 'licence'." in done.stderr
        assert "plugin 'raises' of acme-raises 1.0 failed to load" in done.stderr
