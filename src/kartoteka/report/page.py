"""What a report consists of, before it becomes HTML: parts with headings, and in them sentences, facts, tables and pictures.

Every text is in the language of the report and is shown as it is, whatever is in it: markup comes from the templates alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Mark = Literal["up", "down", "sideways", "new", "gone", "stayed", "passed", "failed", "open"]
"""What a cell says beside its text, as a sign and in words, and never by its colour alone."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph. `kind` is `lead` for one that stands over what follows, `note` for what is said in small, `warning` for what
    a reader must not overlook."""

    text: str
    kind: Literal["plain", "lead", "note", "warning"] = "plain"


@dataclass(frozen=True, slots=True)
class Points:
    """A list without an order."""

    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        kind: `text` is sorted by the rules of the language, `number` by what its cells are worth.
    """

    label: str
    kind: Literal["text", "number"] = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        worth: By what it is sorted in a column of numbers; None comes last, whichever way.
        mark: What is said beside its text, by a sign and by a word for those who cannot see the sign.
        sign: The sign alone, where the text says the same.
        link: The id of the part that tells more.
    """

    text: str
    worth: float | None = None
    mark: Mark | None = None
    sign: Mark | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row names it.

    Attributes:
        id: Its id in the document.
        last: A row of sums, which stays at the bottom.
        sortable: False where the order of rows is what it shows.
        quiet: The heading above it says the same as its caption, which is then for screen readers alone.
    """

    id: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    last: Sequence[Cell] = ()
    sortable: bool = True
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture.

    Attributes:
        id: Its id in the document.
        title: What it shows, which stands above it as well.
        description: What can be seen in it, for those who cannot see it.
        svg: What is in its `svg` element: markup made by this program.
        width: Of its coordinates, as `height`.
    """

    id: str
    title: str
    description: str
    svg: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Two things side by side where there is room."""

    first: Block
    second: Block


Block = Sentence | Points | Facts | Table | Picture | Beside


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it.

    Attributes:
        id: By which it is linked to.
        own_page: It begins a page when it is printed.
        side_by_side: The parts in it stand beside each other, as on a card.
        listed: It stands in the table of contents, as all parts of the first level do.
    """

    id: str
    title: str
    blocks: Sequence[Block] = ()
    parts: Sequence[Part] = field(default=())
    own_page: bool = False
    side_by_side: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report."""

    language: str
    title: str
    lead: str
    parts: Sequence[Part]
