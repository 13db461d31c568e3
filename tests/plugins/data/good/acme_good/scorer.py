"""The scorer."""

import narwhals.stable.v2 as nw

from kartoteka import Integer, RowScorer


class Rooms(RowScorer):
    requires = {"customers": ["employees"]}
    provides = {"score": Integer}

    def columns(self):
        return {"score": nw.col("employees") // 20}
