"""Must-haves decide who fits, nice-to-haves add points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_

import narwhals.stable.v2 as nw

from kartoteka import Boolean, ColumnType, DataRange, Integer, RowScorer, Text, ngettext
from kartoteka import gettext as _
from kartoteka_points.decay import decayed
from kartoteka_points.options import Grade, MustHave, NiceToHave, PointsOptions

UNKNOWN = "unknown"
_TIE = 1e-9


class Points(RowScorer):
    """Judges customers, mostly prospects, by what they must have and by what speaks for them.

    A customer fits (`fit`) where every must-have holds. `missing` names those that do not, in their order, and says of one
    whose fields are empty that it is unknown; it is empty for whoever fits.

    Each nice-to-have gives whole points in a column of its own: its `points` where its condition is true, or its `points` for
    each 1 of its value, but never more than its `cap` and never less than 0. With a decay they are halved for each whole
    period that has passed since its day: `points / 2^n`, where `n` is the largest number for which the day + n periods is on
    or before the as-of date. Both are rounded to the nearest whole number, a half up. Whatever is unknown gives no points, as
    does a day after the as-of date. The column `points` is the sum of these columns.

    A `grade` is given to those that fit: the first whose `at_least` their points reach; empty for all others.
    """

    Options = PointsOptions
    provides = {"fit": Boolean, "missing": Text, "points": Integer}
    replayable = True

    @property
    def must_have(self) -> Sequence[MustHave]:
        """What decides the fit, in order."""
        must_have: Sequence[MustHave] = self.options["must_have"]
        return must_have

    @property
    def nice_to_have(self) -> Sequence[NiceToHave]:
        """What adds points, in order."""
        nice_to_have: Sequence[NiceToHave] = self.options["nice_to_have"]
        return nice_to_have

    @property
    def grades(self) -> Sequence[Grade]:
        """The grades, best first."""
        grades: Sequence[Grade] = self.options["grades"]
        return grades

    def provided_columns(self) -> Mapping[str, ColumnType]:
        """Those of every scorer of this kind, `grade` where there are grades, and one for each nice-to-have."""
        grade = {"grade": Text} if self.grades else {}
        return {**self.provides, **grade, **{one.name: Integer for one in self.nice_to_have}}

    def lint(self, data: DataRange | None) -> Iterable[str]:
        """Tell of grades that nobody can reach, and of must-haves that stand twice."""
        most = sum(one.cap for one in self.nice_to_have)
        for grade in self.grades:
            if grade.at_least > most:
                yield ngettext(
                    "grade {name} is never reached: it asks for {number} point, and {most} is most",
                    "grade {name} is never reached: it asks for {number} points, and {most} is most",
                    grade.at_least,
                    name=grade.name,
                    number=grade.at_least,
                    most=most,
                )
        first: dict[str, str] = {}
        for must_have in self.must_have:
            earlier = first.setdefault(" ".join(must_have.where.split()), must_have.name)
            if earlier != must_have.name:
                yield _("{name!r} has the same condition as {earlier!r}", name=must_have.name, earlier=earlier)

    def columns(self) -> Mapping[str, nw.Expr]:
        """The fit and what it misses, the points and their parts."""
        conditions = {one.name: self.condition(one.where) for one in self.must_have}
        parts = {one.name: self._part(one) for one in self.nice_to_have}
        nobody = nw.col("customer_id").is_null()
        fit = reduce(and_, (nw.coalesce(holds, nw.lit(False)) for holds in conditions.values()), ~nobody)
        points = reduce(lambda sum_, part: sum_ + part, parts.values(), nobody.cast(nw.Int64))
        given = {"fit": fit, "missing": nw.when(~fit).then(_missing(conditions)), "points": points, **parts}
        if self.grades:
            given["grade"] = nw.when(fit).then(_grade(self.grades, points))
        return given

    def _part(self, one: NiceToHave) -> nw.Expr:
        """The points of a nice-to-have: whole, from 0 to its cap, never empty."""
        nothing = nw.lit(0, dtype=nw.Int64)
        if one.where is not None:
            worth = nw.when(self.condition(one.where)).then(nw.lit(int(one.points), dtype=nw.Int64)).otherwise(nothing)
        else:
            value = self.expression(one.value or "").cast(nw.Float64)
            worth = _rounded(nw.when(~value.is_nan()).then(value * float(one.points)), one.cap)
        if one.decay is None:
            return worth
        since = self.expression(one.decay.since)
        return decayed(worth, since, one.decay.halves_every, self.context.as_of, one.cap)


def _rounded(points: nw.Expr, cap: int) -> nw.Expr:
    """To the nearest whole number from 0 to the cap, a half up; nothing where it is empty.

    A double may lie a little below the half that it stands for (0.29 times 50 does), so what is that close counts as one.
    """
    nearest = (points + (0.5 + _TIE)).floor()
    above_nothing = nw.when(points > 0).then(nearest).otherwise(nw.lit(0.0))
    return nw.when(points >= cap).then(nw.lit(float(cap))).otherwise(above_nothing).cast(nw.Int64)


def _missing(conditions: Mapping[str, nw.Expr]) -> nw.Expr:
    """The names of the conditions that are false or unknown, joined by semicolons."""
    if not conditions:
        return nw.lit(None, dtype=nw.String)
    told = [
        nw.when(holds.is_null()).then(nw.lit(f"{name} ({UNKNOWN})")).otherwise(nw.when(~holds).then(nw.lit(name)))
        for name, holds in conditions.items()
    ]
    return nw.concat_str(*told, separator="; ", ignore_nulls=True)


def _grade(grades: Sequence[Grade], points: nw.Expr) -> nw.Expr:
    given = nw.lit(None, dtype=nw.String)
    for grade in reversed(grades):
        given = nw.when(points >= grade.at_least).then(nw.lit(grade.name)).otherwise(given)
    return given
