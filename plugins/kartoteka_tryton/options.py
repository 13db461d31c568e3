"""The options of the source and of the exporter."""

from __future__ import annotations

from marshmallow import ValidationError, fields, validate

from kartoteka import N_, OptionsSchema, PeriodOption
from kartoteka import gettext as _
from kartoteka.crm import WriteBackOptions

STATES = ("draft", "quotation", "confirmed", "processing", "done", "cancelled")


def _is_address(url: str) -> None:
    scheme, _separator, rest = url.partition("://")
    if scheme not in ("http", "https") or not rest.strip("/") or "@" in rest or "?" in rest:
        raise ValidationError(
            _(
                "write the server's address with http or https and without user, path of a database or query: "
                "https://tryton.example.com"
            )
        )


class ServerOptions(OptionsSchema):
    """Where the server is, and who we are there."""

    url = fields.String(
        required=True,
        validate=_is_address,
        metadata={"description": "The server's address: https://tryton.example.com."},
    )
    database = fields.String(
        required=True,
        validate=validate.Regexp(r"[\w.\-]+\Z", error=N_("{input!r} is not the name of a database")),
        metadata={"description": "The name of the database."},
    )
    key = fields.String(
        required=True,
        validate=validate.Regexp(r"[!-~]+\Z", error=N_("A key has letters and digits, and no blank")),
        metadata={
            "description": "The key of a user application of the kind REST API, from ${env:NAME} or ${file:PATH}; the rights "
            "of its user hold."
        },
    )
    company = fields.String(
        load_default=None,
        validate=validate.Length(min=1),
        metadata={"description": "The company, by the name of its party; not needed where there is only one."},
    )
    customer_id = fields.String(
        load_default="code",
        validate=validate.OneOf(["code", "id"]),
        metadata={"description": "Which number of a party is the customer_id: its code, or its id in the database."},
    )
    wait = fields.Integer(
        load_default=180,
        validate=validate.Range(min=1),
        metadata={"description": "For how many seconds a request is tried again, where the server is busy or does not answer."},
    )


class TrytonSourceOptions(ServerOptions):
    domain = fields.List(
        fields.Raw(),
        load_default=list,
        metadata={
            "description": "Which records are read, as a domain of Tryton: [[categories.name, =, Customers]]. All by default: "
            "active parties but the companies themselves; sales of the company."
        },
    )
    custom_fields = fields.Dict(
        keys=fields.String(validate=validate.Length(min=1)),
        values=fields.String(validate=validate.Length(min=1)),
        load_default=dict,
        metadata={
            "description": "Further columns, each with the field that it is read from: {employees: x_staff, lang: lang.code}."
        },
    )
    lines = fields.Boolean(
        load_default=False,
        metadata={"description": "Whether a sale is read line by line, with its products, instead of as a total."},
    )
    states = fields.List(
        fields.String(validate=validate.OneOf(STATES)),
        load_default=lambda: ["confirmed", "processing", "done", "cancelled"],
        validate=validate.Length(min=1),
        metadata={
            "description": "The states of sales that are read; those that are cancelled do not count as orders, all others do."
        },
    )
    overlap = PeriodOption(
        load_default=None,
        metadata={
            "description": "How far before the last change the next reading begins, such as 1 day; 10 minutes by default. "
            "More than the longest that a transaction there takes, and than its servers' clocks differ."
        },
    )
    page = fields.Integer(
        load_default=500,
        validate=validate.Range(min=1, max=10_000),
        metadata={"description": "How many records are asked for at once."},
    )


class TrytonExporterOptions(WriteBackOptions, ServerOptions):
    pass
