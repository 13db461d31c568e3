"""What may stand in a file of personas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from kartoteka.components.options import DayOption, MoneyOption, OptionsSchema, PeriodOption
from kartoteka.language import N_
from kartoteka.language import gettext as _
from kartoteka.model.periods import Period
from kartoteka.personas.persona import BARRIERS, Buys, Declared, Order, Persona

MOST_ORDERS = 5_000
_LONGEST = Period(months=12 * 100)
_FILLED = validate.Regexp(r"(?s).*\S", error=N_("write some words here"))
_NOT_NEGATIVE = validate.Range(min=Decimal(0), error=N_("an order of less than nothing does not exist for the rules"))


def _not_longer(period: Period) -> None:
    if period.at_least_days > _LONGEST.at_least_days:
        told = _("{period} is longer than {longest}; write a shorter period: 2 years", period=period, longest=_LONGEST)
        raise ValidationError(told)


def _period(description: str) -> PeriodOption:
    return PeriodOption(validate=_not_longer, metadata={"description": description})


def _texts(description: str) -> fields.List[Any]:
    return fields.List(fields.String(validate=_FILLED), load_default=list, metadata={"description": description})


def _fields(description: str) -> fields.Dict:
    return fields.Dict(keys=fields.String(), load_default=dict, metadata={"description": description})


class BuysSchema(OptionsSchema):
    """Orders that come again and again."""

    every = _period(N_("From one order to the next: 2 weeks. Left out where there is one order."))
    duration = PeriodOption(
        data_key="for",
        validate=_not_longer,
        metadata={"description": N_("For how long the orders have come; they go back at least so far from the as-of date.")},
    )
    number = fields.Integer(
        validate=validate.Range(min=1, max=MOST_ORDERS, error=N_("write a whole number from 1 to 5000")),
        metadata={"description": N_("How many orders there were, instead of `for`.")},
    )
    last = _period(N_("How long before the as-of date the last order came; on the day itself without it."))
    average_order = MoneyOption(
        required=True,
        validate=_NOT_NEGATIVE,
        metadata={"description": N_("What each order amounts to, in the pipeline's currency.")},
    )
    fields_ = fields.Dict(
        data_key="with",
        keys=fields.String(),
        load_default=dict,
        metadata={"description": N_("Other fields of each order: {product: Posters}.")},
    )

    @validates_schema
    def how_many(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """One of `for` and `number` says how many orders there are, and `every` how far they lie apart."""
        if "duration" in data and "number" in data:
            raise ValidationError(_("both for and number say how many orders there were; write one of the two"))
        if "duration" not in data and "number" not in data:
            raise ValidationError(_("nothing says how many orders there were; add for: 6 months, or number: 4"))
        if "every" not in data and data.get("number") != 1:
            raise ValidationError(_("the key 'every' is missing; add every: 2 weeks, or write number: 1"))
        days = data["every"].at_least_days if "every" in data else 0
        if "number" in data and days * data["number"] > _LONGEST.at_most_days:
            told = _("{number} orders every {period} take longer than {longest}; write fewer")
            raise ValidationError(told.format(number=data["number"], period=data["every"], longest=_LONGEST))
        if "duration" in data and data["duration"].at_most_days > days * MOST_ORDERS:
            raise ValidationError(_("these are more than {most} orders; write a shorter time after for", most=MOST_ORDERS))

    @post_load
    def to_buys(self, data: Mapping[str, Any], **kwargs: Any) -> Buys:
        own = {name: data.get(name) for name in ("every", "duration", "number", "last")}
        return Buys(data["average_order"], **own, fields=data["fields_"])


class OrderSchema(OptionsSchema):
    """One order."""

    amount = MoneyOption(
        required=True,
        validate=_NOT_NEGATIVE,
        metadata={"description": N_("What it amounts to, in the pipeline's currency.")},
    )
    on = DayOption(metadata={"description": N_("Its day.")})
    ago = _period(N_("How long before the as-of date it was, instead of `on`; without both it is on that day."))
    fields_ = fields.Dict(
        data_key="with",
        keys=fields.String(),
        load_default=dict,
        metadata={"description": N_("Its other fields: {product: Posters}.")},
    )

    @validates_schema
    def one_day(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if "on" in data and "ago" in data:
            raise ValidationError(_("both on and ago say when it was; write one of the two"))

    @post_load
    def to_order(self, data: Mapping[str, Any], **kwargs: Any) -> Order:
        return Order(data["amount"], data.get("on"), data.get("ago"), data["fields_"])


class ObstaclesSchema(OptionsSchema):
    """The three barriers."""

    knowledge = fields.String(validate=_FILLED, metadata={"description": N_("What it does not know how to do.")})
    resources = fields.String(validate=_FILLED, metadata={"description": N_("Which resources it lacks.")})
    time = fields.String(validate=_FILLED, metadata={"description": N_("For what it has no time.")})


assert set(ObstaclesSchema._declared_fields) == set(BARRIERS)


class PersonaSchema(OptionsSchema):
    """One persona."""

    name = fields.String(
        required=True,
        validate=_FILLED,
        metadata={"description": N_("What it is called: Marta, who prints menus for six restaurants.")},
    )
    traits = _fields(N_("Fields of a customer with the values that it has: {employees: 35, industry: catering}."))
    buys = fields.Nested(
        BuysSchema,
        metadata={"description": N_("Orders that come again and again: {every: 2 weeks, for: 1 year, average_order: 800}.")},
    )
    orders = fields.List(
        fields.Nested(OrderSchema),
        load_default=list,
        metadata={"description": N_("Single orders: [{ago: 10 days, amount: 500}]; beside those of `buys`.")},
    )
    goals = _texts(N_("What it wants to reach."))
    tasks = _texts(N_("What it has to get done."))
    touchpoints = _texts(N_("Where it meets us, and what it looks at."))
    obstacles = fields.Nested(
        ObstaclesSchema,
        load_default=dict,
        metadata={"description": N_("What keeps it from its goals, by barrier: knowledge, resources, time.")},
    )
    say = _texts(N_("What to say to it."))
    do_not_say = _texts(N_("What not to say to it."))

    @post_load
    def to_persona(self, data: Mapping[str, Any], **kwargs: Any) -> Persona:
        declared = Declared(data["traits"], data.get("buys"), tuple(data["orders"]))
        lists = {name: tuple(data[name]) for name in ("goals", "tasks", "touchpoints", "say", "do_not_say")}
        obstacles = {barrier: data["obstacles"][barrier] for barrier in BARRIERS if barrier in data["obstacles"]}
        return Persona("", "", data["name"], declared, obstacles=obstacles, **lists)


def personas_schema(segments: Mapping[str, Sequence[str]]) -> Schema:
    """The schema of a file about these segmentations and their segments; any other key is unknown."""
    steps = {
        f"step_{at}": fields.Nested(_of_step(named), data_key=step, load_default=dict)
        for at, (step, named) in enumerate(segments.items())
    }
    return _schema(steps, "PersonasSchema")()


def _of_step(segments: Sequence[str]) -> type[Schema]:
    # Segments are called anything, also what a schema's own attributes are called.
    return _schema(
        {f"segment_{at}": fields.Nested(PersonaSchema, data_key=segment) for at, segment in enumerate(segments)}, "StepSchema"
    )


def _schema(of: Mapping[str, Any], name: str) -> type[Schema]:
    return OptionsSchema.from_dict(dict(of), name=name)
