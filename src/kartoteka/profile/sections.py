"""Which part of a profile a field belongs to."""

from __future__ import annotations

from typing import Literal

from kartoteka.model.fields import field

Section = Literal["who", "where", "decides", "pays", "looks-for", "behaves", "base", "own"]

SECTIONS: tuple[Section, ...] = ("who", "where", "decides", "pays", "looks-for", "behaves", "base", "own")
"""In the order in which they are told: who they are, where they are, how they decide, how they pay, what they look for and look
at, how they behave otherwise, what kind of customer they are to us, and the fields that only this project has."""

_BY_FIELD: dict[str, Section] = {
    **dict.fromkeys(("country", "region", "city", "seat", "place", "reach"), "where"),
    **dict.fromkeys(("decision_process", "decision_days", "decision_people", "decision_maker", "contact_role"), "decides"),
    **dict.fromkeys(("payment", "purchasing_power"), "pays"),
    **dict.fromkeys(("touchpoints", "interests", "field_knowledge", "buying_awareness"), "looks-for"),
}
_BY_GROUP: dict[str, Section] = {
    "person": "who",
    "company": "who",
    "identity": "where",
    "expectation": "looks-for",
    "behaviour": "behaves",
    "base": "base",
}

SEVERAL = frozenset(
    {
        *("interests", "languages", "family_roles", "team_skills", "tools", "touchpoints", "product_lines", "looks_for"),
        *("wishes", "goals", "problems", "treatment", "buying_habits", "product_use", "decision_maker"),
    }
)
"""The fields of the dictionary of which one customer may have several values in one cell."""


def section_of(name: str) -> Section:
    """The part of the profile that a column of the customers belongs to."""
    entry = field("customers", name)
    if entry is None:
        return "own"
    return _BY_FIELD.get(name) or _BY_GROUP.get(entry.group, "own")


def may_be_several(name: str) -> bool:
    """Whether the cells of a column are taken apart: those of some fields, and of columns that only this project has."""
    return name in SEVERAL or field("customers", name) is None
