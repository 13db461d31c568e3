"""Each customer with the places of its segments: small numbers, which are counted by sooner than names."""

from __future__ import annotations

from kartoteka.model.frame import Frame
from kartoteka.profile.run_data import RunData


def place_column(step: str) -> str:
    """The column with the place of a customer's segment in a segmentation."""
    return f"place {step}"


def places_of(data: RunData) -> Frame:
    """`customer_id`, and for every segmentation of the run the place of its segment in `run.segments`. It is made once."""
    return data.once("places", lambda: _places(data))


def _places(data: RunData) -> Frame:
    import narwhals.stable.v2 as nw

    columns = []
    for step, segments in data.run.segments.items():
        place = nw.lit(0, dtype=nw.Int32)
        for at, segment in enumerate(segments):
            place = nw.when(nw.col(step) == nw.lit(segment)).then(nw.lit(at, dtype=nw.Int32)).otherwise(place)
        columns.append(place.alias(place_column(step)))
    return data.engine.materialise(data.customers.select("customer_id", *columns), "places")
