"""Whether a plugin fits this version of kartoteka: what its distribution asks for, and which hooks it implements."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

import pluggy

from kartoteka import __version__, hookspecs
from kartoteka.language import gettext as _
from kartoteka.plugin.discovery import canonical_name


class Incompatible(Exception):
    """A plugin was made for another kartoteka; the message completes "is incompatible: …"."""


def check_requirement(requires: Sequence[str]) -> None:
    """Hold the `Requires-Dist` lines against this version.

    Raises:
        Incompatible: One of them asks for another version of kartoteka.
    """
    lines = [line for line in requires if line.lower().startswith("kartoteka")]
    if not lines:
        return
    from packaging.requirements import InvalidRequirement, Requirement

    for line in lines:
        try:
            requirement = Requirement(line)
        except InvalidRequirement:
            raise Incompatible(_("its requirement {text!r} cannot be read", text=line)) from None
        if canonical_name(requirement.name) != "kartoteka":
            continue
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        if not requirement.specifier.contains(__version__, prereleases=True):
            raise Incompatible(
                _(
                    "it asks for {wanted}, and this is {version}",
                    wanted=f"kartoteka{requirement.specifier}",
                    version=__version__,
                )
            )


def hooks_of(plugin: object) -> Mapping[str, pluggy.HookImpl]:
    """The hooks that a registration module implements, checked against the contract.

    Raises:
        Incompatible: One of them is no hook of ours, asks for arguments that the hook does not have, or is a wrapper.
    """
    manager = pluggy.PluginManager("kartoteka")
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(plugin)
    except pluggy.PluginValidationError as error:
        raise Incompatible(_wrong_arguments(manager, plugin) or str(error).strip().splitlines()[-1]) from None
    hooks = {}
    for caller in manager.get_hookcallers(plugin) or ():
        implementation = next(found for found in caller.get_hookimpls() if found.plugin is plugin)
        if not caller.has_spec():
            if implementation.optionalhook:
                continue
            raise Incompatible(_unknown(caller.name))
        if implementation.wrapper or implementation.hookwrapper:
            raise Incompatible(f"{caller.name} is a wrapper; each plugin speaks for itself alone")
        hooks[caller.name] = implementation
    for name in _contract():
        function = getattr(plugin, name, None)
        if name not in hooks and inspect.isfunction(function) and function.__module__ == getattr(plugin, "__name__", None):
            raise Incompatible(f"{name} is not marked with @hookimpl")
    return MappingProxyType(hooks)


def _unknown(name: str) -> str:
    near = get_close_matches(f"kartoteka_{name.removeprefix('kartoteka_')}", _contract(), n=1, cutoff=0.8)
    known = f"did you mean {near[0]}?" if near else f"the hooks are {', '.join(_contract())}"
    return f"{name} is not a hook; {known}"


def _wrong_arguments(manager: pluggy.PluginManager, plugin: object) -> str | None:
    """In words, the first argument that a hook does not have."""
    for name in dir(plugin):
        options = manager.parse_hookimpl_opts(plugin, name)
        if options is None:
            continue
        hook = options.get("specname") or name
        known = _contract().get(hook)
        if known is None:
            continue
        asked = inspect.signature(getattr(plugin, name)).parameters.values()
        unknown = [one.name for one in asked if one.default is one.empty and one.name not in known]
        if unknown:
            takes = f"is given {', '.join(known)}" if known else "is given nothing"
            return f"{hook} {takes}, and it asks for {', '.join(unknown)}"
    return None


@cache
def _contract() -> Mapping[str, tuple[str, ...]]:
    """The hooks, with the names of their arguments."""
    return {
        name: tuple(inspect.signature(function).parameters)
        for name, function in vars(hookspecs).items()
        if name.startswith("kartoteka_") and inspect.isfunction(function)
    }
