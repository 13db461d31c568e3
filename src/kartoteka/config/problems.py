"""From marshmallow's nested messages to problems that point into the file and name what was found and what would do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from marshmallow import Schema, fields

from kartoteka.config.expected import expected, valid_names
from kartoteka.config.places import KeyPath, Places
from kartoteka.config.validators import translated
from kartoteka.config.words import found, nearest, suggestion
from kartoteka.errors import Problem
from kartoteka.language import LANGUAGES, current_language
from kartoteka.language import gettext as _

Spec = Schema | fields.Field[Any] | None


def problems_of(
    messages: Any, spec: Spec, value: Any, key: KeyPath, places: Places, beside: Collection[str] = ()
) -> list[Problem]:
    """Problems for the messages of a `ValidationError` of `spec` about `value`, which stands at `key`.

    Keys `beside` those of `spec` are known there as well, though they were checked elsewhere.
    """
    problems: list[Problem] = []
    if beside and isinstance(spec, Schema) and isinstance(messages, Mapping):
        unknown = [name for name, told in messages.items() if field_of(spec, name) is None and _is_unknown(told, spec)]
        problems = [_unknown_key(name, [*beside, *valid_names(spec)], key, places) for name in unknown]
        messages = {name: told for name, told in messages.items() if name not in unknown}
    return [*problems, *_problems(messages, spec, value, key, places)]


def _problems(messages: Any, spec: Spec, value: Any, key: KeyPath, places: Places) -> Iterator[Problem]:
    if isinstance(messages, str):
        yield _problem(messages, spec, value, key, places)
    elif isinstance(messages, Mapping):
        for name, below in messages.items():
            yield from _below(name, below, spec, value, key=key, places=places)
    else:
        for message in messages:
            yield from _problems(message, spec, value, key, places)


def _below(name: Any, messages: Any, spec: Spec, value: Any, *, key: KeyPath, places: Places) -> Iterator[Problem]:
    """The messages under one name: a key, an index, or one of marshmallow's own words."""
    schema = _schema(spec)
    inner = value[name] if isinstance(value, Mapping) and name in value else _item(value, name)
    if name == "_schema":
        yield from _problems(messages, spec, value, key, places)
    elif isinstance(spec, fields.Mapping):
        parts = messages if isinstance(messages, Mapping) else {"value": messages}
        if "key" in parts:
            yield from _at_key(parts["key"], spec.key_field, name, key=key, places=places)
        if "value" in parts:
            yield from _problems(parts["value"], spec.value_field, inner, (*key, name), places)
    elif schema is not None and not isinstance(value, list):
        field = field_of(schema, name)
        if field is None:
            yield (
                _unknown_key(name, list(valid_names(schema)), key, places)
                if _is_unknown(messages, schema)
                else (places.problem((*key, name), _flat(messages)))
            )
        else:
            yield from _problems(messages, field, inner, (*key, name), places)
    elif isinstance(spec, fields.List):
        yield from _problems(messages, spec.inner, inner, (*key, name), places)
    elif isinstance(spec, fields.Tuple) and isinstance(name, int):
        yield from _problems(messages, spec.tuple_fields[name], inner, (*key, name), places)
    else:
        yield from _problems(messages, schema, inner, (*key, name), places)


def _problem(message: str, spec: Spec, value: Any, key: KeyPath, places: Places) -> Problem:
    if isinstance(spec, Schema) or spec is None:
        if isinstance(spec, Schema) and not isinstance(value, Mapping):
            return places.problem(key, _("found {value}", value=found(value)), _("write a mapping: lines of 'key: value'"))
        return _told(message, key, places)
    standard = {text: name for name, text in spec.error_messages.items()}
    what = standard.get(message)
    if what == "required":
        description = _described(spec) or expected(spec)
        return places.problem(
            key[:-1],
            _("the key '{key}' is missing", key=key[-1]),
            _("add '{key}': {description}", key=key[-1], description=description),
        )
    if (what is not None and message in _STANDARD) or message == "Invalid input type.":
        return places.problem(key, _("found {value}", value=found(value)), _("write {expected}", expected=expected(spec)))
    choices = getattr(spec.validate, "choices", None)
    if choices:
        return places.problem(key, _("found {value}", value=found(value)), suggestion(value, map(str, choices)))
    message = translated(message, spec, value)
    if _names(message, value) or isinstance(value, Mapping | list):
        return _told(message, key, places)
    return places.problem(key, _("found {value}", value=found(value)), message[:1].lower() + message[1:])


_STANDARD = frozenset(
    {
        "Field may not be null.",
        "Number too large.",
        "Special numeric values (nan or infinity) are not permitted.",
        "Invalid type.",
        *(
            f"Not a valid {kind}."
            for kind in ("string", "integer", "number", "boolean", "list", "mapping type", "tuple", "date")
        ),
    }
)


def _names(message: str, value: Any) -> bool:
    """Whether a message says already what was found."""
    return (
        repr(str(value)) in message
        or f'"{value}"' in message
        or message.startswith((f"{value!r} ", _("found {value}", value=found(value))))
    )


def _described(spec: fields.Field[Any]) -> str:
    """What a field is, in the language that is spoken; nothing where its component says it in English alone."""
    description = str(spec.metadata.get("description") or "")
    told = _(description) if description else ""
    return told if current_language() == LANGUAGES[0] or told != description else ""


def _told(message: str, key: KeyPath, places: Places) -> Problem:
    """A message in a component's own words: what was found; what would do."""
    return places.problem(key, *_halves(message))


def _halves(message: str) -> tuple[str, str | None]:
    said, _, hint = message.partition("; ")
    return said.rstrip(), hint or None  # French has a space before its semicolon


def _at_key(messages: Any, spec: Spec, name: Any, *, key: KeyPath, places: Places) -> Iterator[Problem]:
    for message in messages if isinstance(messages, list) else [messages]:
        hint: str | None
        if message in _STANDARD and isinstance(spec, fields.Field):
            said, hint = _("found {value}", value=found(name)), _("write {expected}", expected=expected(spec))
        else:
            text = translated(message, spec, name) if isinstance(spec, fields.Field) else str(message)
            said, hint = _halves(text)
        yield places.problem((*key, name), said, hint, at_key=True)


def _unknown_key(name: Any, names: list[str], key: KeyPath, places: Places) -> Problem:
    near = nearest(str(name), names)
    known = _("known here: {names}", names=", ".join(names)) if names else _("nothing is known here")
    return places.problem(
        (*key, name),
        _("unknown key '{name}'", name=name),
        _("did you mean '{near}'? {known}", near=near, known=known) if near else known,
        at_key=True,
    )


def field_of(schema: Schema, name: Any) -> fields.Field[Any] | None:
    """The field that a key of the file stands for."""
    for attribute, field in schema.load_fields.items():
        if name == (attribute if field.data_key is None else field.data_key):
            return field
    return None


def _schema(spec: Spec) -> Schema | None:
    if isinstance(spec, Schema):
        return spec
    return spec.schema if isinstance(spec, fields.Nested) else None


def _is_unknown(messages: Any, schema: Schema) -> bool:
    return bool(messages == [schema.error_messages["unknown"]])


def _item(value: Any, index: Any) -> Any:
    return value[index] if isinstance(value, list) and isinstance(index, int) and index < len(value) else None


def _flat(messages: Any) -> str:
    return " ".join(map(str, messages)) if isinstance(messages, list) else str(messages)
