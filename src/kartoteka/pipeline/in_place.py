"""What another segmenter would say of the customers of a run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kartoteka.errors import ConfigError, KartotekaError
from kartoteka.language import gettext as _
from kartoteka.model.frame import Frame
from kartoteka.pipeline.customers import BLACKLISTED

if TYPE_CHECKING:
    from kartoteka.components.base import Context


def sorted_in_place(use: str, options: Mapping[str, Any], context: Context, customers: Frame) -> Frame:
    """Where a segmenter would put customers: `customer_id`, `segment`. Blacklisted ones are left out.

    Args:
        use: The name of a segmenter that decides from the customer's own row.
        options: Its options, as they would be written in a project file.
        context: Of the step in whose place it stands.
        customers: The customers with all columns that it sees.

    Raises:
        ConfigError: The options are not sound.
        KartotekaError: There is no such segmenter, or it is of another shape.
    """
    import narwhals.stable.v2 as nw
    from marshmallow import ValidationError

    from kartoteka.components.segmenter import RowSegmenter
    from kartoteka.model.conditions import ConditionError
    from kartoteka.plugin.registry import load_registry

    component = load_registry().load("segmenter", use)
    if not issubclass(component, RowSegmenter):
        raise KartotekaError(_("the segmenter {use!r} does not decide from the customer's own row", use=use))
    try:
        made = component(component.Options().load(dict(options)), context)
        segment = made.columns()["segment"]
    except (ValidationError, ConditionError) as error:
        message = _("the options of the segmenter {use!r} are not sound: {error}", use=use, error=error)
        raise ConfigError(message) from None
    return customers.filter(~nw.col(BLACKLISTED)).select(nw.col("customer_id"), segment.alias("segment"))
