"""Columns that a pipeline may well have though nobody can say so: those of parts that are not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kartoteka.config.project import Pipeline
from kartoteka.config.schema.base import StepKey


@dataclass
class Hidden:
    """What a part with a mistake would have given, so that nobody is told that it is not there.

    Attributes:
        tables: The inputs that are not understood.
        steps: The names of segmentations and scores that are not.
        customers: Whether customers may have columns that nobody knows.
    """

    tables: set[str] = field(default_factory=set)
    steps: set[str] = field(default_factory=set)
    customers: bool = False

    @classmethod
    def in_pipeline(cls, pipeline: Pipeline, understood: set[str]) -> Hidden:
        """What is hidden before the first step, where the inputs of these tables are understood."""
        unknown = {"customers", "contacts", "orders"} if pipeline.lost.anything else pipeline.lost.tables
        tables = (pipeline.inputs.keys() | unknown) - understood
        customers = "customers" if "customers" in pipeline.inputs.keys() | tables else "orders"
        return cls(tables, set(pipeline.lost.steps), pipeline.lost.anything or customers in tables)

    def __bool__(self) -> bool:
        return bool(self.tables or self.steps or self.customers)

    def may_be_step(self, name: str) -> bool:
        """Whether a segmentation or score may have this name. One whose name is wrong will get another."""
        return name in self.steps or any(not re.fullmatch(StepKey.pattern, step, re.ASCII) for step in self.steps)

    def may_give(self, name: str) -> bool:
        """Whether customers may have this column."""
        folded = name.casefold()
        return self.customers or self.may_be_step(folded) or any(folded.startswith(f"{step}_") for step in self.steps)

    def may_deliver(self, name: str, *, channel: bool) -> bool:
        """Whether a row of a campaign may have this column, of a customer or a contact; `channel`: whether its own is known."""
        contacts = "contacts" in self.tables or not channel
        return self.may_give(name) or (contacts and name.startswith(("contact_", "email", "phone")))
