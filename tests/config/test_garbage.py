"""Whatever stands in the file, reading it ends in a project or in problems, never in another exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka.config.document import read_document
from kartoteka.config.load import parse_project, read_project
from kartoteka.config.standing import standing_project
from support.projects import EXAMPLE, Registry

SNIPPETS = [
    *(
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        ",",
        "&a ",
        "*a",
        "<<: ",
        "|",
        ">-",
        "- ",
        "? ",
        "!!int ",
        "!x ",
        "%YAML 1.1\n",
        "---\n",
        "#",
    ),
    *(
        "'",
        '"',
        "\\",
        "\n",
        "\n  ",
        "\t",
        "~",
        "0x",
        ".inf",
        "1e9999",
        "2026-02-31",
        "\x00",
        "\ufeff",
        "\u2028",
        "${env:X}",
        "${",
    ),
]


def outcome(text: str) -> None:
    project, problems = parse_project(text, Path("kartoteka.yaml"), Registry())
    assert (project is None) == bool(problems)
    assert all(str(problem) for problem in problems)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=5)), max_size=30).map("".join))
def test_random_text(text: str) -> None:
    outcome(text)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(EXAMPLE)), st.integers(0, 12), st.sampled_from([*SNIPPETS, "", "x", "5", "null"])),
        min_size=1,
        max_size=3,
    )
)
def test_a_damaged_example(damages: list[tuple[int, int, str]]) -> None:
    text = EXAMPLE
    for start, length, instead in damages:
        text = text[:start] + instead + text[start + length :]
    outcome(text)


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 999), st.floats(), st.sampled_from(["csv", "a", "PLN", "email", "1%"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                [
                    "use",
                    "path",
                    "columns",
                    "where",
                    "export",
                    "channel",
                    "orders",
                    "sources",
                    "segments",
                    "scores",
                    "tiers",
                    "a",
                ]
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)
PARTS = ["version", "locale", "timezone", "currency", "rates", "threads", "memory_limit", "catalog", "sources", "blacklist"]
PIPELINE_PARTS = ["sources", "blacklist", "segments", "scores", "campaigns", "rates", "currency"]


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.sampled_from(PARTS), VALUES, max_size=4),
    st.dictionaries(st.sampled_from(PIPELINE_PARTS), VALUES, max_size=4),
)
def test_values_of_any_shape(head: dict[str, object], pipeline: dict[str, object]) -> None:
    outcome(_flow({**head, "pipelines": {"p": pipeline}}))


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(PARTS), VALUES, max_size=3),
    st.dictionaries(st.sampled_from(PIPELINE_PARTS), VALUES, max_size=3),
    st.dictionaries(st.sampled_from(["where", "channel", "consent", "export", "columns", "use", "lookup"]), VALUES, max_size=3),
)
def test_something_stands_of_values_of_any_shape(
    tmp_path_factory: pytest.TempPathFactory, head: dict[str, object], pipeline: dict[str, object], part: dict[str, object]
) -> None:
    sound = {"version": 1, "timezone": "UTC", "currency": "PLN"}
    job = {
        "sources": {"orders": {"use": "csv", "lookup": part}, "customers": part},
        "blacklist": part,
        "segments": {"s": part},
        "campaigns": {"c": part, "d": {"export": [part]}},
        **pipeline,
    }
    file = tmp_path_factory.getbasetemp() / "standing.yaml"
    file.write_text(_flow({**sound, **head, "pipelines": {"p": job}}), "utf-8")
    project, problems = read_project(file)
    standing = standing_project(file, problems)
    if project is None and standing is not None:
        assert standing.pipelines.keys() <= {"p"}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_random_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "garbage.yaml"
    file.write_bytes(content)
    document, problems = read_document(file)
    assert document is not None or problems


def _flow(value: object) -> str:
    match value:
        case None:
            return "~"
        case bool():
            return str(value).lower()
        case float():
            return {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}.get(str(value), str(value))
        case list():
            return f"[{', '.join(map(_flow, value))}]"
        case dict():
            return f"{{{', '.join(f'{key}: {_flow(below)}' for key, below in value.items())}}}"
    return repr(value)
