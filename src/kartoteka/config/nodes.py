"""From ruamel.yaml's nodes to plain values with places: duplicate keys, aliases, merges, odd tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kartoteka.config.places import KeyPath, Places, key_text
from kartoteka.config.scalars import plain_scalar
from kartoteka.config.written import Written
from kartoteka.errors import Problem
from kartoteka.language import gettext as _

if TYPE_CHECKING:
    from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = ("null", "bool", "int", "float", "timestamp", "merge", "value", "str")
_KNOWN_TAGS = frozenset(f"{_CORE}{name}" for name in (*_SCALAR_TAGS, "map", "seq"))
_MOST_VALUES = 20_000  # more than any project has; what aliases multiply beyond it is an attack or an accident
_DEEPEST = 50


def read_nodes(node: Node | None, text: str, file: str) -> tuple[Any, Places, list[Problem]]:
    """The values below a node, their places, and what is wrong with them.

    Raises:
        Unreadable: They would be too many, or too deep.
    """
    reader = _Reader(text, Places(file, {}, {}, {}))
    try:
        data = None if node is None else reader.value(node, ())
    except _TooMuch as error:
        # An alias has no place of its own: the key in front of it has one.
        raise Unreadable(reader.places.problem(error.key, str(error), error.hint, at_key=True)) from None
    return data, reader.places, reader.problems


class Unreadable(Exception):
    """Why there are no values at all."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _TooMuch(Exception):
    """There is no end to it; `key` is where that shows."""

    def __init__(self, message: str, key: KeyPath, hint: str | None = None) -> None:
        super().__init__(message)
        self.key = key
        self.hint = hint


@dataclass
class _Reader:
    text: str
    places: Places
    problems: list[Problem] = field(default_factory=list)
    count: int = 0
    around: list[Node] = field(default_factory=list)

    def value(self, node: Node, key: KeyPath) -> Any:
        from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

        self._count(1, key)
        if any(node is one for one in self.around):
            raise _TooMuch(_("an alias stands here for what it stands in, so there is no end to it"), key, _("delete it"))
        if len(key) > _DEEPEST:
            raise _TooMuch(_("this is nested more than {most} levels deep", most=_DEEPEST), key)
        empty = node.start_mark.index == node.end_mark.index and key in self.places.keys
        start = (node.start_mark.line + 1, node.start_mark.column + 1)
        self.places.values[key] = self.places.keys[key] if empty else start  # YAML puts an empty value behind all blanks
        if str(node.tag) not in _KNOWN_TAGS:
            self.problems.append(
                self.places.problem(key, _("found the tag {tag}", tag=node.tag), _("leave it out: no tags are needed here"))
            )
        if isinstance(node, ScalarNode):
            return self._scalar(node, key)
        self.around.append(node)
        try:
            if isinstance(node, SequenceNode):
                return [self.value(item, (*key, index)) for index, item in enumerate(node.value)]
            if isinstance(node, MappingNode):
                return self._mapping(node, key)
        finally:
            self.around.pop()
        raise TypeError(f"no such kind of YAML node: {node!r}")

    def _scalar(self, node: ScalarNode, key: KeyPath) -> Any:
        self.places.texts[key] = Written(node.value, self.text[node.start_mark.index : node.end_mark.index])
        if node.style is not None or node.tag == f"{_CORE}str":
            return str(node.value)
        return plain_scalar(node.value)

    def _mapping(self, node: MappingNode, key: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for name_node, value_node in node.value:
            if _is_merge(name_node):
                continue
            line, column = name_node.start_mark.line + 1, name_node.start_mark.column + 1
            if not isinstance(name_node.value, str):
                self._problem_at(
                    name_node, key, _("a key must be a short text; found a list or a mapping"), _("write 'key: value'")
                )
                continue
            path = (*key, name_node.value)
            if name_node.value in result:
                first = self.places.keys[path][0]
                message = _("this key stands here a second time; the first is in line {line}", line=first)
                self._problem_at(name_node, path, message, _("delete one of them"))
                continue
            self.places.keys[path] = (line, column)
            result[name_node.value] = self.value(value_node, path)
        # What is written here wins over what is merged, and the first merged over the next.
        for name_node, value_node in self._merged(node, key, ()):
            if isinstance(name_node.value, str) and name_node.value not in result:
                path = (*key, name_node.value)
                self.places.keys[path] = (name_node.start_mark.line + 1, name_node.start_mark.column + 1)
                result[name_node.value] = self.value(value_node, path)
        return result

    def _merged(self, node: MappingNode, key: KeyPath, inside: tuple[int, ...]) -> Iterator[tuple[Node, Node]]:
        """The entries that `<<: *other` brings in, which may merge in turn."""
        from ruamel.yaml.nodes import MappingNode, SequenceNode

        for name_node, value_node in node.value:
            if not _is_merge(name_node):
                continue
            for other in value_node.value if isinstance(value_node, SequenceNode) else [value_node]:
                if not isinstance(other, MappingNode):
                    self._problem_at(
                        value_node, (*key, "<<"), _("'<<' merges mappings, and this is none"), _("write '<<: *anchor'")
                    )
                elif id(other) not in inside:
                    self._count(len(other.value), key)
                    yield from ((name, value) for name, value in other.value if not _is_merge(name))
                    yield from self._merged(other, key, (*inside, id(other)))

    def _count(self, values: int, key: KeyPath) -> None:
        self.count += values
        if self.count > _MOST_VALUES:
            raise _TooMuch(_("there are more than {most} values here; does an alias hold aliases?", most=_MOST_VALUES), key)

    def _problem_at(self, node: Node, key: KeyPath, message: str, hint: str) -> None:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        self.problems.append(Problem(message, self.places.file, line, column, key_text(key) or None, hint))


def _is_merge(node: Node) -> bool:
    return str(node.tag) == f"{_CORE}merge"
