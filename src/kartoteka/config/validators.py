"""What a field's validator says, in the language that is spoken.

marshmallow fills the places of a message itself, in English; here its template is found again, translated and filled anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marshmallow import fields, validate

from kartoteka.language import N_
from kartoteka.language import gettext as _

_OWN: tuple[tuple[type[validate.Validator], tuple[str, ...]], ...] = (
    (
        validate.Range,
        (
            N_("Must be greater than or equal to {min}."),
            N_("Must be greater than {min}."),
            N_("Must be less than or equal to {max}."),
            N_("Must be less than {max}."),
            N_("Must be greater than or equal to {min} and less than or equal to {max}."),
            N_("Must be greater than or equal to {min} and less than {max}."),
            N_("Must be greater than {min} and less than or equal to {max}."),
            N_("Must be greater than {min} and less than {max}."),
        ),
    ),
    (
        validate.Length,
        (
            N_("Shorter than minimum length {min}."),
            N_("Longer than maximum length {max}."),
            N_("Length must be between {min} and {max}."),
            N_("Length must be {equal}."),
        ),
    ),
    (validate.Regexp, (N_("String does not match expected pattern."),)),
    (validate.NoneOf, (N_("Invalid input."),)),
)
"""marshmallow's own messages, as they are where a validator has no `error`."""
_PLACES = ("min", "max", "equal", "values_text", "regex")


def translated(message: str, field: fields.Field[Any], value: Any) -> str:
    """What one of the field's validators says of a value, or any other message that the catalogs know; else as it is."""
    for validator in field.validators:
        places = {name: getattr(validator, name) for name in _PLACES if hasattr(validator, name)}
        for template in _templates(validator):
            try:
                if template.format(input=value, **places) == message:
                    return _(template).format(input=value, **places)
            except (LookupError, ValueError):
                continue
    return _(message) if message else message


def _templates(validator: object) -> Iterator[str]:
    error = getattr(validator, "error", None)
    if error:
        yield str(error)
        return
    for kind, templates in _OWN:
        if isinstance(validator, kind):
            yield from templates
