"""What a component's class says of itself: columns, fields, labels and lints in the form that is asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, get_args

from kartoteka.components.labels import BLACKLIST, Label
from kartoteka.components.segmenter import Check, Segmenter
from kartoteka.errors import PluginError
from kartoteka.language import gettext as _
from kartoteka.model.tables import TableName
from kartoteka.model.types import ColumnType

if TYPE_CHECKING:
    from kartoteka.components.base import Component, DataRange
    from kartoteka.model.frame import Frame
    from kartoteka.model.tables import Tables

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TABLES = get_args(TableName)
_TYPES = ", ".join(type_.name.title() for type_ in ColumnType)


def declared_columns(component: Component) -> dict[str, ColumnType]:
    """The columns that a component provides.

    Raises:
        PluginError: They are not names with types.
    """
    return _columns(component, _attribute(component, "provides", "provided_columns"), component.provided_columns())


def declared_fields(component: Component) -> dict[str, list[str]]:
    """The fields that a component requires, by table.

    Raises:
        PluginError: They are not lists of names by table.
    """
    attribute = _attribute(component, "requires", "required_fields")
    required: object = component.required_fields()
    example = _("write {example}", example='{"customers": ["employees"]}')
    if not isinstance(required, Mapping):
        raise _wrong(component, attribute, _("is {found!r}, and fields are told by table", found=required), example)
    for table, names in required.items():
        if table not in _TABLES:
            raise _wrong(
                component,
                attribute,
                _("names the table {table!r}", table=table),
                _("there are: {names}", names=", ".join(_TABLES)),
            )
        if not isinstance(names, list | tuple | set | frozenset) or not all(isinstance(name, str) for name in names):
            raise _wrong(
                component, attribute, _("has {names!r} for {table!r}, not a list of names", names=names, table=table), example
            )
    return {table: list(names) for table, names in required.items()}


def declared_labels(component: Segmenter) -> list[Label]:
    """Every segment that a segmenter can give, and what it makes on request is checked too.

    Raises:
        PluginError: They are not labels with a whole rank and terms that a column can hold.
    """
    _columns(component, "on_request", component.on_request)
    labels: object = component.labels()
    if not isinstance(labels, Sequence) or isinstance(labels, str):
        raise _wrong(
            component,
            "labels()",
            _("gave {found!r}, not a list of labels", found=labels),
            _("write {example}", example='[Label("good", 0), Label("bad", 1)]'),
        )
    names: set[str] = set()
    for label in labels:
        if not isinstance(label, Label) or not isinstance(label.name, str):
            raise _wrong(
                component,
                "labels()",
                _("gave {found!r}, not a label with a name", found=label),
                _("write {example}", example='Label("good", 0)'),
            )
        if label.name in names:
            raise _wrong(
                component, "labels()", _("gave the label {name!r} twice", name=label.name), _("each segment is named once")
            )
        names.add(label.name)
        if label.name == BLACKLIST:
            message = _("gave the label {name!r}, which kartoteka gives to those on the blacklist", name=label.name)
            raise _wrong(component, "labels()", message, _("name the segment otherwise"))
        whole = isinstance(label.rank, int) and not isinstance(label.rank, bool)
        if not whole and label.rank is not None:
            message = _("gave the label {name!r} the rank {rank!r}", name=label.name, rank=label.rank)
            raise _wrong(component, "labels()", message, _("a rank is a whole number, 0 for the best, or None"))
        for message, hint in _terms(label):
            raise _wrong(component, "labels()", message, hint)
    return list(labels)


def lint_sentences(component: Component, data: DataRange | None) -> list[str]:
    """What a component has to say of its options.

    Raises:
        PluginError: It gave a single text, or something else that is no list of sentences.
    """
    return sentences(component, "lint()", component.lint(data))


def warning_sentences(component: Segmenter, tables: Tables, given: Frame) -> list[str]:
    """What a segmenter has to say of the customers that it sorted.

    Raises:
        PluginError: It gave a single text, or something else that is no list of sentences.
    """
    return sentences(component, "warnings()", component.warnings(tables, given))


def checks_of(component: Segmenter, tables: Tables, customer_id: str) -> Sequence[Check]:
    """Why a segmenter has put a customer where it is.

    Raises:
        PluginError: It gave something else than a list of checks.
    """
    given: object = component.explain(tables, customer_id)
    checks = [one for one in given if isinstance(one, Check)] if isinstance(given, Sequence) else []
    if not isinstance(given, Sequence) or len(checks) < len(given):
        hint = _("write {example}", example='[Check("tier vip", True, "ordered on 20 November")]')
        raise _wrong(component, "explain()", _("gave {found!r}, not a list of checks", found=given), hint)
    return checks


def sentences(component: Component, method: str, given: object) -> list[str]:
    """What one of a component's methods gave, as a list of sentences.

    Raises:
        PluginError: It gave a single text, or something else that is no list of sentences.
    """
    if isinstance(given, str) or not hasattr(given, "__iter__"):
        raise _wrong(
            component, method, _("gave {found!r}, not sentences", found=given), _("return a list of texts, or yield each")
        )
    listed = list(given)
    for sentence in listed:
        if not isinstance(sentence, str):
            raise _wrong(
                component, method, _("gave {sentence!r} among its sentences", sentence=sentence), _("each of them is a text")
            )
    return listed


def _columns(component: Component, attribute: str, columns: object) -> dict[str, ColumnType]:
    if not isinstance(columns, Mapping):
        raise _wrong(
            component,
            attribute,
            _("is {found!r}, and columns are told with their types", found=columns),
            _("write {example}", example='{"points": Integer}'),
        )
    for name, type_ in columns.items():
        if not isinstance(name, str) or not _NAME.fullmatch(name) or name == "customer_id":
            hint = _("a column is lower-case letters, digits and underscores, letter first, and not customer_id")
            raise _wrong(component, attribute, _("names a column {name!r}", name=name), hint)
        if not isinstance(type_, ColumnType):
            hint = _("the types of kartoteka are: {types}", types=_TYPES)
            raise _wrong(
                component, attribute, _("gives the column {name!r} the type {type}", name=name, type=_in_words(type_)), hint
            )
    return dict(columns)


def _terms(label: Label) -> Iterator[tuple[str, str]]:
    terms: object = label.terms
    told_by_name = _("terms are told by name: {example}", example='{"discount": 20}')
    if not isinstance(terms, Mapping):
        yield _("gave the label {label!r} the terms {found!r}", label=label.name, found=terms), told_by_name
        return
    for name, value in terms.items():
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            yield (
                _("gave the label {label!r} a term {name!r}", label=label.name, name=name),
                _("a term becomes a column: lower-case letters, digits and underscores, letter first"),
            )
        elif not isinstance(value, str | int | Decimal):  # a boolean is an int
            yield (
                _("gave the label {label!r} the term {name!r} as {type}", label=label.name, name=name, type=_in_words(value)),
                _("a term is a str, an int, a Decimal or a bool"),
            )
        elif name == "discount" and (isinstance(value, str | bool) or not Decimal(value).is_finite()):
            yield (
                _("gave the label {label!r} the discount {found!r}", label=label.name, found=value),
                _("a discount is percent as an int or a Decimal: 20"),
            )


def _attribute(component: Component, attribute: str, method: str) -> str:
    """Where the author wrote it: the attribute, or the method that was overridden."""
    from kartoteka.components.base import Component

    return attribute if getattr(type(component), method) is getattr(Component, method) else f"{method}()"


def _in_words(value: object) -> str:
    return value.__name__ if isinstance(value, type) else repr(value)


def _wrong(component: Component, attribute: str, what: str, instead: str) -> PluginError:
    return PluginError(f"{type(component).__name__}.{attribute} {what}; {instead}")
