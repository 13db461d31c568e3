"""The dossier of a segment: each criterion by which a segment scorer judged it, with the evidence.

A segment scorer that gives its `dossier` column in this shape (`Dossier.to_json`) has it shown by `kartoteka profile` and by
every page about the segment, whoever wrote the scorer. All of it is plain data, and nothing in it is a sentence of the scorer's
but what people wrote themselves, so that it is told in the reader's own language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from kartoteka.components.dossier_reading import Reading

VERSION = 1
"""Of the shape. A reader takes no other; a new key that may be missing does not make a new version."""

Unit = Literal["money", "days", "people"]
Over = Literal["orders", "members"]
Unanswered = Literal["no-data", "no-mark"]


@dataclass(frozen=True, slots=True)
class DossierAnswer:
    """What somebody said of a segment.

    Attributes:
        because: The reason.
        by: Who said it.
        on: The day, as `2026-11-30`.
        notes: What else was noted, each under its name.
        removes: The barriers that we remove; None where that is not asked.
    """

    because: str
    by: str
    on: str
    notes: Mapping[str, str] = field(default_factory=dict)
    removes: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class DossierMeasure:
    """One measure of a criterion that is computed.

    Attributes:
        name: A column of the customers, or `average_order`.
        weight: How much its mark counts beside the others.
        over: Whether it was taken over orders or over members.
        have: Over how many of them.
        unit: Of `value` and of the anchors; money is in the dossier's currency. None for plain numbers and for texts.
        value: The pooled value; None for texts, and where there are no data.
        texts: For texts, how many members have each.
        mark: What the value, or the texts, come to; None where it is unanswered.
        unanswered: Why there is no mark: `no-data` of anybody, or `no-mark` for some of the texts.
        anchors: For numbers, pairs of value and mark by ascending value: straight lines between them, flat outside.
        marks: For texts, the mark of each.
        passes_at: Of a criterion that fails: the nearest value from which it would pass if this measure alone changed; for
            texts, the mean mark. None where no value would do.
    """

    name: str
    weight: float
    over: Over
    have: int
    unit: Unit | None = None
    value: float | None = None
    texts: Mapping[str, int] = field(default_factory=dict)
    mark: float | None = None
    unanswered: Unanswered | None = None
    anchors: Sequence[tuple[float, float]] = ()
    marks: Mapping[str, float] = field(default_factory=dict)
    passes_at: float | None = None

    @property
    def rises(self) -> bool:
        """Whether `passes_at` lies above what there is."""
        now = self.mark if self.value is None else self.value
        return self.passes_at is not None and now is not None and self.passes_at > now


@dataclass(frozen=True, slots=True)
class DossierCriterion:
    """One criterion.

    Attributes:
        name: As in the columns of the scorer.
        mark: None where it is unanswered.
        threshold: The mark from which it passes.
        short_by: How much the mark lacks to the threshold; None where it lacks nothing or there is no mark.
        answer: Where people answer it, what was said; None while it is open.
        measures: Where it is computed, what it is computed from.
    """

    name: str
    mark: float | None
    threshold: float
    short_by: float | None = None
    answer: DossierAnswer | None = None
    measures: Sequence[DossierMeasure] = ()

    @property
    def passed(self) -> bool:
        """Whether there is a mark, and it is not below the threshold."""
        return self.mark is not None and self.short_by is None

    @property
    def computed(self) -> bool:
        """Whether it comes from data, and not from people."""
        return bool(self.measures)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a judgement of a segment rests on.

    Attributes:
        members: How many customers were judged by.
        passed: Whether every criterion passes.
        currency: Of every measure whose unit is money.
        scale: The lowest and the highest mark.
        criteria: In the order in which they are told.
    """

    members: int
    passed: bool
    currency: str
    scale: tuple[float, float]
    criteria: Sequence[DossierCriterion]

    @property
    def failed(self) -> list[DossierCriterion]:
        """The criteria whose mark is below the threshold."""
        return [one for one in self.criteria if one.short_by is not None]

    @property
    def unanswered(self) -> list[DossierCriterion]:
        """The criteria without a mark."""
        return [one for one in self.criteria if one.mark is None]

    def to_json(self) -> str:
        """The text for the column `dossier`: the same dossier gives the same text."""
        return json.dumps({"version": VERSION, **asdict(self)}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Dossier:
        """Read such a text.

        Raises:
            ValueError: It is no JSON, of another version, or not of this shape; the message names the key.
        """
        return cls.from_data(json.loads(text))

    @classmethod
    def from_data(cls, data: Any) -> Dossier:
        """The same from JSON that was read already.

        Raises:
            ValueError: It is of another version, or not of this shape; the message names the key.
        """
        told = Reading(data)
        version = told.whole("version")
        if version != VERSION:
            raise ValueError(f"version: {version} is not known; {VERSION} is")
        lowest, highest = told.numbers("scale", 2)
        return cls(
            members=told.whole("members"),
            passed=told.truth("passed"),
            currency=told.text("currency"),
            scale=(lowest, highest),
            criteria=tuple(_criterion(one) for one in told.parts("criteria")),
        )


def is_dossier(data: Any) -> bool:
    """Whether a JSON document says that it is of this shape; a scorer may keep any other, which is shown to programs alone."""
    return isinstance(data, Mapping) and "version" in data and "criteria" in data


def _criterion(told: Reading) -> DossierCriterion:
    answer = told.part("answer")
    return DossierCriterion(
        name=told.text("name"),
        mark=told.number_or_none("mark"),
        threshold=told.number("threshold"),
        short_by=told.number_or_none("short_by"),
        answer=None if answer is None else _answer(answer),
        measures=tuple(_measure(one) for one in told.parts("measures")),
    )


def _answer(told: Reading) -> DossierAnswer:
    return DossierAnswer(
        because=told.text("because"),
        by=told.text("by"),
        on=told.text("on"),
        notes=told.texts_by_name("notes"),
        removes=told.texts_or_none("removes"),
    )


def _measure(told: Reading) -> DossierMeasure:
    unit: Unit | None = told.one_of("unit", ("money", "days", "people"))
    over: Over | None = told.one_of("over", ("orders", "members"))
    unanswered: Unanswered | None = told.one_of("unanswered", ("no-data", "no-mark"))
    return DossierMeasure(
        name=told.text("name"),
        weight=told.number("weight"),
        over=over or "members",
        have=told.whole("have"),
        unit=unit,
        value=told.number_or_none("value"),
        texts={name: int(count) for name, count in told.numbers_by_name("texts").items()},
        mark=told.number_or_none("mark"),
        unanswered=unanswered,
        anchors=told.pairs("anchors"),
        marks=told.numbers_by_name("marks"),
        passes_at=told.number_or_none("passes_at"),
    )
