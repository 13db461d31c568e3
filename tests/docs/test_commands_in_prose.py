"""Commands that the README and the docs tell people to type exist, with the options that they name."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from kartoteka.cli.main import program
from support.pages import PAGES, blocks, page_id, prose

CALL = re.compile(r"(?:^|[\s/(;])kartoteka((?: +[^&|;>`\n]+)?)")


def calls(page: Path) -> list[str]:
    """What follows the program's name: in shell blocks, in comments that run something, and in code within sentences."""
    texts = [line for block in blocks(page) if block.language == "shell" for line in block.text.splitlines()]
    texts += [block.value for block in blocks(page) if block.kind == "output"]
    texts += [span for span in re.findall(r"`([^`\n]+)`", prose(page)) if re.match(r"(?:\S*/)?kartoteka(?: |$)", span)]
    return [found for text in texts for found in CALL.findall(text)]


def missing(call: str) -> str | None:
    """What in a call does not exist."""
    command: click.Command = program
    for word in re.sub(r"[\[\]]", " ", call).split():
        if word.startswith("-") and word != "-":
            options = {spelling for parameter in command.params for spelling in parameter.opts} | {"--help", "-h"}
            if word.partition("=")[0] not in options:
                return word
        elif command is program and word.islower():
            called = program.get_command(click.Context(program), word)
            if called is None:
                return word
            command = called
        elif isinstance(command, click.Group) and command is not program:
            if word not in command.commands:
                return word
            command = command.commands[word]
    return None


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_commands_exist(page: Path) -> None:
    assert [(call.strip(), word) for call in calls(page) if (word := missing(call)) is not None] == []


@pytest.mark.parametrize(
    ("call", "word"),
    [(" runn", "runn"), (" run --asof 2026-11-30", "--asof"), (" plugins show", "show"), (" run --as-of 2026-11-30", None)],
)
def test_a_command_that_does_not_exist_is_found(call: str, word: str | None) -> None:
    assert missing(call) == word


def test_calls_are_found() -> None:
    readme = PAGES[0]
    assert any(call.strip() == "demo" for call in calls(readme))
    assert any(call.strip().startswith("run [PIPELINE]") for call in calls(readme))
