"""What the checks of every kind of component share: which there are, exceptions to them, and how they are run."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from kartoteka.components.base import Component, Context
from kartoteka.config.components import check_options
from kartoteka.config.places import Places
from kartoteka.errors import ConfigError
from kartoteka.plugin.kinds import Kind
from kartoteka.plugin.target import load_target
from kartoteka.testing.cases import Case
from kartoteka.testing.failed import CheckFailed, UnknownCase
from kartoteka.testing.outcome import Outcome
from kartoteka.testing.registered import registered

Value = TypeVar("Value")

AS_OF = date(2026, 11, 30)
TIMEZONE = "Europe/Warsaw"
CURRENCY = "PLN"


class Checks(ABC):
    """The shared half of `SourceChecks` and `ExporterChecks`.

    Under pytest a subclass whose name begins with `Test` is enough: each check is a test of its own. Any other runner goes
    through `outcomes`.

    Attributes:
        plugin: The registration module, as the entry point names it: `acme_kartoteka.plugin`.
        use: The name under which it registers the component.
        many: How many rows are more than the system gives or takes at once.
        exceptions: What does not hold and why, in a sentence that is shown: by the name of a check, or by that and the name
            of a case (`hostile_values/one megabyte`). One that is not needed any more fails.
        secrets: What must never be shown: the passwords and tokens that the options of these checks hold.
        folder: The project's folder, from which options give paths. It is a new one in each check.
    """

    plugin: ClassVar[str]
    use: ClassVar[str]
    many: ClassVar[int] = 5_000
    exceptions: ClassVar[Mapping[str, str]] = {}
    secrets: ClassVar[Sequence[str]] = ()
    kind: ClassVar[Kind]

    folder: Path
    _work: Path
    _made: int = 0
    _case: str | None = None
    _without: frozenset[str] = frozenset()

    @abstractmethod
    def checks(self) -> Sequence[Callable[[Any], None]]:
        """The checks, in order; the name of each is its function's, and its docstring says what it asks."""

    @property
    def component(self) -> type[Any]:
        """The class of the component."""
        return type_of(self.kind, self.plugin, self.use)

    def make(self, options: Mapping[str, Any], step: str) -> Any:
        """A component with checked options, as a run makes it."""
        places = Places(str(self.folder / "kartoteka.yaml"))
        checked, problems = check_options(self.component, options, ("options",), places)
        if checked is None:
            raise ConfigError(problems)
        context = Context("checks", step, AS_OF, CURRENCY, "en", TIMEZONE, self.folder)
        component: Component = self.component(checked, context)
        return component

    def new_folder(self) -> Path:
        """Go on in a new project folder."""
        self._made += 1
        self.folder = self._work / f"project-{self._made}"
        self.folder.mkdir(parents=True)
        return self.folder

    def chosen(self, cases: Sequence[Case[Value]]) -> Sequence[Case[Value]]:
        """Those of the cases that are to be tried now: all but the exceptions, or one of the exceptions alone."""
        names = [case.name for case in cases]
        for name in self._without if self._case is None else {self._case}:
            if name not in names:
                raise UnknownCase(f"there is no case {name!r}; there are: {', '.join(names)}")
        if self._case is not None:
            return [case for case in cases if case.name == self._case]
        return [case for case in cases if case.name not in self._without]

    def names(self) -> list[str]:
        """Every check that is made, and every exception: a case that is one is tried apart from the others."""
        cases = [name for name in self.exceptions if "/" in name]
        checks = [check.__name__ for check in self.checks()]
        return [*checks, *(name for name in self.exceptions if name not in checks and "/" not in name), *cases]

    def outcome(self, name: str, folder: Path) -> Outcome:
        """Make one check.

        Args:
            name: One of `names()`.
            folder: An empty folder to work in.
        """
        __tracebackhide__ = True
        check_name, _, case = name.partition("/")
        self._work = folder
        self._case = case or None
        self._without = frozenset(other.partition("/")[2] for other in self.exceptions if other.startswith(f"{check_name}/"))
        self.new_folder()
        reason = self.exceptions.get(name)
        try:
            self._check(check_name)(self)
        except UnknownCase as error:
            return Outcome(name, "broken", f"{name}: {error}", error)
        except Exception as error:
            if reason is not None:
                return Outcome(name, "excepted", reason)
            return Outcome(name, "broken", str(error) or type(error).__name__, error)
        if reason is not None:
            told = f"the exception {name!r} is not needed any more ({reason}): take it out of `exceptions`"
            return Outcome(name, "broken", told, CheckFailed(told))
        return Outcome(name, "held")

    def outcomes(self, folder: Path) -> Iterator[Outcome]:
        """Make all checks, for runners other than pytest; each in a folder of its own below `folder`."""
        for number, name in enumerate(self.names(), 1):
            place = folder / f"{number:02}"
            place.mkdir(parents=True)
            yield self.outcome(name, place)

    def _check(self, name: str) -> Callable[[Any], None]:
        for check in self.checks():
            if check.__name__ == name:
                return check
        there = ", ".join(check.__name__ for check in self.checks())
        raise UnknownCase(f"there is no check {name!r}; there are: {there}")

    def pytest_generate_tests(self, metafunc: Any) -> None:
        """Make each check a test of its own."""
        if "check" in metafunc.fixturenames:
            metafunc.parametrize("check", self.names())

    def test_conformance(self, check: str, tmp_path: Path) -> None:
        """One check. The reason of an exception is shown as that of a failure which is expected."""
        import pytest

        __tracebackhide__ = True
        outcome = self.outcome(check, tmp_path)
        if outcome.status == "excepted":
            pytest.xfail(outcome.told)
        if outcome.status == "broken":
            told = f"{check}: {outcome.told}"
            if outcome.error is None or isinstance(outcome.error, CheckFailed | UnknownCase):
                pytest.fail(told, pytrace=False)
            raise CheckFailed(f"{check}: {type(outcome.error).__name__} was raised: {outcome.told}") from outcome.error


def type_of(kind: Kind, plugin: str, use: str) -> type[Any]:
    """The class that a registration module registers under a name.

    Raises:
        CheckFailed: It registers nothing of that name.
    """
    specs = {spec.name: spec for spec in registered(plugin, kind)}
    if use not in specs:
        raise CheckFailed(f"{plugin} registers no {kind} {use!r}; it registers: {', '.join(sorted(specs)) or 'none'}")
    found: type[Any] = load_target(kind, specs[use])
    return found
