"""What is kept of a segment's judgement: all that a page about it needs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from kartoteka_psd.answers import Answer
from kartoteka_psd.criteria import CRITERIA
from kartoteka_psd.judge import Judged, Measured


def dossier(judged: Judged) -> str:
    """A JSON document: members, the criteria with marks, thresholds and answers, and each measure.

    A measure has its pooled `value` (or how many members have each of its `texts`), its `mark`, its `weight`, over how many
    orders or members it was taken (`have`), and from which value on profitability would pass (`passes_at`).
    """
    told = {
        "members": judged.members,
        "passed": judged.passed,
        "criteria": {criterion: _criterion(judged, criterion) for criterion in CRITERIA},
        "measures": [_measure(one) for one in judged.measures],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _criterion(judged: Judged, criterion: str) -> Mapping[str, Any]:
    told = {
        "mark": _number(judged.marks[criterion]),
        "threshold": _number(judged.thresholds[criterion]),
        "short_by": _number(judged.short_by(criterion)),
    }
    answer = judged.answers.get(criterion)
    return told if answer is None else {**told, "answer": _answer(answer)}


def _answer(answer: Answer) -> Mapping[str, Any]:
    return {
        "because": answer.because,
        "by": answer.by,
        "on": answer.on.isoformat(),
        "notes": dict(answer.notes),
        "removes": None if answer.removes is None else list(answer.removes),
    }


def _measure(one: Measured) -> Mapping[str, Any]:
    return {
        "name": one.measure.name,
        "value": _number(one.value),
        "texts": dict(one.texts),
        "have": one.have,
        "mark": _number(one.mark),
        "weight": _number(one.measure.weight),
        "unanswered": one.why,
        "passes_at": _number(one.passes_at),
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
