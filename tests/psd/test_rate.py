"""`kartoteka rate`: by options, at a terminal, and without either; comments in the answers file stay."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from psd.project import ANSWERS, PSD, write_shop
from support.pipelines import Shop, say

ONE = ("--segment", "regular", "--criterion", "specialisation", "--mark", "4,5", "--because", "Fewer reprints: 30 %.")
BY = ("--by", "Jan", "--on", "2026-11-29")


def text(shop: Shop, name: str = "answers.yaml") -> str:
    return (shop.folder / name).read_text(encoding="utf-8")


def test_an_answer_by_options_keeps_everything_else(shop: Shop) -> None:
    write_shop(shop)
    said = shop.kartoteka("rate", *ONE, *BY, "--removes", "time,knowledge", "--results", "ulotki 'na jutro'").done()
    assert said.out == "regular, specialisation: 4.5, written to answers.yaml\n"
    assert text(shop) == ANSWERS + (
        "  specialisation:\n"
        "    mark: 4.5\n"
        "    because: 'Fewer reprints: 30 %.'\n"
        "    results: ulotki 'na jutro'\n"
        "    removes: [knowledge, time]\n"
        "    by: Jan\n"
        "    on: 2026-11-29\n"
    )
    assert shop.kartoteka("rate", "--list").done().out == "Every question is answered.\n"
    (_, regular) = shop.results()["scores"]["psd"]["segments"]
    assert (regular["score"]["specialisation"], regular["score"]["unanswered"]) == (4.5, None)


def test_another_answer_in_place_of_one_keeps_its_comments(shop: Shop) -> None:
    write_shop(shop)
    shop.kartoteka(
        "rate", "shop", "psd", "--segment", "vip", "--criterion", "passion", "--mark", "5", "--because", "Still.", *BY
    ).done()
    assert text(shop) == ANSWERS.replace("mark: 4 ", "mark: 5 ").replace("They pay on time.", "Still.").replace(
        "    traits: friendly\n    by: Anna\n    on: 2026-11-02\n", "    by: Jan\n    on: 2026-11-29\n"
    )


def test_the_first_answer_makes_the_file(shop: Shop) -> None:
    write_shop(shop, answers=None, psd=PSD.replace("groups:", "answers: said/answers.yaml\n    groups:"))
    shop.kartoteka("rate", *ONE, *BY, "--removes", "none").done()
    assert text(shop, "said/answers.yaml").endswith(
        "it here; you may edit this file as well.\n\nregular:\n  specialisation:\n    mark: 4.5\n"
        "    because: 'Fewer reprints: 30 %.'\n    removes: []\n    by: Jan\n    on: 2026-11-29\n"
    )
    assert [path.name for path in (shop.folder / "said").iterdir()] == ["answers.yaml"]


def test_a_file_of_comments_alone_keeps_them(shop: Shop) -> None:
    write_shop(shop, answers="# Ours.\n# Nothing yet.\n")
    shop.kartoteka("rate", *ONE, *BY, "--removes", "none").done()
    assert text(shop).startswith("# Ours.\n# Nothing yet.\n\nregular:\n  specialisation:\n")


def test_an_order_of_criteria_and_a_link_stay(shop: Shop) -> None:
    write_shop(shop, answers=None)
    shop.text(
        "elsewhere.yaml", "regular:\n  # S first\n  specialisation: {mark: 3, because: x, removes: [], by: A, on: 2026-01-02}\n"
    )
    (shop.folder / "answers.yaml").symlink_to("elsewhere.yaml")
    shop.kartoteka("rate", "--segment", "regular", "--criterion", "passion", "--mark", "1", "--because", "№ 5: да", *BY).done()
    assert (shop.folder / "answers.yaml").is_symlink()
    told = text(shop, "elsewhere.yaml")
    assert "# S first" in told
    assert told.index("passion:") < told.index("specialisation:")
    assert "because: '№ 5: да'\n" in told


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 1, "1 question is open, and there is no terminal to ask: regular, specialisation\n  give each by options"),
        ((*ONE, *BY), 1, "regular, specialisation: --removes is missing, and there is no terminal to ask"),
        (ONE, 1, "regular, specialisation: --by, --removes is missing"),
        (("--mark", "4"), 2, "--mark answers one question; add --segment and --criterion"),
        (("--mark", "6"), 2, "'6' is not a mark; write a number from 1 to 5"),
        (("--mark", "nan"), 2, "'nan' is not a mark"),
        ((*ONE, *BY, "--removes", "tyme"), 2, "'tyme' is no barrier; write some of knowledge, resources, time, or none"),
        ((*ONE, *BY, "--removes", "none", "--traits", "x"), 2, "--traits does not belong to specialisation"),
        (("--segment", "vpi"), 1, "no segment 'vpi' is judged\n  there is vip, regular"),
        (("--on", "soon"), 2, "'soon' is not a day"),
        (("shop", "loyalty"), 3, "has no such step 'loyalty'\n  There is: shop: psd"),
        (("shopp",), 3, "has no pipeline 'shopp'"),
    ],
)
def test_what_cannot_be_answered(shop: Shop, arguments: tuple[str, ...], code: int, message: str) -> None:
    write_shop(shop)
    said = shop.kartoteka("rate", *arguments)
    assert (said.code, message in said.err) == (code, True), said.err
    assert text(shop) == ANSWERS


def test_a_broken_file_is_not_written_to(shop: Shop) -> None:
    broken = ANSWERS.replace("mark: 4 ", "mark: 7 ")
    write_shop(shop, answers=broken)
    said = shop.kartoteka("rate", *ONE, *BY, "--removes", "none")
    assert said.code == 3
    assert "answers.yaml:4:11: vip.passion.mark: found the number 7" in said.err
    assert text(shop) == broken


def test_questions_are_listed(shop: Shop) -> None:
    write_shop(shop)
    assert shop.kartoteka("rate", "--list").done().out == (
        "\nQuestions: shop psd\n"
        "segment  criterion       mark  because  by  on\n"
        "-------  --------------  ----  -------  --  --\n"
        "regular  specialisation  open\n"
    )
    told = shop.kartoteka("rate", "--json", "--all").done().told["questions"]
    assert [(one["segment"], one["criterion"], (one["answer"] or {}).get("mark")) for one in told] == [
        ("vip", "passion", "4"), ("vip", "specialisation", "3.5"), ("regular", "passion", "2"),
        ("regular", "specialisation", None),
    ]  # fmt: skip
    assert told[1]["answer"]["removes"] == ["time"]
    assert shop.kartoteka("rate", "--segment", "vip").done().out == "Every question is answered; --all asks again.\n"


def test_the_command_stands_among_the_others() -> None:
    commands = say("--help").done().out.partition("Commands:\n")[2]
    assert " rate Answer the open questions of PSD" in " ".join(commands.split())
    assert "Commands of plugins" not in commands


class Terminal:
    """The program at a terminal of its own."""

    def __init__(self, shop: Shop, *arguments: str) -> None:
        self.master, slave = pty.openpty()
        command = [sys.executable, "-m", "kartoteka.cli.main", "rate", *arguments, "--project", str(shop.folder)]
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True, env={**os.environ, "COLUMNS": "300"}
        )
        os.close(slave)
        self.said = ""

    def until(self, words: str) -> None:
        """Read until something new is said."""
        start, give_up = len(self.said), time.monotonic() + 60
        while words not in self.said[start:]:
            readable, _, _ = select.select([self.master], [], [], give_up - time.monotonic())
            if not readable:
                self.process.kill()
                pytest.fail(f"{words!r} was not said within a minute, but:\n{self.said}")
            try:
                self.said += os.read(self.master, 4096).decode(errors="replace").replace("\r\n", "\n")
            except OSError:
                break
        assert words in self.said[start:], self.said

    def types(self, *answers: tuple[str, str]) -> None:
        for prompt, answer in answers:
            self.until(prompt)
            os.write(self.master, f"{answer}\n".encode())

    def ends(self) -> int:
        code = self.process.wait(60)
        os.close(self.master)
        return code


@pytest.mark.slow
def test_the_questions_at_a_terminal(shop: Shop, tmp_path: Path) -> None:
    write_shop(shop, answers="# Ours.\nregular:\n  passion: {mark: 2, because: They haggle., by: Anna, on: 2026-11-02}\n")
    shop.run().done()
    terminal = Terminal(shop, "--on", "2026-11-30")
    terminal.types(
        ("leave it open:", "9"), ("leave it open:", "4"), ("Which of their traits?", "friendly"),
        ("expectations?", ""), ("behaviours?", ""), ("Because:", " "), ("Because:", "They pay."), ("Who answers? ", "Zoë"),
        ("leave it open:", "s"),
        ("leave it open:", "3,5"), ("Which results?", "Menus"), ("or none? ", "time, knowlege"),
        ("or none? ", "time, knowledge"), ("Because:", "They sell."),
    )  # fmt: skip
    terminal.until("1 question is left open.")
    assert terminal.ends() == 0
    assert (
        "\n  2 customers as of 2026-11-30\n  average order: 700 PLN (mark 3.22)\n  payment: prepaid 2 (mark 5)\n"
        in terminal.said
    )
    assert "is not a mark" in terminal.said
    assert "'knowlege' is no barrier" in terminal.said
    assert text(shop) == (
        "# Ours.\nregular:\n  passion: {mark: 2, because: They haggle., by: Anna, on: 2026-11-02}\n"
        "  specialisation:\n    mark: 3.5\n    because: They sell.\n    results: Menus\n    removes: [knowledge, time]\n"
        "    by: Zoë\n    on: 2026-11-30\n"
        "vip:\n  passion:\n    mark: 4\n    because: They pay.\n    traits: friendly\n    by: Zoë\n    on: 2026-11-30\n"
    )


@pytest.mark.slow
def test_ctrl_c_keeps_what_was_answered(shop: Shop) -> None:
    write_shop(shop, answers=None)
    terminal = Terminal(shop, "--by", "Anna")
    terminal.types(("leave it open:", "4"), ("traits?", ""), ("expectations?", ""), ("behaviours?", ""), ("Because:", "Good."))
    terminal.until("leave it open:")
    os.kill(terminal.process.pid, signal.SIGINT)
    terminal.until("Stopped.")
    assert terminal.ends() == 130
    assert "vip:\n  passion:\n    mark: 4\n    because: Good.\n    by: Anna\n" in text(shop)
    assert "specialisation" not in text(shop)


@pytest.mark.slow
def test_asking_again_offers_the_old_answer(shop: Shop) -> None:
    write_shop(shop)
    terminal = Terminal(shop, "--all", "--segment", "vip", "--criterion", "specialisation")
    terminal.types(
        ("open [3.5]:", ""), ("results? [Menus that sell.]:", ""), ("[time]:", "none"), ("Because [They sell more.]:", "Less."),
        ("Who answers? [Jan]:", ""),
    )  # fmt: skip
    terminal.until("vip, specialisation: 3.5, written to answers.yaml")
    assert terminal.ends() == 0
    assert "because: Less., results: Menus that sell., removes: [], by: Jan," in text(shop)
