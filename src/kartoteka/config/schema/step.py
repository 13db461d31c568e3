"""A segmentation or a score."""

from __future__ import annotations

from kartoteka.config.schema.base import ComponentSchema


class StepSchema(ComponentSchema):
    """`use` and the component's options."""
