"""The catalogs of messages, from the code: `python tools/catalogs.py` brings them up to date and compiles them.

With `pseudo` it compiles catalogs in which each message is its own translation, in «», so that whatever is shown without them
is seen to be no message yet; without it the real ones are compiled again.

Messages that are new are there without a translation, which a test tells; those that are gone are removed. A message is found
by its call of `_`, `gettext`, `ngettext`, `pgettext`, `npgettext`, `N_` or `NN_`, in Python and in the templates of the
report; the help of commands by going through the commands; the meanings of fields in their dictionary. Click's own words,
found in its source, have catalogs of their own. It needs the dependency group `languages`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path

import click
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from hatch_build import CATALOGS, compile_catalogs  # noqa: E402

from kartoteka.cli.commands import SUMMARIES  # noqa: E402
from kartoteka.cli.main import program  # noqa: E402
from kartoteka.cli.translated import texts  # noqa: E402
from kartoteka.language import LANGUAGES  # noqa: E402
from kartoteka.model.fields import FIELDS  # noqa: E402

KEYWORDS = {
    "_": None,
    "N_": None,
    "NN_": (1, 2),
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.md", "jinja2")]
BEGUN = datetime(2026, 11, 30, tzinfo=UTC)
"""So that a catalog changes with its messages alone."""
OPTIONS = {"**/templates/**": {"silent": "false", "trimmed": "true"}}


def messages() -> Catalog:
    """All messages of the code as it is, without translations."""
    catalog = _extracted([HERE / "src" / "kartoteka", *sorted((HERE / "plugins").iterdir())])
    meanings = [field.meaning for field in FIELDS]
    for text in [*texts(program), *SUMMARIES.values(), *command_texts(), *meanings]:
        catalog.add(text)
    return catalog


def messages_of_click() -> Catalog:
    """Those of the installed Click, which asks a catalog of its own; other versions have other ones."""
    return _extracted([Path(str(click.__file__)).parent])


def _extracted(folders: Iterable[Path]) -> Catalog:
    catalog = Catalog(project="kartoteka", charset="utf-8")
    for folder in folders:
        for _file, _line, message, comments, context in extract_from_dir(
            folder, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
        ):
            catalog.add(message, auto_comments=comments, context=context)
    return catalog


def command_texts() -> list[str]:
    """The help of every built-in command, and of those of the bundled plugins."""
    found = []
    for name in SUMMARIES:
        found += texts(getattr(import_module(f"kartoteka.cli.{name}"), name))
    for point in entry_points(group="kartoteka"):
        if point.dist is not None and point.dist.name == "kartoteka":
            for spec in getattr(point.load(), "kartoteka_commands", tuple)():
                module, _, name = spec.target.partition(":")
                found += [spec.summary, *texts(getattr(import_module(module), name))]
    return found


def update() -> None:
    """Bring every catalog up to date with the code; what was translated stays."""
    for domain, found in (("kartoteka", messages()), ("click", messages_of_click())):
        for language in LANGUAGES[1:]:
            _bring_up_to_date(CATALOGS / language / "LC_MESSAGES" / f"{domain}.po", language, found)


def _bring_up_to_date(file: Path, language: str, found: Catalog) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    catalog = Catalog(
        locale=language,
        header_comment=f"# The messages of {file.stem}, in {Locale(language).get_display_name('en')}.",
        project="kartoteka",
        creation_date=BEGUN,
        revision_date=BEGUN,
        charset="utf-8",
        fuzzy=False,
    )
    if file.exists():
        with file.open("rb") as read:
            for message in read_po(read, locale=language):
                if message.id:
                    catalog.add(message.id, message.string, context=message.context)
    catalog.update(found, no_fuzzy_matching=True, update_creation_date=False)
    with file.open("wb") as written:
        write_po(written, catalog, width=120, sort_output=True, ignore_obsolete=True, no_location=True, omit_header=False)


def compile_pseudo() -> None:
    """A `kartoteka.mo` for each language in which every message is its own translation, in «»."""
    found = messages()
    for language in LANGUAGES[1:]:
        catalog = Catalog(locale=language, charset="utf-8")
        for message in found:
            if message.id:
                one = message.id[-1] if isinstance(message.id, tuple) else message.id
                told = tuple(f"«{one}»" for _ in range(catalog.num_plurals))
                catalog.add(message.id, told if isinstance(message.id, tuple) else told[0], context=message.context)
        file = CATALOGS / language / "LC_MESSAGES" / "kartoteka.mo"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as written:
            write_mo(written, catalog)


if __name__ == "__main__":
    if sys.argv[1:] == ["pseudo"]:
        compile_pseudo()
    else:
        update()
        compile_catalogs()
