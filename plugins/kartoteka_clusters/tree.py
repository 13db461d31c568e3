"""A small decision tree that repeats the groups: conditions over raw values, as few as do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from kartoteka_clusters.features import Compared

if TYPE_CHECKING:
    import pyarrow as pa

ENOUGH = 0.95
"""A larger tree is not tried where so large a share of the customers lands in its group."""

MOST_LEAVES = 16
_MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Question:
    """What a branch asks: whether a number is at most a bound, or whether a category has a value.

    Attributes:
        bound: None for a category.
        average: What stands for a number that is not known; None where all are.
        gaps: The category is not known of some.
    """

    field: Compared
    bound: float | None = None
    value: str | None = None
    average: float | None = None
    gaps: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where a path ends: each question with its answer, the group, and how many customers of the sample come here."""

    path: Sequence[tuple[Question, bool]]
    group: str
    customers: int


def leaves_of(
    table: pa.Table, fields: Sequence[Compared], labels: Sequence[str], most: int | None, smallest: int
) -> list[Leaf]:
    """The leaves of the smallest tree that agrees enough, or of the largest that is allowed.

    Args:
        table: For each field a column of its name: raw numbers, or texts.
        fields: What may be asked.
        labels: The group of each row.
        most: How many leaves; where it is None, as few as agree enough.
        smallest: So many customers have to come to a leaf.
    """
    from sklearn.tree import DecisionTreeClassifier

    columns, questions = _columns(table, fields)
    fewest = len(set(labels))
    if fewest < 2 or not questions:
        return [Leaf((), labels[0], len(labels))]
    sizes = [most] if most is not None else range(fewest, max(MOST_LEAVES, 2 * fewest) + 1)
    tree: Any = None
    for size in sizes:
        least = max(1, min(smallest, len(labels) // 100))
        tree = DecisionTreeClassifier(max_leaf_nodes=max(2, size), min_samples_leaf=least, random_state=0)
        tree.fit(columns, labels)
        if tree.score(columns, labels) >= ENOUGH:
            break
    return _read(tree, columns, questions)


def _columns(table: pa.Table, fields: Sequence[Compared]) -> tuple[Any, list[Question]]:
    import numpy as np

    columns, questions = [], []
    for field in fields:
        if field.is_category:
            texts = table[field.name].to_pylist()
            values = sorted({text for text in texts if text is not None and _can_be_written(text)})
            for value in values if len(values) > 1 or None in texts else ():
                columns.append(np.array([text == value for text in texts], dtype=float))
                questions.append(Question(field, value=value, gaps=None in texts))
            continue
        numbers = table[field.name].to_numpy().astype(float)
        known = numbers[~np.isnan(numbers)]
        if not len(known):
            continue
        average = float(f"{known.mean():.9g}") if len(known) < len(numbers) else None
        columns.append(np.nan_to_num(numbers, nan=average or 0.0))
        questions.append(Question(field, average=average))
    return (np.column_stack(columns) if columns else None), questions


def _can_be_written(text: str) -> bool:
    return text.isprintable() and text == text.strip() and "  " not in text


def _read(tree: Any, columns: Any, questions: Sequence[Question]) -> list[Leaf]:
    """Walk the tree from the left; a bound becomes the shortest number that parts the same customers."""
    import numpy as np

    made, found = tree.tree_, []

    def walk(node: int, path: tuple[tuple[Question, bool], ...], here: Any) -> None:
        if made.children_left[node] < 0:
            group = str(tree.classes_[int(np.argmax(made.value[node][0]))])
            found.append(Leaf(path, group, int(here.sum())))
            return
        question = questions[made.feature[node]]
        values = columns[:, made.feature[node]]
        left = here & (values <= made.threshold[node])
        if question.value is None:
            bound = shortest_between(float(values[left].max()), float(values[here & ~left].min()))
            question = Question(question.field, bound=bound, average=question.average)
            walk(made.children_left[node], (*path, (question, True)), left)
            walk(made.children_right[node], (*path, (question, False)), here & ~left)
        else:  # has not the value, has it
            walk(made.children_left[node], (*path, (question, False)), left)
            walk(made.children_right[node], (*path, (question, True)), here & ~left)

    walk(0, (), np.ones(len(columns), dtype=bool))
    return found


def shortest_between(low: float, high: float) -> float:
    """The number with the fewest digits from `low` on and below `high`, so that `x <= it` parts the two."""
    for digits in range(-_MOST_DIGITS, _MOST_DIGITS):
        unit = 10.0**-digits
        number = round(ceil(low / unit) * unit, max(0, digits))
        if low <= number < high:
            return number + 0.0
    return low
