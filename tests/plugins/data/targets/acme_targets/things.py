"""Things that are not what the registration says."""

from kartoteka import RowScorer, RowSegmenter, Scorer


class Sorter(RowSegmenter):
    """A segmenter."""


class Shapeless(Scorer):
    """None of the shapes."""


class Score(RowScorer):
    """Without its method."""


def score():
    """A function."""
