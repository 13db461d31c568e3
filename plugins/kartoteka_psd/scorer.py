"""The scorer `psd`."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from kartoteka import (
    BLACKLIST,
    Boolean,
    ConfigError,
    DataRange,
    Dossier,
    Frame,
    Number,
    Problem,
    SegmentScorer,
    Tables,
    Text,
    ngettext,
    speaking,
)
from kartoteka import gettext as _
from kartoteka_psd.answers import Answers, read_answers
from kartoteka_psd.criteria import CRITERIA, PASSION, PROFITABILITY, QUESTIONS, SPECIALISATION
from kartoteka_psd.judge import Judged
from kartoteka_psd.measures import AVERAGE_ORDER, Measure
from kartoteka_psd.options import PsdOptions


class Psd(SegmentScorer):
    """Judges segments by three criteria, each with a mark from 1 to 5; a segment passes only if all three pass.

    People answer passion (do we like working with them?) and specialisation (which results do they reach with us?), with
    the reason, in the answers file. Profitability is computed: each measure is pooled over all members, its value becomes a
    mark along the anchors, and the marks are weighted. A mark equal to the threshold passes. A criterion without an answer, or
    with a measure without data, is unanswered: the segment does not pass, and nothing is taken for a zero.

    Which orders count in `average_order`: those of at least `logistic_minimum`; without one, those that the segmentation
    counts, if it gives the columns `qualifying_orders` and `turnover`; else all.
    """

    Options = PsdOptions
    provides = {
        "passed": Boolean,
        PASSION: Number,
        SPECIALISATION: Number,
        PROFITABILITY: Number,
        "failed": Text,
        "unanswered": Text,
        **{f"{criterion}_short_by": Number for criterion in CRITERIA},
        "profitability_passes_if": Text,
        "verdict": Text,
    }
    shown = (*CRITERIA, "passed")
    replayable = True

    @property
    def measures(self) -> Sequence[Measure]:
        measures: Sequence[Measure] = self.options["profitability"]
        return measures

    @property
    def answers_file(self) -> Path:
        """The file of the answers, which need not exist yet."""
        return self.context.project / str(self.options["answers"])

    @property
    def all_segments(self) -> Sequence[str]:
        """The segments of which the answers may speak: all but the blacklist."""
        return [one for one in self.context.segments.get(self.options["groups"], ()) if one != BLACKLIST]

    @property
    def segments(self) -> Sequence[str]:
        """The segments that are judged, in the order of the segmentation: all but the blacklist and those left out."""
        return [one for one in self.all_segments if one not in self.options["leave_out"]]

    @cached_property
    def answers(self) -> Answers:
        """What people answered.

        Raises:
            ConfigError: With everything that is wrong with the file.
        """
        return read_answers(self.answers_file, self.all_segments)

    def required_fields(self) -> Mapping[str, Sequence[str]]:
        """The orders' amounts, where the average order is a measure."""
        return {"orders": ["amount"]} if any(one.name == AVERAGE_ORDER for one in self.measures) else {}

    def problems(self) -> Iterable[Problem]:
        """Columns, segments and answers that there are not."""
        if self.options["groups"] not in self.context.segments:
            return
        from kartoteka_psd.checks import wrong_measures, wrong_segments

        known = self.context.segments[self.options["groups"]]
        for option, message, hint in wrong_measures(self.measures, self.context.columns):
            yield self.option_problem(option, message, hint)
        for option, message, hint in wrong_segments(self.options["leave_out"], known):
            yield self.option_problem(option, message, hint)
        if self.answers_file.is_dir():
            yield self.option_problem(
                ("answers",), _("{path!r} is a folder", path=self.options["answers"]), _("name a file: answers.yaml")
            )
            return
        try:
            self.answers  # noqa: B018  # reading them is what finds the mistakes
        except ConfigError as error:
            yield from (self._of_other_segments(problem) for problem in error.problems)

    def _of_other_segments(self, problem: Problem) -> Problem:
        """With a way out where the answers are about segments of another segmentation: two scorers may share the file."""
        if problem.message != _("unknown key '{name}'", name=problem.key):
            return problem
        step, groups = self.context.step, self.options["groups"]
        own = _(
            "the answers of {step} are about the segments of {groups}; for others name a file of its own: answers: {step}.yaml",
            step=step,
            groups=groups,
        )
        return replace(problem, hint=f"{problem.hint}\n  {own}")

    def further_inputs(self) -> str:
        """A fingerprint of what people answered: another order or comment in the file changes nothing."""
        return hashlib.sha256(
            repr(sorted((one, sorted(said.items())) for one, said in self.answers.items())).encode()
        ).hexdigest()

    def lint(self, data: DataRange | None) -> Iterable[str]:
        from kartoteka_psd.checks import lint

        return lint(self.measures, self.options["thresholds"])

    def segments_of(self, tables: Tables) -> Frame:
        """The segment of each customer that `only` holds for."""
        import narwhals.stable.v2 as nw

        members = super().segments_of(tables)
        if "members" not in self.options:
            return members
        holds = tables.customers.select("customer_id", self.condition(self.options["members"]).alias("_holds"))
        told = nw.when(nw.col("_holds")).then(nw.col("segment"))
        return members.join(holds, on="customer_id", how="left").select("customer_id", told.alias("segment"))

    def judged(self, tables: Tables) -> Sequence[Judged]:
        """Each segment that is judged, with or without members."""
        import narwhals.stable.v2 as nw

        from kartoteka_psd.judge import judge
        from kartoteka_psd.pool import Pooled, pool

        pooled = pool(
            self.segments_of(tables).filter(~nw.col("segment").is_null()),
            tables,
            self.options["groups"],
            self.measures,
            self.context.columns,
            self.options.get("logistic_minimum"),
        )
        return [
            judge(one, pooled.get(one) or Pooled(), self.answers.get(one, {}), self.measures, self.options["thresholds"])
            for one in self.segments
        ]

    def frame(self, tables: Tables) -> Frame:
        import narwhals.stable.v2 as nw
        import pyarrow as pa

        with speaking(self.context.locale):
            # What is kept with the run is in the project's language, whatever the screen is in.
            judged = self.judged(tables)
            rows = [self._row(one) for one in judged]
        columns = {name: pa.array([row[name] for row in rows], type_.to_arrow()) for name, type_ in self.provides.items()}
        names = pa.array([one.segment for one in judged], pa.string())
        dossiers = pa.array([self._dossier(one) for one in judged], pa.string())
        table = pa.table({"segment": names, **columns, "dossier": dossiers})
        frame: Frame = nw.from_native(table, eager_only=True).lazy()
        return frame

    def _dossier(self, judged: Judged) -> str:
        from kartoteka_psd.dossier import dossier

        return dossier(judged, self.context.currency, self.context.columns).to_json()

    def _row(self, judged: Judged) -> Mapping[str, Any]:
        from kartoteka_psd.words import passes_if, verdict

        numbers = {**judged.marks, **{f"{criterion}_short_by": judged.short_by(criterion) for criterion in CRITERIA}}
        return {
            "passed": judged.passed,
            **{name: None if value is None else float(value) for name, value in numbers.items()},
            "failed": ", ".join(judged.failed) or None,
            "unanswered": ", ".join(judged.unanswered) or None,
            "profitability_passes_if": passes_if(judged, self.context.currency),
            "verdict": verdict(judged, self.context.currency),
        }

    def remarks(self, scores: Sequence[Mapping[str, Any]]) -> Sequence[str]:
        """Why a segment does not pass, and how the open questions are answered."""
        from kartoteka_psd.kept import judged_again
        from kartoteka_psd.words import verdict

        # The verdict that is kept is in the project's language; a run speaks that of the screen.
        failing = [judged_again(row["segment"], Dossier.from_data(row["dossier"])) for row in scores if not row["passed"]]
        told = [f"{one.segment}: {verdict(one, self.context.currency)}" for one in failing]
        questions = sum(row[criterion] is None for row in scores for criterion in QUESTIONS)
        if questions:
            command = ["kartoteka", "rate", self.context.pipeline, self.context.step]
            if self.context.project.resolve() != Path.cwd():
                command += ["--project", str(self.context.project)]
            told.append(
                ngettext(
                    "{number} question is open; {command} asks.",
                    "{number} questions are open; {command} asks.",
                    questions,
                    number=questions,
                    command=shlex.join(command),
                )
            )
        return told
