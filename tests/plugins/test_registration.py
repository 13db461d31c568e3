"""What registering hooks may give, and what a hook may be; and who is blamed for code that fails."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from kartoteka import InputError, PluginError, ScorerSpec, SourceSpec, hookimpl
from kartoteka.plugin.blame import blame
from kartoteka.plugin.compatible import Incompatible, check_requirement, hooks_of
from kartoteka.plugin.provenance import Provenance
from kartoteka.plugin.registration import BadSpec, specs_of

GOOD = ScorerSpec("good", "acme.good:Good", "Fine.")


def module_of(**functions: Any) -> ModuleType:
    module = ModuleType("acme_plugin")
    for name, function in functions.items():
        function.__name__ = name
        function.__module__ = "acme_plugin"
        setattr(module, name, function)
    return module


def scorers(result: object) -> ModuleType:
    return module_of(kartoteka_scorers=hookimpl(lambda: result))


@pytest.mark.parametrize("result", [[], (), None, iter(())])
def test_nothing_is_fine(result: object) -> None:
    assert specs_of(hooks_of(scorers(result))) == {"scorer": ()}


def test_a_generator_is_consumed_at_once() -> None:
    assert specs_of(hooks_of(scorers(iter([GOOD])))) == {"scorer": (GOOD,)}


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (GOOD, "kartoteka_scorers gave a ScorerSpec; it must yield ScorerSpec"),
        ("size", "kartoteka_scorers gave 'size' (str); it must yield ScorerSpec"),
        (42, "kartoteka_scorers gave 42 (int); it must yield ScorerSpec"),
        ([None], "kartoteka_scorers gave a NoneType; it must yield ScorerSpec"),
        ([SourceSpec("a", "b:C", "d")], "kartoteka_scorers gave a SourceSpec; it must yield ScorerSpec"),
        ([GOOD, GOOD], "kartoteka_scorers gave the scorer 'good' twice"),
        (
            [ScorerSpec("Big Score", "a:B", "c")],
            "ScorerSpec name 'Big Score' is not a name; write small letters, digits and dashes: 'acme-mail'",
        ),
        (
            [ScorerSpec("x", "acme.score.Size", "c")],
            "target 'acme.score.Size' of the scorer 'x' is not a target; write 'package.module:Name'",
        ),
        ([ScorerSpec("x", ":B", "c")], "target ':B' of the scorer 'x' is not a target; write 'package.module:Name'"),
        ([ScorerSpec("x", None, "c")], "target None of the scorer 'x' is not a target; write 'package.module:Name'"),  # type: ignore[arg-type]  # that is the mistake
        ([ScorerSpec("x", "a:B", " ")], "summary ' ' of the scorer 'x' is not one line of text"),
    ],
)
def test_junk_is_named(result: object, message: str) -> None:
    with pytest.raises(BadSpec) as raised:
        specs_of(hooks_of(scorers(result)))
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("functions", "message"),
    [
        ({"scorers": hookimpl(lambda: ())}, "scorers is not a hook; did you mean kartoteka_scorers?"),
        (
            {"before_breakfast": hookimpl(lambda: ())},
            "before_breakfast is not a hook; the hooks are kartoteka_sources, kartoteka_segmenters, kartoteka_scorers,"
            " kartoteka_exporters, kartoteka_commands, kartoteka_run_started, kartoteka_step_finished, kartoteka_run_finished",
        ),
        (
            {"kartoteka_sources": hookimpl(lambda config: [])},
            "kartoteka_sources is given nothing, and it asks for config",
        ),
        (
            {"kartoteka_scorers": hookimpl(wrapper=True)(lambda: (yield))},
            "kartoteka_scorers is a wrapper; each plugin speaks for itself alone",
        ),
    ],
)
def test_a_hook_that_is_none_of_ours(functions: dict[str, Any], message: str) -> None:
    with pytest.raises(Incompatible) as raised:
        hooks_of(module_of(**functions))
    assert str(raised.value) == message


def test_a_hook_of_another_version_may_be_marked_optional() -> None:
    assert hooks_of(module_of(kartoteka_to_come=hookimpl(optionalhook=True)(lambda: ()))) == {}


@pytest.mark.parametrize(
    "line",
    [
        "kartoteka",
        "kartoteka>=0.1",
        "Kartoteka[zstd] ~=0.1",
        "kartoteka-extras>=99",
        "kartoteka>=99; extra == 'later'",
        "kartoteka>=99; python_version < '3'",
    ],
)
def test_requirements_that_this_version_meets(line: str) -> None:
    check_requirement([line])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("kartoteka (<0.1)", "it asks for kartoteka<0.1, and this is 0.1.0"),
        ("KARTOTEKA==2.*", "it asks for kartoteka==2.*, and this is 0.1.0"),
        ("kartoteka >> 3", "its requirement 'kartoteka >> 3' cannot be read"),
    ],
)
def test_requirements_that_it_does_not(line: str, message: str) -> None:
    with pytest.raises(Incompatible) as raised:
        check_requirement(["click>=8", line])
    assert str(raised.value) == message


ACME = Provenance("acme-dist", "1.2", "acme")


class Speechless(Exception):
    def __str__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ValueError("no"), "in scorer 'x' of acme-dist 1.2: ValueError: no"),
        (ValueError(), "in scorer 'x' of acme-dist 1.2: ValueError"),
        (SystemExit(2), "in scorer 'x' of acme-dist 1.2: it called sys.exit(2)"),
        (StopIteration(), "in scorer 'x' of acme-dist 1.2: StopIteration"),
        (Speechless(), "in scorer 'x' of acme-dist 1.2: Speechless"),
        (PluginError("broke", hint="mend it"), "in scorer 'x' of acme-dist 1.2: broke\n  mend it"),
        (PluginError("in scorer 'x' of acme-dist 1.2: broke"), "in scorer 'x' of acme-dist 1.2: broke"),
    ],
)
def test_blame(error: BaseException, message: str) -> None:
    with pytest.raises(PluginError) as raised, blame("scorer", "x", ACME):
        raise error
    assert str(raised.value) == message
    assert raised.value is error or raised.value.__cause__ is error


@pytest.mark.parametrize("error", [InputError("no such file"), KeyboardInterrupt()])
def test_what_is_meant_passes(error: BaseException) -> None:
    with pytest.raises(type(error)) as raised, blame("scorer", "x", ACME):
        raise error
    assert raised.value is error
