"""Which fields a model has, and what type each is with us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kartoteka import Boolean, ColumnType, Day, InputError, Integer, Moment, Money, Number, Text
from kartoteka import gettext as _
from kartoteka.crm import CrmColumn
from kartoteka_tryton.server import Server

_TYPES = {
    "integer": Integer,
    "float": Number,
    "numeric": Money,
    "boolean": Boolean,
    "date": Day,
    "datetime": Moment,
    "timestamp": Moment,
}
_LINKS = ("many2one", "one2one")
_MANY = ("one2many", "many2many")


def custom_columns(server: Server, model: str, fields: Mapping[str, str]) -> list[CrmColumn]:
    """Columns for fields that the user names.

    A link to one record is its name, links to many are all their names.

    Args:
        server: Where they are.
        model: The model that they belong to.
        fields: The name of each column, and the path of its field: `lang.code`.

    Raises:
        InputError: There is no such field.
    """
    return [_column(server, model, name, path.split(".")) for name, path in fields.items()]


def require_fields(server: Server, model: str, paths: Sequence[str]) -> None:
    """See that a model has the fields at the beginning of paths.

    Raises:
        InputError: One is missing, so that a module is not active there or the schema has changed.
    """
    there = _fields(server, model)
    missing = sorted({path.split(".")[0] for path in paths} - there.keys())
    if missing:
        raise InputError(
            _("{server}: {model} has no field {fields}", server=server.name, model=model, fields=", ".join(missing)),
            hint=_("See that its module is activated there, and that the key's user may read the field."),
        )


def _column(server: Server, model: str, name: str, path: Sequence[str]) -> CrmColumn:
    several = False
    for at, part in enumerate(path):
        there = _fields(server, model)
        if part not in there:
            raise InputError(
                _(
                    "{server}: {model} has no field {part!r}, from which the column {name!r} is to be read",
                    server=server.name,
                    model=model,
                    part=part,
                    name=name,
                ),
                hint=_("It has: {names}.", names=", ".join(sorted(there))),
            )
        kind, relation = there[part]
        several = several or kind in _MANY
        if relation is None and at < len(path) - 1:
            raise InputError(
                _(
                    "{server}: {model} has a field {part!r}, but it does not lead to {further!r}",
                    server=server.name,
                    model=model,
                    part=part,
                    further=path[at + 1],
                )
            )
        model = relation or model
    if kind in (*_LINKS, *_MANY):
        return CrmColumn(name, ".".join([*path, "rec_name"]), Text, "all" if several else "first")
    type_: ColumnType = _TYPES.get(kind, Text)
    return CrmColumn(name, ".".join(path), type_, "all" if several and type_ is Text else "first")


def _fields(server: Server, model: str) -> dict[str, tuple[str, str | None]]:
    """The type of each field, and the model that it leads to. `rec_name`, which all have, is among them."""
    found = server.search("ir.model.field", [["model", "=", model]], ["name", "ttype", "relation"])
    return {record["name"]: (record["ttype"], record["relation"] or None) for record in found}
