"""Every block of the README and of the docs is executed; what the comments before them mean stands in `support.pages`."""

from __future__ import annotations

import re
import runpy
import shlex
import sys
from collections.abc import Iterator, Mapping
from functools import reduce
from io import StringIO
from pathlib import Path
from typing import Any

import pluggy
import pytest
from ruamel.yaml import YAML

from kartoteka import hookspecs
from kartoteka.cli.main import main
from support.crm.shop import firm
from support.crm.stand_in import KEY, served
from support.distributions import install_folder
from support.pages import PAGES, ROOT, Block, blocks, page_id, prose

EXAMPLE = ROOT / "examples" / "print-shop"
AS_OF = "2026-11-30"
KNOWN = {"yaml", "python", "toml", "shell", "csv", "text", "json", "sql", "{toctree}", "xml"}
NOTES = {"", "in", "excerpt", "file", "shows", "output", "hook"}


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No plugin is blocked, and nothing of the person who runs the tests is read."""
    monkeypatch.setenv("KARTOTEKA_CONFIG_DIR", str(tmp_path / "settings"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a reader would be: in an empty folder."""
    place = tmp_path / "project"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


class Reader:
    """Does what a page says, one block after the other."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.project: str | None = None

    def follow(self, block: Block) -> None:
        assert block.language in KNOWN, f"{block}: nobody knows what {block.language!r} is"
        assert block.kind in NOTES, f"{block}: nobody knows what to do with {block.kind!r}"
        match block.kind:
            case "file":
                self.write(block)
            case "shows":
                self.compare(block, self.shown_file(block))
            case "output":
                self.compare(block, self.printed(block))
            case "in":
                self.try_part(block)
            case "excerpt":
                self.find_excerpt(block)
            case "" if block.language == "yaml":
                assert block.is_project, f"{block}: YAML is a whole project, or a comment says where it stands"
                self.try_project(block)
            case "" if block.language == "python" and block.plugin_file is None:
                exec(compile(block.text, str(block), "exec"), {"__name__": "page"})
            case _:
                pass

    def write(self, block: Block) -> None:
        name, _, encoding = block.value.partition(" ")
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding=encoding or "utf-8")

    def try_project(self, block: Block) -> None:
        self.project = block.text
        self.data()
        (self.folder / "kartoteka.yaml").write_text(block.text, encoding="utf-8")
        self.must(block, "check", "--as-of", AS_OF)
        for name in YAML(typ="safe").load(block.text)["pipelines"]:
            self.must(block, "run", name, "--as-of", AS_OF)

    def try_part(self, block: Block) -> None:
        """A part takes the place of what stands there, and beside the rest."""
        yaml = YAML(typ="safe", pure=True)
        base = yaml.load(self.project or (EXAMPLE / "kartoteka.yaml").read_text(encoding="utf-8"))
        *above, last = block.value.split(".") if block.value else [None]
        part = yaml.load(block.text)
        if last is None:
            base |= part
        else:
            parent: Any = reduce(lambda below, key: below.setdefault(key, {}), above, base)
            old = parent.get(last)
            parent[last] = {**old, **part} if isinstance(old, Mapping) and isinstance(part, Mapping) else part
        written = StringIO()
        yaml.dump(base, written)
        self.data()
        whole = self.folder / "with-part"
        whole.mkdir(exist_ok=True)
        if not (whole / "data").exists():
            (whole / "data").symlink_to(self.folder / "data", target_is_directory=True)
        (whole / "kartoteka.yaml").write_text(written.getvalue(), encoding="utf-8")
        self.must(block, "check", "--as-of", AS_OF, "--project", str(whole))
        for name in base["pipelines"]:
            self.must(block, "run", name, "--dry-run", "--as-of", AS_OF, "--project", str(whole))

    def find_excerpt(self, block: Block) -> None:
        yaml = YAML(typ="safe", pure=True)
        example = yaml.load((EXAMPLE / "kartoteka.yaml").read_text(encoding="utf-8"))
        there = reduce(lambda below, key: below[key], block.value.split("."), example)
        part = yaml.load(block.text)
        assert {key: there.get(key) for key in part} == part, f"{block}: the example has something else there"

    def data(self) -> None:
        """The print shop's files, for a page that has none of its own."""
        if not (self.folder / "data").exists():
            runpy.run_path(str(EXAMPLE / "make_data.py"))["make"](self.folder)

    def must(self, block: Block, *arguments: str) -> None:
        code = main(arguments)
        told = self.capsys.readouterr()
        assert code == 0, f"{block}: kartoteka {shlex.join(arguments)} ends with {code}:\n{told.out}{told.err}"

    def printed(self, block: Block) -> str:
        program, *arguments = shlex.split(block.value)
        assert program == "kartoteka", f"{block}: only kartoteka is run here"
        main(arguments)
        told = self.capsys.readouterr()
        return told.out + told.err

    def shown_file(self, block: Block) -> str:
        files = sorted(self.folder.glob(block.value))
        assert len(files) == 1, f"{block}: {block.value} is {len(files)} files"
        return files[0].read_text(encoding="utf-8-sig")

    def compare(self, block: Block, real: str) -> None:
        """Each run of lines between lines of `…` stands in what is real, one after the other; within a line `…` is anything."""
        real, at = _clean(real), 0
        for piece in re.split(r"^…\n", _clean(block.text), flags=re.MULTILINE):
            pattern = ".*".join(re.escape(part) for part in piece.split("…"))
            found = re.compile(f"^{pattern}", re.MULTILINE).search(real, at)
            assert found, f"{block}: this is not there, or not there any more:\n{piece}--- what is there:\n{real}"
            at = found.end()


