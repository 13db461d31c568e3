"""The project file as a whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, get_args
from zoneinfo import ZoneInfo, available_timezones

from marshmallow import ValidationError, fields, validate

from kartoteka.config.project import Locale
from kartoteka.config.schema.base import NameKey, PartSchema
from kartoteka.config.schema.pipeline import CurrencyField, PipelineSchema, rates_field
from kartoteka.config.secrets import holds_secret
from kartoteka.config.words import nearest
from kartoteka.language import N_
from kartoteka.language import gettext as _

VERSION = 1
_SIZE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?) ?([KMGT])i?B", re.IGNORECASE)
_SHARE = re.compile(r"([0-9]{1,3}) ?%")
_UNITS = {"K": 1, "M": 2, "G": 3, "T": 4}
# Files that lie beside the zones: not zones, or zones that count leap seconds, and unknown to the engine.
_NOT_ZONES = ("localtime", "posix", "right/", "Factory")
_SMALLEST = 64 * 1024**2


class VersionField(fields.Integer):
    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        if value != VERSION or isinstance(value, bool):
            raise ValidationError(
                _("this kartoteka reads version {version} of the project file: version: {version}", version=VERSION)
            )
        return VERSION


class TimeZoneField(fields.String):
    """A name of the IANA database."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        name = super()._deserialize(value, attr, data, **kwargs)
        if name == "UTC":
            return name
        try:
            if name.startswith(_NOT_ZONES):
                raise LookupError(name)
            ZoneInfo(name)
        except (OSError, ValueError, LookupError):
            known = {zone for zone in available_timezones() if not zone.startswith(_NOT_ZONES)}
            if not known:
                raise ValidationError(
                    _("{name!r} cannot be looked up: this machine has no time zones; install tzdata", name=name)
                ) from None
            near = nearest(name, known)
            if near:
                raise ValidationError(
                    _(
                        "{name!r} is not a time zone; did you mean {near}? write a region and a city: Europe/Warsaw",
                        name=name,
                        near=near,
                    )
                ) from None
            raise ValidationError(
                _("{name!r} is not a time zone; write a region and a city: Europe/Warsaw", name=name)
            ) from None
        return name


class MemoryField(fields.Field[int | Decimal]):
    """Bytes as a whole number, or a share of the machine's memory as a decimal from 0 to 1."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int | Decimal:
        if isinstance(value, str):
            share = _SHARE.fullmatch(value)
            if share and 0 < int(share[1]) <= 100:
                return Decimal(share[1]) / 100
            size = _SIZE.fullmatch(value)
            if size:
                amount = int(Decimal(size[1]) * 1024 ** _UNITS[size[2].upper()])
                if amount < _SMALLEST:
                    raise ValidationError(_("nothing runs in so little; write at least 64MB"))
                return amount
        raise ValidationError(_("write a size such as 4GB, or a share of the machine's memory such as 60%"))


def _url(text: str) -> None:
    if "://" not in text and not holds_secret(text):
        raise ValidationError(_("write a SQLAlchemy URL: postgresql+psycopg://user:${env:PASSWORD}@host/database"))


class ProjectSchema(PartSchema):
    version = VersionField(required=True, metadata={"description": N_("The version of this file's format: 1.")})
    locale = fields.String(
        load_default="en",
        validate=validate.OneOf(get_args(Locale)),
        metadata={
            "description": "The language of sentences, and whose marks lists are written with (a decimal comma in pl, fr and "
            "ru): en, pl, fr or ru. It also says which encoding is likelier where a file's letters fit several."
        },
    )
    timezone = TimeZoneField(
        required=True,
        metadata={"description": N_("In which a moment becomes a day: Europe/Warsaw.")},
    )
    currency = CurrencyField(required=True, metadata={"description": N_("The currency of amounts, by its ISO 4217 code: PLN.")})
    rates = rates_field()
    catalog = fields.String(
        validate=_url,
        metadata={
            "description": "A SQLAlchemy URL where runs are remembered; SQLite in the state folder without it. "
            "In a password, / @ # % are written %2F %40 %23 %25, in the secret as well."
        },
    )
    memory_limit = MemoryField(metadata={"description": "How much memory the engine may use: 4GB, or 60% (the default)."})
    threads = fields.Integer(
        validate=validate.Range(min=1, max=1024, error=N_("write a whole number from 1")),
        metadata={"description": "How many threads the engine may use; all of the machine's without it."},
    )
    pipelines = fields.Dict(
        keys=NameKey(),
        values=fields.Nested(PipelineSchema),
        required=True,
        validate=validate.Length(min=1, error=N_("write at least one pipeline")),
        metadata={"description": N_("The jobs, by name.")},
    )
