"""Targets: `package.module:Name` turned into the class or command it names, checked to be of the right kind."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import Any

from kartoteka.errors import PluginError
from kartoteka.plugin.kinds import Kind
from kartoteka.specs import Spec


def load_target(kind: Kind, spec: Spec) -> Any:
    """Import what a spec points at.

    Raises:
        PluginError: There is no such name in the module, or it is not of this kind. Without blame: the caller adds it.
        BaseException: Whatever importing the module raised.
    """
    module_name, _, name = spec.target.partition(":")
    module = import_module(module_name)
    try:
        target = getattr(module, name)
    except AttributeError:
        near = get_close_matches(name, [known for known in vars(module) if not known.startswith("_")], n=1)
        hint = f"did you mean {module_name}:{near[0]}?" if near else None
        raise PluginError(f"module {module_name} has no {name!r}, which its target names", hint=hint) from None
    if kind == "command":
        _check_command(spec, target)
    else:
        _check_component(kind, spec, target)
    return target


def _check_command(spec: Spec, target: object) -> None:
    import click

    if not isinstance(target, click.Command):
        raise PluginError(f"its target {spec.target} is {_what(target)}, not a click command")


def _check_component(kind: Kind, spec: Spec, target: object) -> None:
    from kartoteka.components.options import OptionsSchema

    bases = _bases(kind)
    shapes = " or ".join(base.__name__ for base in bases)
    if not isinstance(target, type) or not issubclass(target, bases):
        raise PluginError(f"its target {spec.target} is {_what(target)}, not a subclass of {shapes}")
    missing = [name for name in dir(target) if getattr(getattr(target, name, None), "__isabstractmethod__", False)]
    if missing:
        raise PluginError(f"its target {spec.target} does not define {', '.join(missing)}")
    options = getattr(target, "Options", None)
    if not isinstance(options, type) or not issubclass(options, OptionsSchema):
        raise PluginError(f"the Options of its target {spec.target} are not a subclass of OptionsSchema")


def _bases(kind: Kind) -> tuple[type, ...]:
    match kind:
        case "source":
            from kartoteka.components.changes import IncrementalSource
            from kartoteka.components.source import BatchSource, FileSource

            return FileSource, BatchSource, IncrementalSource
        case "segmenter":
            from kartoteka.components.segmenter import BatchSegmenter, RowSegmenter, TableSegmenter

            return RowSegmenter, TableSegmenter, BatchSegmenter
        case "scorer":
            from kartoteka.components.scorer import BatchScorer, RowScorer, SegmentScorer, TableScorer

            return RowScorer, TableScorer, BatchScorer, SegmentScorer
        case "exporter":
            from kartoteka.components.exporter import Exporter

            return (Exporter,)
        case "command":
            raise AssertionError("a command is no component")


def _what(target: object) -> str:
    if not isinstance(target, type):
        return f"a {type(target).__name__}"
    return f"the class {target.__name__}({', '.join(base.__name__ for base in target.__bases__)})"
