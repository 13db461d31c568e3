"""Headcount in hundreds: the whole of a custom scorer."""

from __future__ import annotations

import narwhals.stable.v2 as nw
from marshmallow import fields

from kartoteka import Integer, OptionsSchema, RowScorer


class SizeOptions(OptionsSchema):
    cap = fields.Integer(load_default=10, metadata={"description": "The highest score."})


class Size(RowScorer):
    """Headcount in whole hundreds, capped; empty where the headcount is unknown."""

    Options = SizeOptions
    requires = {"customers": ["employees"]}
    provides = {"score": Integer}
    replayable = True

    def columns(self) -> dict[str, nw.Expr]:
        hundreds = nw.col("employees") // 100
        return {"score": nw.when(hundreds > self.options["cap"]).then(nw.lit(self.options["cap"])).otherwise(hundreds)}
