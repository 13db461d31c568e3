"""Every message of the code stands in every catalog, translated, with its places: bring them up to date by
`python tools/catalogs.py`, and translate what is empty.
"""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from kartoteka.language import LANGUAGES

TOOL = Path(__file__).parents[2] / "tools" / "catalogs.py"
OTHERS = LANGUAGES[1:]


@cache
def tool() -> object:
    """The module of tools/catalogs.py, which is not part of the package."""
    spec = importlib.util.spec_from_file_location("catalogs", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def of_the_code() -> Catalog:
    return tool().messages()  # type: ignore[attr-defined]  # a module


@cache
def of(language: str, domain: str = "kartoteka") -> Catalog:
    file = tool().CATALOGS / language / "LC_MESSAGES" / f"{domain}.po"  # type: ignore[attr-defined]  # a module
    with file.open("rb") as read:
        return read_po(read, locale=language)


def messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


ONE_IS_ONE = ("pl", "fr")
"""Languages whose first plural form is for one thing alone and need not say the number; in Russian it is for 21 as well."""

BESIDES = frozenset({"every!None:", "number!None:"})
BY_OTHERS = frozenset({"period!None:", "Number!None:"})
"""What sentences may name instead of another place: the code gives both, and languages need different ones."""


def key(message: Message) -> tuple[str, str]:
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def forms(texts: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def places(text: str) -> set[str]:
    """What is filled in: `{name!r}` whole, and `%(name)s` in Click's messages. Braces of others, as in JSON, are no places."""
    old = set(re.findall(r"%\(\w+\)[sd]", text))
    try:
        return old | {f"{name}!{how}:{spec}" for _, name, spec, how in Formatter().parse(text) if name and name.isidentifier()}
    except ValueError:
        return old


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_missing(language: str) -> None:
    there = {key(message): message for message in messages(of(language))}
    missing = [found for message in messages(of_the_code()) if (found := key(message)) not in there]
    empty = [key(message) for message in there.values() if not all(forms(message.string))]
    assert (missing, empty) == ([], [])


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_over(language: str) -> None:
    known = {key(message) for message in messages(of_the_code())}
    assert [key(message) for message in messages(of(language)) if key(message) not in known] == []


MARKED = {"_": 0, "gettext": 0, "N_": 0, "ngettext": 0, "NN_": 0, "pgettext": 1, "npgettext": 1}
"""The functions that take a message, and where it stands among what they are given; the context stands before it."""


def marked(file: Path) -> Iterator[tuple[str, str]]:
    """The messages of a file, as Python itself reads it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKED:
            at = MARKED[node.func.id]
            texts = [one.value if isinstance(one, ast.Constant) else None for one in node.args[: at + 1]]
            if len(texts) == at + 1 and isinstance(texts[at], str):
                yield str(texts[0]) if at else "", str(texts[at])


def test_no_message_escapes_the_tool() -> None:
    """It finds none in an f-string, and loses a message that has another one among its arguments."""
    known = {key(message) for message in messages(of_the_code())}
    files = [file for folder in ("src", "plugins") for file in sorted((TOOL.parents[1] / folder).rglob("*.py"))]
    assert len(files) > 300
    assert [(str(file), *one) for file in files for one in marked(file) if one not in known] == []


@pytest.mark.parametrize("language", OTHERS)
def test_translations_have_the_places_of_their_messages(language: str) -> None:
    wrong = []
    for message in messages(of(language)):
        originals = forms(message.id)
        for at, translated in enumerate(forms(message.string)):
            least, most = places(originals[-1]), set().union(*(places(text) for text in originals))
            if len(originals) > 1:
                least = least & places(originals[0])
            if at == 0 and language in ONE_IS_ONE:
                least = least - {"number!None:"}
            there = places(translated)
            if not (least - BY_OTHERS <= there and there - BESIDES <= most):
                wrong.append((key(message), translated))
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_each_plural_has_all_forms_of_the_language(language: str) -> None:
    wrong = [
        key(message)
        for message in messages(of(language))
        if message.pluralizable and len(forms(message.string)) != of(language).num_plurals
    ]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_clicks_own_words_are_translated(language: str) -> None:
    """Whatever version is installed: a message that only another one has stays English."""
    there = list(messages(of(language, "click")))
    assert len(there) > 50
    assert [key(message) for message in there if not all(forms(message.string))] == []
