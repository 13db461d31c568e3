"""Checks options against the schema of the component that will get them."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Collection, Mapping
from contextlib import redirect_stdout
from typing import Any, Protocol

from marshmallow import ValidationError

from kartoteka.components.base import Component
from kartoteka.config.places import KeyPath, Places
from kartoteka.config.problems import problems_of
from kartoteka.config.secrets import resolve_secrets, scrub
from kartoteka.config.strict import strict_messages
from kartoteka.config.uses import Use
from kartoteka.errors import ConfigError, KartotekaError, PluginError, Problem
from kartoteka.language import gettext as _


class Components(Protocol):
    """What is asked of a registry."""

    def load(self, kind: Any, name: str, /) -> type[Any]:
        """The class of a component.

        Raises:
            KartotekaError: There is none, or it cannot be loaded.
        """


def check_options(
    component: type[Component], options: Mapping[str, Any], key: KeyPath, places: Places, beside: Collection[str] = ()
) -> tuple[Mapping[str, Any] | None, list[Problem]]:
    """The options as the component will get them, secrets included, or None and what is wrong with them.

    Args:
        component: Its `Options` schema checks them.
        options: As they stand in the file.
        key: Where they stand.
        places: Of that file.
        beside: Keys that stand among the options and are no options of the component.
    """
    resolved, problems = resolve_secrets(dict(options), key, places)
    if problems:
        return None, problems
    schema = component.Options()
    messages = strict_messages(schema, resolved)
    try:
        loaded = schema.load(resolved)
    except ValidationError as error:
        messages = [*messages, error.messages_dict]
    else:
        if not messages:
            return loaded, []
    found = [problem for each in messages for problem in problems_of(each, schema, resolved, key, places, beside)]
    return None, [_scrubbed(problem) for problem in dict.fromkeys(found)]


def check_uses(uses: list[Use], registry: Components, places: Places) -> list[Problem]:
    """What is wrong with every component that is used: it does not exist, or its options do not fit."""
    problems: list[Problem] = []
    for use in uses:
        try:
            component = registry.load(use.kind, use.name)
        except ConfigError as error:
            problems += [_placed(problem, use, places) for problem in error.problems]
        except KartotekaError as error:
            problems.append(places.problem_of((*use.key, "use"), error))
        else:
            problems += _checked(component, use, places)
    return problems


def _checked(component: type[Component], use: Use, places: Places) -> list[Problem]:
    try:
        with redirect_stdout(sys.stderr):  # what a stranger's code prints is no result of the command
            return check_options(component, use.options, use.key, places, use.beside)[1]
    except Exception as error:  # the schema is a stranger's code; all other problems are to be told all the same
        told = f"{type(error).__name__}: {error}"
        message = _("in the options of {kind} '{name}': {error}", kind=use.kind, name=use.name, error=told)
        return [_scrubbed(places.problem_of(use.key, PluginError(message, hint=_("This is a bug of the plugin."))))]


def _placed(problem: Problem, use: Use, places: Places) -> Problem:
    return problem if problem.line else places.problem((*use.key, "use"), problem.message, problem.hint)


def _scrubbed(problem: Problem) -> Problem:
    hint = None if problem.hint is None else scrub(problem.hint)
    return dataclasses.replace(problem, message=scrub(problem.message), hint=hint)