def _clean(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


@pytest.fixture
def plugin(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The plugin that the page develops is installed while the page is followed."""
    page: Path = request.getfixturevalue("page")
    files = {block.plugin_file: block.text for block in blocks(page) if block.plugin_file is not None}
    if not files:
        yield
        return
    packages = {Path(name).parts[0] for name in files if name.endswith(".py")}
    source = tmp_path / "plugin"
    for name in packages:
        (source / name).mkdir(parents=True)
        (source / name / "__init__.py").touch()
    for name, text in files.items():
        (source / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(install_folder(source, tmp_path / "installed"))
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] in packages]:
        del sys.modules[name]


@pytest.fixture
def tryton(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A stand-in for a Tryton server, where the page speaks to one."""
    if "use: tryton" not in request.getfixturevalue("page").read_text(encoding="utf-8"):
        yield
        return
    with served(firm()) as stand_in:
        monkeypatch.setenv("TRYTON_URL", stand_in.url)
        monkeypatch.setenv("TRYTON_KEY", KEY)
        yield


@pytest.mark.parametrize("page", PAGES, ids=page_id)
@pytest.mark.usefixtures("plugin", "tryton")
def test_a_page_does_what_it_says(page: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reader = Reader(folder, capsys)
    for block in blocks(page):
        reader.follow(block)
    for span in re.findall(r"`((?:segments|scores|campaigns): \{[^`\n]+\})`", prose(page)):
        reader.try_part(Block(page, 0, "yaml", span, "in", "pipelines.print-shop"))


HOOKS = [block for page in PAGES for block in blocks(page) if block.kind == "hook"]


@pytest.mark.parametrize("block", HOOKS, ids=str)
def test_an_example_of_a_hook_can_be_registered_and_called(block: Block) -> None:
    class Event:
        """Has whatever an event can have."""

        def __getattr__(self, name: str) -> str:
            return name

    namespace: dict[str, Any] = {}
    exec(compile(block.text, str(block), "exec"), namespace)
    (name,) = (name for name in namespace if name.startswith("kartoteka_"))
    manager = pluggy.PluginManager("kartoteka")
    manager.add_hookspecs(hookspecs)
    manager.register(type("Plugin", (), {name: staticmethod(namespace[name])})())
    manager.check_pending()
    takes = getattr(manager.hook, name).spec.argnames
    results = getattr(manager.hook, name)(**{argument: Event() for argument in takes})
    if not takes:
        assert [spec.name for result in results for spec in result]


def test_every_hook_has_an_example() -> None:
    shown = {word for block in HOOKS for word in block.text.replace("(", " ").split() if word.startswith("kartoteka_")}
    assert {name for name in vars(hookspecs) if name.startswith("kartoteka_")} <= shown
